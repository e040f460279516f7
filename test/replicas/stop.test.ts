import assert from 'node:assert/strict';
import type { Shown } from '../../local/teams/index.ts';
import { anna, david, itQueue } from '../../local/people.ts';
import { settle } from '../crash/evidence.ts';
import { followMessages, isCommit, isCreate, isUpdate, type Ledger } from '../crash/ledger.ts';
import { createMemory } from '../crash/memory.ts';
import { openTown, type Town } from '../crash/town.ts';
import type { Rule } from '../support/proxy.ts';
import { cardOf, finish, order, wordsOf } from '../support/walk.ts';

describe('replicas: an orderly stop', function () {
  this.timeout(60_000);
  let town: Town;
  let ledger: Ledger;
  before(async () => {
    town = await openTown();
    ledger = followMessages(town);
  });
  after(() => town?.close());

  it('SIGTERM while a transaction and a card are under way: both are finished, the code is 0, nothing comes twice', async () => {
    const caseworker = town.teams.as(david.id);
    const tasks: Shown[] = [];
    for (let n = 0; n < 3; n += 1) {
      const number = await order(town.teams.as(anna.id));
      tasks.push(await cardOf(caseworker, number, 'Konto och ansvarskod', { in: itQueue }));
    }
    const { first, connector } = town;
    const [cardBegun, cards] = slowed((passing) => isCreate(passing) || isUpdate(passing), 3_000);
    connector.rules.add(cards);
    const [earlier, task] = tasks as [Shown, Shown];
    await caseworker.press(earlier, 'Ta ärendet');
    await cardBegun;
    const [commitBegun, commits] = slowed(isCommit, 1_500);
    first.storage.rules.add(commits);
    const taken = caseworker.press(task, 'Ta ärendet');
    await commitBegun;
    const ended = first.process.stop(20_000);
    assert.match(wordsOf(await taken), /David Sand har ärendet/);
    await ended;
    assert.match(await first.process.ended, /kod 0/);
    first.storage.rules.clear();
    connector.rules.clear();

    await first.start();
    town.teams.botUrl = first.url;
    const { faults } = await settle(town, ledger, createMemory());
    assert.deepEqual(faults, []);
    assert.equal(ledger.ambiguous.size, 0);
  });
  it('SIGTERM while Teams is slow and much is to be sent: the message under way is finished, the rest comes afterwards', async () => {
    const caseworker = town.teams.as(david.id);
    const number = await order(town.teams.as(anna.id), { systems: ['TES'] });
    const task = await cardOf(caseworker, number, 'Konto och ansvarskod', { in: itQueue });
    const { first, connector } = town;
    const [cardBegun, cards] = slowed((passing) => isCreate(passing) || isUpdate(passing), 6_000);
    connector.rules.add(cards);
    await finish(caseworker, task, { userName: 'dei12345', password: 'Sommar-2026!' });
    await cardBegun;
    await first.process.stop(20_000);
    assert.match(await first.process.ended, /kod 0/);
    connector.rules.clear();

    await first.start();
    town.teams.botUrl = first.url;
    const { faults } = await settle(town, ledger, createMemory());
    assert.deepEqual(faults, []);
    assert.equal(ledger.ambiguous.size, 0);
  });
});

/** Slows such requests down, and settles when the first of them has come. */
function slowed(fits: (passing: Parameters<Rule>[0]) => boolean, delay: number): [Promise<void>, Rule] {
  let tell = (): void => undefined;
  const begun = new Promise<void>((resolve) => (tell = resolve));
  return [
    begun,
    (passing) => {
      if (!fits(passing)) return undefined;
      tell();
      return { delay };
    },
  ];
}
