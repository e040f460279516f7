/**
 * Activities with something wrong in them, thrown at a bot of the script's own on Azurite: by far more than the tests throw.
 * `npm run attack -- --inputs 100000 --seed 1`; the same seed throws the same.
 */
import { parseArgs } from 'node:util';
import { startAzurite } from '../local/azurite.ts';
import { barrage } from '../test/attack/barrage.ts';

const { values } = parseArgs({ options: { inputs: { type: 'string' }, seed: { type: 'string' } } });
const inputs = Number(values.inputs ?? 100_000);
const seed = Number(values.seed ?? Date.now() % 1_000_000);

const azurite = await startAzurite();
await azurite.ready;
console.log(`${inputs} inputs, seed ${seed}`);
const { bad, refused, serverErrors, before, after, ...done } = await barrage(
  azurite.connectionString,
  inputs,
  seed,
).finally(() => azurite.stop());

const megabytes = (value: number): string => `${value.toFixed(1)} MB`;
for (const fault of bad.slice(0, 20)) console.log(`! ${fault}`);
console.log(`attacks thrown: ${done.inputs}, of which ${refused} were refused before they were read`);
console.log(`bad inputs: ${bad.length}`);
console.log(`answers of 5xx: ${serverErrors}`);
console.log(`heap: ${megabytes(before.heap)} before, ${megabytes(after.heap)} after`);
console.log(`resident: ${megabytes(before.resident)} before, ${megabytes(after.resident)} after`);
process.exitCode = bad.length > 0 || serverErrors > 0 ? 1 : 0;
