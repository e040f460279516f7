import assert from 'node:assert/strict';
import { anna, bertil, david, fatima, itQueue, systemQueue } from '../../local/people.ts';
import type { LocalTeams, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  buttonsOf,
  cardOf,
  dialogOf,
  finish,
  labelled,
  numberIn,
  open,
  order,
  ownTick,
  textOf,
  wordsOf,
} from '../support/walk.ts';

const heading = 'Behörigheter går snart ut';
const commonDay = 'Ny sista dag för dem du förlänger';

describe('e2e: permissions of several that end on the same day', () => {
  let house: House;
  let teams: LocalTeams;
  let [manager, it_, systems]: User[] = [];
  const user = (one: User | undefined): User => one ?? assert.fail('the house is not open');
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    [manager, it_, systems] = [teams.as(anna.id), teams.as(david.id), teams.as(fatima.id)];
  });
  after(() => house?.close());

  const given = async (name: string, personnummer: string, to: string): Promise<string> => {
    const number = await order(user(manager), { name, personnummer, person: { 'T.o.m.': to } });
    await finish(user(it_), await cardOf(user(it_), number, 'Konto och ansvarskod', { in: itQueue }));
    await finish(user(systems), await cardOf(user(systems), number, 'Treserva', { in: systemQueue }));
    await cardOf(user(manager), number, 'Ansökan är klar');
    return number;
  };

  it('R66: are one warning and one dialog, each extension an order of its own, with faults by the row', async () => {
    const numbers = [
      await given('Siv Sommar', '19900602-2397', '2026-06-30'),
      await given('Stig Sommar', '20000101-2384', '2026-06-30'),
      await given('Sam Sommar', '20000101-2392', '2026-06-30'),
    ];
    const alone = await given('Olle Oktober', '19480977-2389', '2026-10-31');
    await house.restart(106 * 24 * 60);
    const card = await user(manager).waitFor(
      (message) => textOf(message).startsWith(heading) && textOf(message).includes('3 går ut 30 juni 2026'),
      { timeout: 90_000 },
    );
    for (const name of ['Siv Sommar', 'Stig Sommar', 'Sam Sommar']) assert.ok(textOf(card).includes(name), name);
    assert.deepEqual(buttonsOf(card), ['Förläng eller låt upphöra']);
    const own = user(manager)
      .cards()
      .filter((one) => textOf(one).startsWith('Behörigheten går snart ut'));
    assert.deepEqual(own.map(textOf), [], 'nobody is warned of on a card alone as well');

    const dialog = await open(user(manager), card, 'Förläng eller låt upphöra');
    const none = dialogOf(await dialog.press('Skicka'));
    assert.match(none.text(), /Välj Förläng eller Låt upphöra för minst en person/);
    const faulty = dialogOf(
      await none
        .fill({
          'Beslut för Siv Sommar': 'Förläng',
          'Annan sista dag för Siv Sommar': '2026-06-30',
          'Beslut för Stig Sommar': 'Förläng',
          'Beslut för Sam Sommar': 'Låt upphöra',
          [labelled(none, 'Godkänns av')]: bertil.name,
        })
        .press('Skicka'),
    );
    assert.match(faulty.text(), /Inget är skickat än/);
    assert.match(faulty.text(), /Siv Sommar[^]*Välj en dag efter 30 juni 2026/);
    assert.match(faulty.text(), /Stig Sommar[^]*Välj en ny sista dag, här eller överst/);
    for (const number of numbers)
      assert.ok(!textOf(await cardOf(user(manager), number, 'Ansökan om behörighet')).includes('Förläng'));

    const sent = await faulty
      .fill({ [commonDay]: '2026-12-31', 'Annan sista dag för Siv Sommar': '2026-09-30' })
      .press('Skicka');
    assert.match(wordsOf(sent), /^2 förlängningar är skickade och en avslutas efter sista dagen\.$/);
    const decided = await user(manager).waitFor(
      (message) => textOf(message).startsWith(heading) && textOf(message).includes('Inget väntar på ditt beslut'),
    );
    assert.match(textOf(decided), /Siv Sommar[^]*Förlängning till 30 september 2026 väntar på att godkännas/);
    assert.match(textOf(decided), /Stig Sommar[^]*Förlängning till 31 december 2026 väntar på att godkännas/);
    assert.match(textOf(decided), /Sam Sommar[^]*Avslutas efter 30 juni 2026/);
    assert.deepEqual(buttonsOf(decided), []);

    const approver = teams.as(bertil.id);
    const extension = /30 september 2026 väntar på att godkännas: ([0-9A-Z-]{9})/.exec(textOf(decided))?.[1] ?? '';
    await approver.press(await cardOf(approver, extension, 'Ansökan att godkänna'), 'Godkänn');
    await cardOf(user(manager), extension, 'Förlängning av behörighet', { says: 'Klar' });
    await user(manager).waitFor((message) => textOf(message).includes(`Förlängd till 30 september 2026: ${extension}`));
    assert.ok(!textOf(decided).includes(alone));
  }).timeout(180_000);

  it('one that was decided on meanwhile is said so, and the rest of what was typed is kept', async () => {
    await given('Hugo Höst', '19230161-2392', '2026-11-30');
    const other = await given('Hedda Höst', '20000101-2384', '2026-11-30');
    await house.restart(153 * 24 * 60);
    const card = await user(manager).waitFor(
      (message) => textOf(message).startsWith(heading) && textOf(message).includes('2 går ut 30 november 2026'),
      { timeout: 90_000 },
    );
    const first = await open(user(manager), card, 'Förläng eller låt upphöra');
    const second = await open(user(manager), card, 'Förläng eller låt upphöra');
    assert.match(
      wordsOf(await second.fill({ 'Beslut för Hedda Höst': 'Låt upphöra' }).press('Skicka')),
      /^En avslutas efter sista dagen\.$/,
    );
    const again = dialogOf(
      await first
        .fill({
          [commonDay]: '2027-01-31',
          [ownTick]: true,
          'Beslut för Hugo Höst': 'Förläng',
          'Beslut för Hedda Höst': 'Förläng',
        })
        .press('Skicka'),
    );
    assert.match(again.text(), /Hedda Höst[^]*Avslutas efter 30 november 2026[^]*Någon har redan bestämt/);
    const sent = wordsOf(await again.press('Skicka'));
    assert.match(sent, /^En förlängning är skickad\.$/);
    const shown = await user(manager).waitFor((message) =>
      /Hugo Höst[^]*Förlängd till 31 januari 2027/.test(textOf(message)),
    );
    assert.ok(textOf(shown).includes('Avslutas efter 30 november 2026'));
    assert.ok(numberIn(textOf(shown)));
    assert.ok(other);
  }).timeout(180_000);
});
