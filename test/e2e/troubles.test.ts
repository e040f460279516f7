import assert from 'node:assert/strict';
import { anna, david, hanna, itQueue, teams as seedTeams } from '../../local/people.ts';
import type { LocalTeams, Shown, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import { buttonsOf, cardOf, order, textOf, wordsOf } from '../support/walk.ts';

const account = 'Konto och ansvarskod';
const again = 'Försök igen nu';
const team = seedTeams.find(({ channels }) => channels.some(({ id }) => id === itQueue))?.id ?? '';

describe('e2e: what administrators are told', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let admin: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    manager = teams.as(anna.id);
    admin = teams.as(hanna.id);
  });
  after(() => house?.close());

  const told = (says: RegExp): Promise<Shown> => admin.waitFor((message) => says.test(textOf(message)));

  it('a channel that the bot was taken out of: what to do, and everything comes when it is back', async () => {
    await teams.removeBot(team, hanna.id);
    const number = await order(manager);
    const card = await told(/Kanalen för .*går inte att nå/);
    assert.match(textOf(card), new RegExp(number));
    assert.deepEqual(buttonsOf(card), [again]);
    assert.match(textOf((await admin.say('driftläge')).at(-1) ?? card), /Att åtgärda.*går inte att nå/s);

    await teams.addBot(team, hanna.id);
    await cardOf(teams.as(david.id), number, account, { in: itQueue });
    await told(/Åtgärdat/);
    assert.match(textOf((await admin.say('drift läge')).at(-1) ?? card), /Inget behöver åtgärdas/);
  });

  it('somebody who blocked the bot, with one click when they are back', async () => {
    const number = await order(manager);
    manager.block();
    const task = await cardOf(teams.as(david.id), number, account, { in: itQueue });
    await teams.as(david.id).press(task, 'Ta ärendet');
    const card = await told(/Anna Ek går inte att nå/);
    assert.match(card.summary ?? '', /^Något behöver åtgärdas$/);
    manager.unblock();
    assert.match(wordsOf(await admin.press(card, again)), /Jag försöker igen nu/);
    await told(/Åtgärdat/);
    await cardOf(manager, number, 'Ansökan om behörighet', { says: /David Sand/ });
  });

  it('nobody else is shown it, or has it tried again', async () => {
    assert.match(textOf((await manager.say('driftläge')).at(-1) as Shown), /bara botens administratör/);
  });
});
