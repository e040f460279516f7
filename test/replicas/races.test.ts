import assert from 'node:assert/strict';
import { settle } from '../crash/evidence.ts';
import { followMessages } from '../crash/ledger.ts';
import { createMemory } from '../crash/memory.ts';
import { openTown, type Town } from '../crash/town.ts';
import { race } from './races.ts';

/** `npm run races` runs a thousand. */
const races = 100;
/** So many cases at once take their time to be shown, in milliseconds: what is promised after faults is not promised of a flood. */
const backlog = 120_000;

describe('replicas: two clicks at the same time', function () {
  this.timeout(180_000);
  let town: Town;
  before(async () => void (town = await openTown({ replicas: 2 })));
  after(() => town?.close());

  it(`one of them wins, recorded once, and the loser is told who settled it: ${races} races`, async () => {
    const ledger = followMessages(town);
    const { faults, figures } = await race(town, races);
    assert.deepEqual(faults, []);
    assert.equal(
      Object.values(figures.won).reduce((sum, count) => sum + count),
      races,
    );
    assert.ok(
      figures.at.every((won) => won > 0),
      `won at ${figures.at.join(' and ')}`,
    );
    const settled = await settle(town, ledger, createMemory(), backlog);
    assert.deepEqual(settled.faults, []);
    assert.equal(ledger.ambiguous.size, 0);
  });
});
