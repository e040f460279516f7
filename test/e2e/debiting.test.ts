import assert from 'node:assert/strict';
import { anna, david, hanna, itQueue } from '../../local/people.ts';
import type { Dialog, Shown, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  ask,
  buttonsOf,
  cardOf,
  dialogOf,
  kimsNumber,
  labelled,
  meant,
  next,
  numberIn,
  open,
  ownTick,
  textOf,
  wordsOf,
} from '../support/walk.ts';

const task = 'Fjärråtkomst (Fjärrskrivbord)';
const day = 24 * 60;

describe('e2e: debiting', () => {
  let house: House;
  let manager: User;
  let it1: User;
  let admin: User;
  before(async () => {
    house = await openHouse();
    [manager, it1, admin] = [anna, david, hanna].map(({ id }) => house.teams.as(id)) as [User, User, User];
  });
  after(() => house?.close());

  const bill = async (month: string): Promise<Shown> => ask(admin, `debitering ${month}`, 'Debitering');
  const link = async (dialog: Dialog): Promise<string> => {
    const pressed = await dialog.press('Hämta filen');
    return pressed.kind === 'link' ? pressed.url : assert.fail(pressed.kind);
  };

  it('R93: an access that was ended is debited for its last month, and not for the next', async () => {
    const start = await ask(manager, 'fjärråtkomst', 'Fjärråtkomst');
    const form = await open(manager, start, 'Börja');
    const summary = await next(
      form.fill({
        Namn: 'Kim Test',
        Personnummer: kimsNumber,
        'Mobilnummer för OTP': '070-174 06 35',
        'Anställd/Konsult': 'Anställd',
        'Typ av fjärråtkomst': 'Fjärrskrivbord (ThinLinc)',
        Ansvarskod: '47110',
        Beskrivning: 'Treserva. Intyget skickades med e-post i maj.',
        'Intyget är skickat tidigare': true,
      }),
    );
    const number = numberIn(
      wordsOf(
        await meant(summary)
          .fill({ [ownTick]: true })
          .press('Skicka'),
      ),
    );
    const judged = await open(it1, await cardOf(it1, number, task, { in: itQueue, says: 'ska bedömas' }), 'Öppna');
    const ready = dialogOf(await judged.press('Godkänn intyget'));
    assert.equal((await ready.fill({ 'Inga nya uppgifter': true }).press('Klarmarkera')).kind, 'closed');
    await cardOf(manager, number, 'Beställningen är klar');

    const asked = await ask(manager, 'avsluta fjärråtkomst', 'Vad ska avslutas?');
    const who = await open(manager, asked, 'Bara fjärråtkomst');
    const name = who.choices(labelled(who, 'Medarbetare')).find((one) => one.startsWith('Kim Test')) ?? '';
    const what = dialogOf(await who.fill({ Medarbetare: name }).press('Nästa'));
    const last = dialogOf(
      await what.fill({ [labelled(what, 'Sista dag')]: '2026-03-11' }).press('Till sammanfattning'),
    );
    const ending = numberIn(wordsOf(await last.press('Skicka')));
    // Thursday 12 March, when IT takes it away.
    await house.restart(10 * day);
    const taken = await open(it1, await cardOf(it1, ending, 'Avsluta Fjärrskrivbord', { in: itQueue }), 'Öppna');
    assert.equal((await taken.press('Klarmarkera')).kind, 'closed');
    await cardOf(manager, ending, 'Avsluta behörigheter', { says: 'Avsluta Fjärrskrivbord – klar' });

    await house.restart(50 * day);
    assert.match(textOf(await bill('mars 2026')), /Fastställd[^]*Ansvarskod 47110: 1 användare, 130 kr/);
    assert.match(textOf(await bill('april 2026')), /Fastställd[^]*Inget att debitera/);
  }).timeout(90_000);

  it('R93: the file is fetched by a link, opens in Excel in Sweden, and is for administrators alone', async () => {
    const card = await bill('mars 2026');
    assert.ok(buttonsOf(card).includes('Hämta filen'));
    const dialog = await open(admin, card, 'Hämta filen');
    const url = await link(dialog);
    const answer = await fetch(url);
    assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.match(answer.headers.get('content-disposition') ?? '', /attachment; filename="debitering-2026-03\.csv"/);
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], 'Excel takes it for UTF-8 by its mark');
    assert.match(bytes.toString('utf8'), /Månad;Typ;Ansvarskod;[^]*\r\n2026-03;Avgift;47110;[^]*;130,00;/);
    await house.restart(6);
    assert.equal((await fetch(new URL(new URL(url).pathname, house.bot.url))).status, 404, 'after six minutes');
  });
});
