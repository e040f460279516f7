import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = path.join(import.meta.dirname, '..');

/** A child of ours: only what is started here is ever ended. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Settles when it answers; rejects when it ends first or is too slow. */
  readonly ready: Promise<void>;
  /** Settles with a Swedish sentence when the child ends, by itself or not. */
  readonly ended: Promise<string>;
  /** Asks it to end, and ends it when it has not after so many milliseconds. */
  readonly stop: (patience?: number) => Promise<void>;
  /** Ends it at once, without a word. */
  readonly kill: () => Promise<void>;
  /** Puts it to sleep where it stands, and wakes it up. */
  readonly pause: () => void;
  readonly resume: () => void;
}

export interface BotProcess extends Child {
  /** The webhook. */
  readonly url: string;
}

export interface BotOptions {
  readonly connectionString: string;
  readonly port?: number;
  /** Added to the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Relative to the project. */
  readonly entry?: string;
  /** Where the bot's output goes, relative to the project; without it, to nowhere but standard error. */
  readonly logFile?: string;
  /** Milliseconds until /readyz has to answer 200. */
  readonly timeout?: number;
}

/** The preferred port, or the next one on loopback that is free and not promised to another; any free one for 0. */
export async function freePort(preferred = 0, promised: readonly number[] = []): Promise<number> {
  const candidates = preferred === 0 ? [0] : Array.from({ length: 50 }, (_, step) => preferred + step);
  for (const candidate of candidates.filter((port) => !promised.includes(port))) {
    const port = await tryPort(candidate);
    if (port !== undefined) return port;
  }
  throw new Error(`Ingen ledig port mellan ${preferred} och ${preferred + candidates.length - 1}.`);
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

/** Starts the bot in its local mode; it is ready when it says so itself. */
export async function startBot(options: BotOptions): Promise<BotProcess> {
  const port = options.port ?? (await freePort());
  const entry = options.entry ?? 'src/main.ts';
  const env = {
    PORT: String(port),
    LOCAL_TEAMS: '1',
    PROFILE: 'norrkoping',
    AZURE_STORAGE_CONNECTION_STRING: options.connectionString,
    ...options.env,
  };
  const child = start({
    name: 'Boten',
    args: ['--enable-source-maps', ...(entry.endsWith('.ts') ? ['--import', 'tsx'] : []), entry],
    env,
    logFile: options.logFile,
    timeout: options.timeout ?? 20_000,
    isUp: async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok,
  });
  return { ...child, url: `http://127.0.0.1:${port}/api/messages` };
}

interface Start {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFile?: string | undefined;
  readonly timeout: number;
  readonly isUp: () => Promise<boolean>;
}

export function start({ name, args, env, logFile, timeout, isUp }: Start): Child {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', logFile === undefined ? 'ignore' : 'pipe', 'inherit'],
  });
  if (logFile !== undefined) {
    mkdirSync(path.dirname(path.resolve(ROOT, logFile)), { recursive: true });
    child.stdout?.pipe(createWriteStream(path.resolve(ROOT, logFile)));
  }
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} kunde inte startas.`);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(`${name} avslutades (${signal ?? `kod ${code}`}).`));
  });
  const ready = untilUp({ name, ended, timeout, isUp });
  // Whoever does not wait for it must not be brought down by it.
  ready.catch(() => undefined);
  return {
    name,
    pid,
    ready,
    ended,
    stop: (patience) => stop(child, ended, patience),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}

async function stop(child: ChildProcess, ended: Promise<string>, patience = 3_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  await ended;
  clearTimeout(timer);
}

async function untilUp({
  name,
  ended,
  timeout,
  isUp,
}: Pick<Start, 'name' | 'timeout' | 'isUp'> & Pick<Child, 'ended'>): Promise<void> {
  const last = Date.now() + timeout;
  let how: string | undefined;
  void ended.then((words) => (how = words));
  while (Date.now() < last) {
    if (await isUp().catch(() => false)) return;
    if (how !== undefined) throw new Error(how);
    await pause(50);
  }
  throw new Error(`${name} kom inte igång inom ${timeout / 1000} s.`);
}
