/**
 * Two built bots on one storage: case after case gets two clicks at the same time, one at each, of which one alone can be
 * carried out. `npm run races -- --races 1000`
 */
import { parseArgs } from 'node:util';
import { settle } from '../test/crash/evidence.ts';
import { followMessages } from '../test/crash/ledger.ts';
import { createMemory } from '../test/crash/memory.ts';
import { openTown } from '../test/crash/town.ts';
import { race } from '../test/replicas/races.ts';

/** So long may it take to show what came of a thousand cases at once, in milliseconds. */
const backlog = 600_000;

const { values } = parseArgs({ options: { races: { type: 'string' } } });
const town = await openTown({ replicas: 2 });
try {
  const ledger = followMessages(town);
  const { faults, figures } = await race(town, Number(values.races ?? 1000));
  const settled = await settle(town, ledger, createMemory(), backlog);
  const won = Object.entries(figures.won).map(([verb, count]) => `${verb} ${count}`);
  console.log(
    `${figures.races} races in ${figures.seconds.toFixed(0)} s: won by ${won.join(', ')}; at the replicas ${figures.at.join(' and ')}; ` +
      `${faults.length} faults; as recorded after ${(settled.ms / 1000).toFixed(1)} s`,
  );
  const found = [...faults, ...settled.faults];
  if (found.length > 0) {
    console.error(found.slice(0, 20).join('\n'));
    process.exitCode = 1;
  }
} finally {
  await town.close();
}
