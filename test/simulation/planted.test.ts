import assert from 'node:assert/strict';
import { bundle } from './bundle.ts';
import { planted } from './planted.ts';
import { runAll } from './workers.ts';

/** Enough for each of them; most are caught within the first ten. */
const histories = 1200;

describe('simulation: planted bugs', () => {
  const caught = new Set<number>();

  for (const [index, { name, changes, verdict, from = 1 }] of planted.entries())
    it(`is caught: ${name}`, async () => {
      const program = `.local/simulation/planted-${index}.mjs`;
      await bundle(program, changes);
      const { failed } = await runAll(program, { seed: from, histories, stopAtFault: true });
      for (const one of failed) caught.add(one.seed);
      const said = failed.flatMap(({ faults }) => faults);
      assert.match(said.join('\n') || 'nothing', verdict);
    }).timeout(120_000);

  it('and without them the same histories go well', async () => {
    const program = '.local/simulation/unplanted.mjs';
    await bundle(program);
    const reports = await Promise.all(
      [...caught].map((own) => runAll(program, { seed: own, histories: 1, processes: 1 })),
    );
    assert.deepEqual(
      reports.flatMap(({ failed }) => failed),
      [],
    );
  }).timeout(120_000);

  it('says so where a text to be changed stands there no longer', async () => {
    const change = { file: 'src/commands/act.ts', from: 'a text that stands nowhere', to: '' };
    await assert.rejects(bundle('.local/simulation/none.mjs', [change]), /0 times, not once/);
  });
});
