/**
 * What a turn costs, as ratios within one run: figures from different runs or machines are not to be compared.
 * The bot runs as a process of its own on Azurite; a turn is timed from the click to its answer, over HTTP.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { anna, david, hanna, itQueue, people, systemQueue, teams as seedTeams, TENANT } from '../local/people.ts';
import { startAzurite } from '../local/azurite.ts';
import { startBot } from '../local/processes.ts';
import { createLocalTeams, type Dialog, type Seen } from '../local/teams/index.ts';

const rounds = 200;

/** Milliseconds: the median and the 95th percentile. */
type Figures = { readonly name: string; readonly median: number; readonly p95: number };

async function measure(name: string, run: (index: number) => Promise<unknown>): Promise<Figures> {
  const times: number[] = [];
  for (let index = 0; index < rounds; index++) {
    const start = performance.now();
    await run(index);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { name, median: times[rounds >> 1] ?? 0, p95: times[Math.floor(rounds * 0.95)] ?? 0 };
}

/** The least that any webhook costs: JSON in, JSON out, on a kept connection. */
async function floor(): Promise<Figures> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => response.end(JSON.stringify(JSON.parse(Buffer.concat(chunks).toString()))));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const body = JSON.stringify({ type: 'invoke', value: 'x'.repeat(1500) });
  const figures = await measure('floor: JSON over HTTP', async () =>
    (await fetch(url, { method: 'POST', body })).json(),
  );
  server.close();
  return figures;
}

const dialogOf = (seen: Seen): Dialog => {
  if (seen.kind !== 'dialog') throw new Error(`Expected a dialog, got ${seen.kind}`);
  return seen.dialog;
};

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}

const azurite = await startAzurite();
await azurite.ready;
const bot = await startBot({
  connectionString: azurite.connectionString,
  env: { ADMIN_IDS: hanna.id, DIRECTORY_FILE: 'local/directory.json', NODE_ENV: 'test' },
});
await bot.ready;
const teams = await createLocalTeams({
  tenantId: TENANT,
  people,
  teams: seedTeams,
  botUrl: bot.url,
  rateLimits: false,
});
await teams.as(hanna.id).sayIn(itQueue, 'koppla it');
await teams.as(hanna.id).sayIn(systemQueue, 'koppla systemförvaltning');

const manager = teams.as(anna.id);
await manager.say('ny behörighet');
let form = dialogOf(await manager.press(await manager.waitFor('Ny behörighet'), 'Börja'));
form = dialogOf(await form.press('Nästa', { Namn: 'Kim Test', Personnummer: '19900602-2397' }));
form = dialogOf(await form.press('Nästa', { System: ['Treserva'] }));
form = dialogOf(await form.press('Till sammanfattning'));
await form.press('Skicka', { 'Jag är chef och har attesträtt för följande beställning': true });
const caseworker = teams.as(david.id);
const task = await caseworker.waitFor('Konto och ansvarskod', { in: itQueue });
await manager.say('hjälp');
const help = await manager.waitFor('Det här kan du göra');

const before = residentMegabytes(bot.pid);
const figures = [
  await floor(),
  await measure('a message answered with a card (hjälp)', () => manager.say('hjälp')),
  await measure('a press that reads (Mina ärenden)', () => manager.press(help, 'Mina ärenden', {}, { asSeen: true })),
  await measure('a press that records, asks Teams and unseals (Öppna)', () => caseworker.press(task.id, 'Öppna')),
];
const unit = figures[0]?.median ?? 1;
for (const { name, median, p95 } of figures) {
  console.log(`${(median / unit).toFixed(1).padStart(6)} × floor  (95 %: ${(p95 / unit).toFixed(1)})  ${name}`);
}
const after = residentMegabytes(bot.pid);
console.log(`${rounds} turns each. The bot's memory: ${before.toFixed(0)} MB before, ${after.toFixed(0)} MB after.`);
await teams.close();
await bot.stop();
await azurite.stop();
