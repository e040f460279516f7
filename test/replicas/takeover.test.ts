import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { settle } from '../crash/evidence.ts';
import { followMessages, isCreate, isUpdate, type Ledger } from '../crash/ledger.ts';
import { createMemory } from '../crash/memory.ts';
import { openTown, type Town } from '../crash/town.ts';
import type { Passing, Rule } from '../support/proxy.ts';
import { many, seedCase } from './seed.ts';
import { isFrom, senderOf } from './senders.ts';

/** So many cases at once: some seconds' work for the sender. */
const burst = 40;
/** Another takes over within this long. */
const promised = 30_000;

describe('replicas: takeover', function () {
  this.timeout(120_000);
  let town: Town;
  let ledger: Ledger;
  before(async () => {
    town = await openTown({ replicas: 2 });
    ledger = followMessages(town);
  });
  after(() => town?.close());

  const sent = (passing: Passing): boolean => isCreate(passing) || isUpdate(passing);
  /** Settles when the bots have sent so much to Teams. */
  const afterSending = (count: number): Promise<void> =>
    new Promise((resolve) => {
      let seen = 0;
      const rule: Rule = (passing) => {
        if (sent(passing) && (seen += 1) === count) {
          town.connector.rules.delete(rule);
          resolve();
        }
        return undefined;
      };
      town.connector.rules.add(rule);
    });
  const assertSettled = async (begun: number): Promise<void> => {
    const { faults } = await settle(town, ledger, createMemory());
    assert.deepEqual(faults, []);
    assert.ok(Date.now() - begun < promised, `it took ${Date.now() - begun} ms`);
  };

  it('the sender is killed in the middle of a burst: the other delivers the rest within 30 s, and nothing is lost', async () => {
    const { sender } = await senderOf(town);
    const begun = afterSending(20);
    await many(burst, () => seedCase(town));
    await begun;
    await Promise.all([sender.kill(), ledger.cut()]);
    await assertSettled(Date.now());
    await sender.start();
  });

  it('the sender stalls for longer than the lease: the other takes over, and what was stalled sends nothing more', async () => {
    const { sender, other } = await senderOf(town);
    // So that there is something on its way to Teams when the sender stalls.
    const slow: Rule = (passing) => (sent(passing) ? { delay: 100 } : undefined);
    const begun = afterSending(20);
    town.connector.rules.add(slow);
    await many(burst, () => seedCase(town));
    await begun;
    const before = ledger.ambiguous.size;
    sender.process.pause();
    const stalledAt = Date.now();
    await ledger.cut();
    const asleepAt = Date.now();
    let inDoubt = ledger.ambiguous.size - before + town.connector.underWay().length;
    try {
      town.connector.rules.delete(slow);
      for (;;) {
        const now = await senderOf(town, 500).catch(() => undefined);
        if (now?.sender === other) break;
        assert.ok(Date.now() - stalledAt < promised, 'nobody took over');
      }
      await nothingDue(stalledAt);
    } finally {
      sender.process.resume();
    }
    const late: Passing[] = [];
    const watch: Rule = (passing) => {
      if (!sent(passing) || !isFrom(passing, sender.process.pid)) return undefined;
      // A connection that it was just opening is for what it had begun.
      const isBegun = passing.opened !== undefined && passing.opened < asleepAt;
      if (isBegun) ledger.doubt(passing);
      else late.push(passing);
      inDoubt += isBegun ? 1 : 0;
      return undefined;
    };
    town.connector.rules.add(watch);
    await pause(3_000);
    town.connector.rules.delete(watch);
    assert.equal(late.length, 0);
    await assertSettled(Date.now());
    assert.ok(ledger.ambiguous.size - before <= inDoubt, `${ledger.ambiguous.size - before} of ${inDoubt} in doubt`);
  });

  const nothingDue = async (since: number): Promise<void> => {
    for (;;) {
      const due = await town.table.range({ from: 'due!', before: `due!${town.now()}`, limit: 1 });
      if (due.length === 0) return;
      assert.ok(Date.now() - since < promised, 'the other did not deliver everything');
      await pause(200);
    }
  };
});
