import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TableClient } from '@azure/data-tables';
import norrkoping from '../../profiles/norrkoping.json' with { type: 'json' };
import { startBot } from '../../local/processes.ts';
import { builtBot } from '../support/built.ts';

/** What is thrown at the bot: by default a POST of JSON to its webhook. */
export type Request = {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Answer = { readonly status: number; readonly text: string };
/** The keys of everything stored, with their ETags. */
export type Rows = ReadonlyMap<string, string>;
/** In megabytes: what is left on the heap after a collection, and what the process holds of the machine's memory. */
export type Weight = { readonly heap: number; readonly resident: number };

/** The whole bot as a process of its own, with its storage, its log and its memory in view. */
export type Door = Awaited<ReturnType<typeof openDoor>>;

type Settings = {
  readonly connectionString: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** A collection cannot be asked for from outside, so the process brings its own gauge, which answers a signal. */
const gauge = `data:text/javascript,${encodeURIComponent(`
import { renameSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');
process.on('SIGUSR2', () => {
  gc();
  gc();
  writeFileSync(process.env.GAUGE + '.new', String(process.memoryUsage().heapUsed));
  renameSync(process.env.GAUGE + '.new', process.env.GAUGE);
});`)}`;

const megabyte = 1024 * 1024;
let opened = 0;

export async function openDoor({ connectionString, env }: Settings) {
  const id = `attack-${process.pid}-${(opened += 1)}`;
  const folder = path.resolve('.local', id);
  mkdirSync(folder, { recursive: true });
  const profile = path.join(folder, 'profile.json');
  writeFileSync(profile, JSON.stringify({ ...norrkoping, id, hours: { always: true } }));
  const logFile = path.join('.local', id, 'bot.log');
  const weighed = path.join(folder, 'weight');
  const bot = await startBot({
    connectionString,
    entry: builtBot(),
    env: { PROFILE: profile, GAUGE: weighed, NODE_OPTIONS: `--import=${gauge}`, ...env },
    logFile,
    timeout: 60_000,
  });
  let last: string | undefined;
  void bot.ended.then((words) => (last = words));
  await bot.ready;
  const origin = new URL(bot.url).origin;
  const port = Number(new URL(bot.url).port);
  const table = TableClient.fromConnectionString(connectionString, 'Behorighetsbot', {
    allowInsecureConnection: true,
  });

  return {
    pid: bot.pid,
    origin,
    port,
    log: () => readFileSync(logFile, 'utf8'),

    async post({ body = '', headers = {} }: Request): Promise<Answer> {
      const response = await fetch(bot.url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body,
        signal: AbortSignal.timeout(30_000),
      });
      return { status: response.status, text: await response.text() };
    },

    /** What is heard after bytes sent as they are; who says nothing is left after `patience` milliseconds. */
    raw: (bytes: string, patience = 1_000): Promise<string> =>
      new Promise((resolve) => {
        const heard: Buffer[] = [];
        const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
        const timer = setTimeout(() => socket.destroy(), patience);
        socket.on('data', (data) => heard.push(data));
        socket.on('error', () => undefined);
        socket.on('close', () => {
          clearTimeout(timer);
          resolve(Buffer.concat(heard).toString('latin1'));
        });
      }),

    /** Everything in the bot's partition but the lease, which lives a life of its own. */
    async rows(): Promise<Rows> {
      const found = new Map<string, string>();
      for await (const { rowKey = '', etag } of table.listEntities({
        queryOptions: { filter: `PartitionKey eq '${id}'` },
      }))
        if (rowKey !== 'lease') found.set(rowKey, etag);
      return found;
    },

    /** Undefined while the process that was started first still runs and answers; otherwise what became of it. */
    async fate(): Promise<string | undefined> {
      if (last !== undefined) return last;
      const { status } = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(30_000) });
      return status === 200 ? undefined : `healthz says ${status}`;
    },

    async weight(): Promise<Weight> {
      rmSync(weighed, { force: true });
      process.kill(bot.pid, 'SIGUSR2');
      for (let n = 0; n < 200; n += 1) {
        await sleep(25);
        const heap = Number(tryRead(weighed));
        if (heap > 0) return { heap: heap / megabyte, resident: residentOf(bot.pid) };
      }
      throw new Error('The gauge does not answer');
    },

    async close(): Promise<void> {
      await bot.stop();
      renameSync(path.resolve(logFile), path.resolve('.local', 'attack.log'));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function tryRead(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
}
