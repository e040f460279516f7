/** `npm run simulate -- --seed S --histories N`: the bot's engine under faults, in virtual time; exits with 1 where something is lost. */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bundle } from '../test/simulation/bundle.ts';
import { figures } from '../test/simulation/report.ts';
import { explain, runAll } from '../test/simulation/workers.ts';

/** Of its own, so that several can run at the same time. */
const program = `.local/simulation/simulate-${process.pid}.mjs`;
/** More would only say the same. */
const mostShown = 10;

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, histories: { type: 'string', default: '1000' } },
});
const [seed, histories] = [Number(values.seed), Number(values.histories)];
const began = performance.now();
await bundle(program);
const report = await runAll(program, { seed, histories, processes: histories > 1 ? 2 : 1 });
const seconds = (performance.now() - began) / 1000;
for (const { seed: failing, faults } of report.failed.slice(0, mostShown)) {
  console.log(`Seed ${failing} failed; again: npm run simulate -- --seed ${failing} --histories 1`);
  for (const fault of faults.slice(0, mostShown)) console.log(`  ${fault}`);
}
const [first] = report.failed;
if (first) console.log(await explain(program, first.seed));
rmSync(program);
console.log(figures(report));
console.log(`${seconds.toFixed(1)} s, ${(histories / seconds).toFixed(1)} histories/s`);
if (first) process.exitCode = 1;
