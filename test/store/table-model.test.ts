import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Row, Table, Write } from '../../src/store/table.ts';
import { tables } from './tables.ts';

const keys = ['B', 'a', 'a!1', 'a!10', 'a!2', 'a~', 'b'] as const;
const key = fc.constantFrom(...keys);

/** Which ETag to write on: the row's own now, or the first it ever had. */
/** Blind more often than not: one write of a commit that is refused refuses them all. */
const condition = fc.constantFrom<Condition>('blind', 'blind', 'blind', 'absent', 'current', 'current', 'first');
type Condition = 'blind' | 'absent' | 'current' | 'first';

const change = fc.oneof(
  { weight: 6, arbitrary: fc.record({ put: key, value: fc.jsonValue({ stringUnit: 'binary' }), on: condition }) },
  { weight: 1, arbitrary: fc.record({ remove: key }) },
);

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      commit: fc.uniqueArray(change, {
        minLength: 1,
        maxLength: 4,
        selector: (one) => ('put' in one ? one.put : one.remove),
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ removeIf: key, on: fc.constantFrom<Condition>('current', 'first') }) },
  { weight: 1, arbitrary: fc.record({ get: key }) },
  { weight: 1, arbitrary: fc.record({ from: key, before: key, limit: fc.integer({ min: 1, max: 4 }) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/**
 * Plays the steps. ETags differ from store to store, so each is told by how many the row had before it: two stores agree
 * when they change ETags at the same steps.
 */
async function play(table: Table, steps: readonly Step[]): Promise<unknown[]> {
  const seen = new Map<string, string[]>();

  function told({ key, etag, value }: Row): unknown {
    const etags = seen.get(key) ?? [];
    if (!etags.includes(etag)) {
      etags.push(etag);
    }
    seen.set(key, etags);
    return { key, value, etag: etags.indexOf(etag), last: etags.length - 1 };
  }

  function etagFor(key: string, on: Condition): string {
    const etags = seen.get(key) ?? [];
    return (on === 'first' ? etags.at(0) : etags.at(-1)) ?? 'W/"never"';
  }

  function toWrite(one: typeof change extends fc.Arbitrary<infer T> ? T : never): Write {
    if ('remove' in one) {
      return one;
    }
    const { put, value, on } = one;
    if (on === 'blind') {
      return { put, value };
    }
    return { put, value, if: on === 'absent' ? 'absent' : etagFor(put, on) };
  }

  async function take(one: Step): Promise<unknown> {
    if ('commit' in one) {
      return table.commit(one.commit.map(toWrite));
    }
    if ('removeIf' in one) {
      return table.removeIf(one.removeIf, etagFor(one.removeIf, one.on));
    }
    if ('get' in one) {
      const row = await table.get(one.get);
      return row && told(row);
    }
    return (await table.range(one)).map(told);
  }

  const story: unknown[] = [];
  for (const one of steps) {
    story.push(await take(one));
    story.push((await table.range({ from: '!', before: '~', limit: 100 })).map(told));
  }
  return story;
}

describe('both tables', () => {
  it('answer any sequence of reads and writes in the same way', async () => {
    const met = { committed: 0, conflict: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
        const [memory, azure] = await Promise.all([tables.memory(), tables.azure()]);
        const story = await play(memory, steps);
        assert.deepEqual(await play(azure, steps), story);
        met.committed += story.filter((outcome) => outcome === 'committed').length;
        met.conflict += story.filter((outcome) => outcome === 'conflict').length;
      }),
      { numRuns: 60, interruptAfterTimeLimit: 8_000 },
    );
    assert.ok(met.committed > 20 && met.conflict > 20, `hardly anything was tried: ${JSON.stringify(met)}`);
  });
});
