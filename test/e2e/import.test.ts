import assert from 'node:assert/strict';
import { anna, hanna } from '../../local/people.ts';
import type { User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import { zip } from '../support/samples.ts';
import { ask, open, textOf, wordsOf } from '../support/walk.ts';

const list = [
  'namn;personnummer;enhet;system;roll;fr.o.m.;titel',
  'Åsa Öberg;20000101-2384;Hemtjänst Norr;Treserva;;2024-05-01;Undersköterska',
  'Åsa Öberg;20000101-2384;Hemtjänst Norr;TESS;;2024-05-01;Undersköterska',
].join('\r\n');
const latin = Buffer.from(list, 'latin1');

describe('e2e: a list of those who have access today, as a file', () => {
  let house: House;
  let admin: User;
  let manager: User;
  before(async () => {
    house = await openHouse();
    [admin, manager] = [house.teams.as(hanna.id), house.teams.as(anna.id)];
  });
  after(() => house?.close());

  const sent = async (content: Buffer, name = 'lista.csv'): Promise<string> =>
    textOf((await admin.sendFile(name, content)).at(-1) ?? assert.fail('no answer'));

  it('is read, shown with its faults, laid in when that is confirmed, and tells nobody', async () => {
    assert.match(textOf(await ask(admin, 'importera', 'Importera dem som redan har behörighet')), /som CSV-fil/);
    const card = (await admin.sendFile('lista.csv', latin)).at(-1) ?? assert.fail('no answer');
    assert.match(
      textOf(card),
      /^Listan är läst[^]*Nya behörigheter: 1, för 1 person[^]*Rader med fel, tas inte med: 1/,
    );
    assert.doesNotMatch(textOf(card), /20000101|Öberg/);
    const dialog = await open(admin, card, 'Visa och importera');
    assert.match(dialog.text(), /Rad 3: Systemet finns inte/);
    const before = manager.messages(manager.chatId).length;
    assert.match(wordsOf(await dialog.press('Importera')), /Klart: 1 behörighet är inlagd/);
    assert.equal(manager.messages(manager.chatId).length, before);
    assert.match(textOf(await ask(manager, 'mina medarbetare', 'Mina medarbetare')), /Åsa Öberg[^]*Treserva/);
    assert.match(wordsOf(await admin.press(card, 'Visa och importera')), /redan importerad/);
  });

  it('that cannot be read is refused with what to do', async () => {
    const workbook = zip([{ name: '[Content_Types].xml' }, { name: 'xl/workbook.xml' }]);
    assert.match(
      await sent(workbook),
      /är en arbetsbok från Excel och ingen CSV-fil\.[^]*CSV UTF-8[^]*Inget är sparat/,
    );
    assert.match(await sent(Buffer.alloc(0)), /är tom/);
    assert.match(await sent(Buffer.alloc(30 * 1024 * 1024, 'a;b\n')), /är större än 10 MB/);
    assert.match(
      await sent(Buffer.from(list.split('\r\n').slice(1).join('\n'))),
      /Rubrikraden saknar namn, personnummer/,
    );
  });
});
