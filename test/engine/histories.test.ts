import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tables } from '../store/tables.ts';
import { createEngine } from '../support/engine.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { beginnings, type Happening, steps, Story } from './stories.ts';

const stores = [
  { name: 'memory', create: tables.memory, runs: 50, most: 60 },
  { name: 'azure', create: tables.azure, runs: 6, most: 30 },
] as const;

/** A few seconds; more where a failing history is made shorter. */
const patience = 120_000;

const historiesOf = (most: number): fc.Arbitrary<Happening[]> =>
  fc.array(steps, { minLength: 10, maxLength: most, size: 'max' });

describe('engine: any history of a case', () => {
  for (const { name, create, runs, most } of stores) {
    it(`R75, R6: leaves rows, lists, secrets and cards as they must be after every step, in ${name}`, async () => {
      const history = fc.asyncProperty(beginnings, historiesOf(most), async (beginning, happenings) => {
        const story = await Story.begin(await createEngine(await create()), beginning);
        for (const happening of happenings) await story.happens(happening);
      });
      await fc.assert(history, { numRuns: runs });
    }).timeout(patience);
  }

  it('comes to everything that can happen', async () => {
    const seen = new Set<string>();
    for (const [beginning, happenings] of fc.sample(fc.tuple(beginnings, historiesOf(60)), { numRuns: 40, seed: 3 })) {
      const story = await Story.begin(await createEngine(createMemoryTable()), beginning);
      for (const happening of happenings) await story.happens(happening);
      for (const one of story.seen) seen.add(one);
    }
    const verbs =
      'approve reject undoApproval withdraw chooseApprover askAsApprover askAsCaseworker supplement take takeOver ' +
      'putBack complete refuseTask openCredentials receipt requestCredentials openPersonnummer ' +
      'remind escalate standIn away';
    const reasons =
      'stale notEntitled notApprover noAttestationRight approverWithoutRight approverReplaced alreadyDecided notMember ' +
      'taskTaken taskNotYours taskFinished hasBegun caseClosed credentialsGone textMissing textTooLong personnummerInText';
    const missed = [...verbs.split(' '), ...reasons.split(' ')].filter((one) => !seen.has(one));
    assert.deepEqual(missed, []);
  }).timeout(patience);

  it('and so it does when several do something at once, or one of them twice, in any order', async () => {
    const race = fc.asyncProperty(
      beginnings,
      fc.array(steps, { maxLength: 15, size: 'max' }),
      fc.oneof(
        fc.array(steps, { minLength: 2, maxLength: 3 }),
        steps.map((twice) => [twice, twice]),
      ),
      fc.scheduler(),
      async (beginning, happenings, together, scheduler) => {
        let racing = false;
        const turn = async (): Promise<void> => {
          if (racing) await scheduler.schedule(Promise.resolve());
        };
        const table = createMemoryTable();
        const engine = await createEngine({
          get: async (key) => turn().then(() => table.get(key)),
          range: async (range) => turn().then(() => table.range(range)),
          commit: async (writes) => turn().then(() => table.commit(writes)),
          removeIf: async (key, etag) => turn().then(() => table.removeIf(key, etag)),
        });
        const story = await Story.begin(engine, beginning);
        for (const happening of happenings) await story.happens(happening);
        await story.together(together, async (all) => {
          racing = true;
          const outcome = await scheduler.waitFor(all);
          racing = false;
          return outcome;
        });
      },
    );
    await fc.assert(race, { numRuns: 120 });
  }).timeout(patience);
});
