import { createFingerprint } from './random.ts';
import type { Report } from './report.ts';
import { live, type Verdict } from './run.ts';
import { shrink } from './shrink.ts';

/** Lines that only say that a replica asked whether there was anything to do. */
const idle = /^\S+ r\d\.\d+ (get lease|commit lease|range due)[^:]*$/;

/** Lives through `count` histories, every `every`th from `seed` on; up to the first that fails where one is enough. */
async function run(seed: number, count: number, every: number, stopAtFault: boolean): Promise<Report> {
  const counts: Record<string, number> = {};
  const verbs: Record<string, number> = {};
  const befell: Record<string, number> = {};
  const failed: { seed: number; faults: readonly string[] }[] = [];
  const fingerprint = createFingerprint();
  let histories = 0;
  for (let index = 0; index < count && !(stopAtFault && failed.length > 0); index++) {
    const own = seed + index * every;
    histories += 1;
    const verdict: Verdict | string = await live({ seed: own }).catch((error: unknown) =>
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
    if (typeof verdict === 'string') {
      failed.push({ seed: own, faults: [verdict] });
      continue;
    }
    for (const [name, value] of Object.entries(verdict.counts)) counts[name] = (counts[name] ?? 0) + value;
    for (const [name, value] of Object.entries(verdict.verbs)) verbs[name] = (verbs[name] ?? 0) + value;
    for (const kind of verdict.befell.values()) befell[kind] = (befell[kind] ?? 0) + 1;
    fingerprint.add(verdict.fingerprint);
    if (verdict.faults.length > 0) failed.push({ seed: own, faults: verdict.faults });
  }
  return { histories, counts, verbs, befell, failed, fingerprint: fingerprint.text() };
}

async function explain(seed: number): Promise<string> {
  const { history, verdict } = await shrink({ seed });
  const faults = [...verdict.befell].filter(([label]) => !history.spared?.has(label));
  return [
    `Shrunk to ${verdict.steps.length} steps and ${faults.length} faults:`,
    ...verdict.lines.filter((line) => !idle.test(line)),
    ...verdict.faults,
  ].join('\n');
}

const [what, ...numbers] = process.argv.slice(2);
const [seed = 1, count = 1, every = 1, stopAtFault = 0] = numbers.map(Number);
const result =
  what === 'explain' ? await explain(seed) : JSON.stringify(await run(seed, count, every, stopAtFault === 1));
process.stdout.write(`${result}\n`, () => process.exit(0));
