/** Rows that somebody took away, or left behind, beside a case: no command may be stopped by them for ever. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Actor } from '../../src/domain/actor.ts';
import type { Command } from '../../src/domain/decide.ts';
import { listings } from '../../src/domain/lists.ts';
import { slots } from '../../src/domain/slots.ts';
import { createCases } from '../../src/store/cases.ts';
import { anna, approved, asked, goran, ida, sara, say, start, sven } from '../support/cases.ts';
import { createEngine } from '../support/engine.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { unreadable } from '../support/unreadable.ts';
import { tables } from './tables.ts';

/** A case's whole way, on which every row that is written for it is also taken away. */
const way: readonly (readonly [Actor, Command, string])[] = [
  [goran, say.approve(), slots.approver(1)],
  [ida, say.take('it'), slots.queue('it', 1)],
  [ida, say.give('it'), slots.queue('it', 1)],
  [sara, say.take('tes'), slots.queue('tes', 1)],
  [sara, say.give('tes'), slots.queue('tes', 1)],
  [anna, say.open('tes'), slots.credentials('tes', 1)],
  [anna, say.receipt('tes'), slots.credentials('tes', 1)],
  [sven, say.done('treserva'), slots.queue('treserva', 1)],
];

for (const [name, create, runs] of [
  ['memory', tables.memory, 60],
  ['azure', tables.azure, 3],
] as const) {
  describe(`rows that are gone (${name})`, () => {
    it('stop no command, and are reported', async () => {
      const lost = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: way.length, maxLength: way.length });
      await fc.assert(
        fc.asyncProperty(lost, async (losses) => {
          const engine = await createEngine(await create());
          const { id } = await engine.submitted();
          for (const [index, [who, command, slot]] of way.entries()) {
            const rows = [...(await engine.rows('list')), ...(await engine.rows('secret'))];
            for (const pick of losses[index] ?? []) {
              const row = rows[pick % rows.length];
              if (row) await engine.table.commit([{ remove: row.key }]);
            }
            const outcome = await engine.act(who, command, slot);
            assert.equal(outcome.refused, undefined, `${command.verb}: ${outcome.refused?.reason}`);
          }
          const c = await engine.read(id);
          assert.equal(c.state, 'finished');
          const standing = new Set(listings(c).map(({ list }) => list));
          for (const { key } of await engine.rows('list')) assert.ok(standing.has(key.split('!')[1] ?? ''), key);
          for (const { key, error } of engine.services.reports)
            assert.match(`${key} ${(error as Error).name}`, /^(list|secret)!.* MissingRow$/);
        }),
        { numRuns: runs },
      );
    }).timeout(60_000);
  });
}

describe('rows that are gone', () => {
  const event = { operation: 'o', at: start, person: 'ida', by: 'Ida IT', verb: 'take' };

  it('are no excuse for a command that was decided on an older case', async () => {
    const table = createMemoryTable();
    const cases = createCases(table, unreadable);
    assert.equal(await cases.commit({ after: asked, event }), 'committed');
    const before = (await cases.read(asked.id)) ?? assert.fail();
    // What it takes away is gone by the first time already.
    const change = { before, after: approved, event };
    assert.equal(await cases.commit(change), 'committed');
    assert.equal(await cases.commit(change), 'conflict');
  });

  it('do not keep an application from being sent, whose draft is gone', async () => {
    const reported: string[] = [];
    const cases = createCases(createMemoryTable(), (key) => void reported.push(key));
    const draft = { personId: 'anna', caseId: approved.id };
    assert.equal(await cases.commit({ after: approved, event, draft }), 'committed');
    assert.deepEqual(reported, [`draft!anna!${approved.id}`]);
  });
});
