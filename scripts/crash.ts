/**
 * Kills the built bot again and again, at random and at chosen points of the protocol, while people go on with their cases
 * on a bad network; after each time everything must be as recorded. `npm run crash -- --rounds 100 --seed 7`
 */
import { parseArgs } from 'node:util';
import { run, told } from '../test/crash/run.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const rounds = Number(values.rounds ?? 100);
console.log(`crash: seed ${seed}`);
const begun = Date.now();
const figures = await run(seed, rounds);
console.log(`${told(seed, figures)}; ${Math.round((Date.now() - begun) / 1000)} s`);
