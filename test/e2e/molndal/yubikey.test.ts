import assert from 'node:assert/strict';
import { anna, bertil, fatima, systemQueue } from '../../../local/people.ts';
import type { Dialog, User } from '../../../local/teams/index.ts';
import { type House, openMolndal } from '../../support/house.ts';
import {
  ask,
  begin,
  cardOf,
  dialogOf,
  kimsNumber,
  labelled,
  lisasNumber,
  meant,
  next,
  numberIn,
  open,
  textOf,
  wordsOf,
} from '../../support/walk.ts';

describe('e2e, Mölndal: the Yubikey', () => {
  let house: House;
  let manager: User;
  let other: User;
  let administrator: User;
  before(async () => {
    house = await openMolndal();
    [manager, other, administrator] = [anna, bertil, fatima].map(({ id }) => house.teams.as(id)) as [User, User, User];
  });
  after(() => house?.close());

  const ordered = async (name: string, personnummer: string, purpose = 'Ny'): Promise<string> => {
    const first = await begin(manager);
    const second = await next(first.fill({ Namn: name, Personnummer: personnummer, 'Vad ansökan gäller': purpose }));
    const summary = await next(second.fill({ [labelled(second, 'System: Inloggning')]: 'Yubikey' }));
    return numberIn(wordsOf(await meant(summary).press('Skicka')));
  };
  const opened = async (number: string, title = 'Yubikey'): Promise<Dialog> =>
    open(administrator, await cardOf(administrator, number, title, { in: systemQueue }), 'Öppna');
  const handOut = async (number: string, serial: string) => {
    const dialog = await opened(number);
    return dialog
      .fill({ [labelled(dialog, 'Serienummer')]: serial, [labelled(dialog, 'Inga nya uppgifter')]: true })
      .press('Klarmarkera');
  };

  it('R103: is handed out by its number, and receipted by the manager with Bekräfta kvittens', async () => {
    const number = await ordered('Kim Test', kimsNumber);
    const blank = dialogOf(await handOut(number, ''));
    assert.match(blank.text(), /Rätta det som är markerat nedan/);
    assert.equal((await handOut(number, '12 34-5678')).kind, 'closed');
    const receipt = await cardOf(manager, number, 'Yubikey: kvittera', { says: 'Yubikeyn, serienummer 12345678' });
    await manager.press(receipt, 'Bekräfta kvittens');
    await cardOf(manager, number, 'Yubikey: kvittera', { says: 'Kvitterat av Anna Ek' });
  });

  it('R103: a key that is out is handed out to nobody else, however its number is written', async () => {
    const number = await ordered('Lisa Test', lisasNumber);
    const again = dialogOf(await handOut(number, '1234 5678'));
    assert.match(again.text(), /”Serienummer” är redan registrerat på någon annan/);
    assert.equal((await handOut(number, '22223333')).kind, 'closed');
    await cardOf(manager, number, 'Yubikey: kvittera', { says: 'serienummer 22223333' });
  });

  it('R103: an avanmälan stays open until the very key is back, which VOF IT receipts and the manager sees', async () => {
    const who = await open(other, await ask(other, 'avanmälan', 'Vad ska avslutas?'), 'En medarbetare');
    const kim = who.choices('Medarbetare').find((name) => name.startsWith('Kim')) ?? '';
    const summary = await next(await next(who.fill({ Medarbetare: kim })));
    const number = numberIn(wordsOf(await summary.press('Skicka')));
    const title = 'Avsluta Yubikey';
    const dialog = await opened(number, title);
    assert.ok(dialog.buttons().includes('Bekräfta kvittens'));
    const none = dialogOf(await dialog.press('Bekräfta kvittens'));
    assert.match(none.text(), /inte tillbaka än/);
    const wrong = dialogOf(await none.fill({ [labelled(none, 'Serienummer')]: '22223333' }).press('Bekräfta kvittens'));
    assert.match(wrong.text(), /inte den som lämnades ut, som har serienummer 12345678/);
    await cardOf(other, number, 'Avanmälan av databehörighet', { says: 'Handläggs' });
    const right = wrong.fill({ [labelled(wrong, 'Serienummer')]: '12345678' });
    assert.equal((await right.press('Bekräfta kvittens')).kind, 'closed');
    const receipt = await cardOf(other, number, `${title}: kvitto`, { says: 'Kvitterat av Fatima Alm' });
    assert.match(textOf(receipt), /Återlämnat: Yubikeyn, serienummer 12345678/);
    await cardOf(other, number, 'Avanmälan av databehörighet', { says: 'Klar' });
  });

  it('a key that came back can be handed out again; one that is lost is blocked, and the order ends', async () => {
    const removal = await ordered('Lisa Test', lisasNumber, 'Ta bort');
    const dialog = await opened(removal);
    assert.match(dialog.text(), /Serienummer: 22223333/);
    const lost = dialog.fill({ [labelled(dialog, 'Förlorad')]: true, [labelled(dialog, 'Inga nya')]: true });
    assert.equal((await lost.press('Bekräfta kvittens')).kind, 'closed');
    await cardOf(manager, removal, 'Yubikey: kvitto', { says: 'Förlorad och spärrad: Yubikeyn' });
    const anew = await ordered('Lisa Test', lisasNumber);
    assert.equal((await handOut(anew, '12345678')).kind, 'closed');
    assert.deepEqual(house.teams.failures(), []);
  });
});
