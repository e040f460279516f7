import assert from 'node:assert/strict';
import { anna, david, fatima, itQueue, systemQueue } from '../../local/people.ts';
import { type House, openHouse } from '../support/house.ts';
import { cardOf, finish, open, order, textOf } from '../support/walk.ts';

describe('e2e: the main job', () => {
  let house: House;
  before(async () => void (house = await openHouse()));
  after(() => house?.close());

  it('R6, R19, R20: from "ny behörighet" to login details in hand, from IT and from Systemförvaltningen', async () => {
    const manager = house.teams.as(anna.id);
    const it = house.teams.as(david.id);
    const systems = house.teams.as(fatima.id);
    const number = await order(manager, { systems: ['TES'] });
    await cardOf(manager, number, 'Ansökan om behörighet', { says: 'Handläggs' });

    const account = await cardOf(it, number, 'Konto och ansvarskod', { in: itQueue });
    await it.press(account, 'Ta ärendet');
    assert.deepEqual(
      systems.cards(systemQueue).filter((card) => textOf(card).includes(number)),
      [],
    );
    await finish(it, account, { userName: 'dei12345', password: 'Sommar-2026!' });
    const tes = await cardOf(systems, number, 'TES', { in: systemQueue });
    await finish(systems, tes, { userName: 'tes-kim', password: 'Vinter-2026!' });

    for (const [title, password] of [
      ['Konto och ansvarskod', 'Sommar-2026!'],
      ['TES', 'Vinter-2026!'],
    ] as const) {
      const card = await cardOf(manager, number, `Inloggningsuppgifter: ${title}`);
      const shown = await open(manager, card, 'Visa inloggningsuppgifter');
      assert.ok(shown.text().includes(password));
      assert.equal((await shown.press('Klar – radera uppgifterna')).kind, 'closed');
      await cardOf(manager, number, `Inloggningsuppgifter: ${title}`, { says: 'uppgifterna är raderade' });
    }
    const status = await cardOf(manager, number, 'Ansökan om behörighet', { says: 'Klar' });
    assert.match(textOf(status), /Konto och ansvarskod – klar .+, David Sand\n.+TES – klar .+, Fatima Alm/);
    await cardOf(manager, number, 'Ansökan är klar');
    assert.deepEqual(house.teams.failures(), []);
  });
});
