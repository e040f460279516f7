import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { freePort, start, type Child } from './processes.ts';

export interface Azurite extends Child {
  readonly connectionString: string;
}

/** Starts the table and the blob service, in memory; they are ready in about a second. */
export async function startAzurite(): Promise<Azurite> {
  const table = await startService('table');
  const blob = await startService('blob', [table.port]);
  const both = async (act: (child: Child) => Promise<void>): Promise<void> =>
    void (await Promise.all([table, blob].map(act)));
  return {
    name: table.name,
    pid: table.pid,
    ready: both(({ ready }) => ready),
    ended: Promise.race([table.ended, blob.ended]),
    // It keeps nothing, and asked kindly the blob service waits for connections that are kept.
    stop: () => both((child) => child.kill()),
    kill: () => both((child) => child.kill()),
    pause: () => [table, blob].forEach((child) => child.pause()),
    resume: () => [table, blob].forEach((child) => child.resume()),
    connectionString: connectionStringFor({ table: table.port, blob: blob.port }),
  };
}

const { resolve } = createRequire(import.meta.url);
const programs = {
  table: resolve('azurite/dist/src/table/main.js'),
  blob: resolve('azurite/dist/src/blob/main.js'),
};

async function startService(
  service: 'table' | 'blob',
  promised: readonly number[] = [],
): Promise<Child & { port: number }> {
  const port = await freePort(0, promised);
  const main = programs[service];
  const flags = ['--inMemoryPersistence', '--silent', '--disableTelemetry', '--skipApiVersionCheck'];
  const args = [main, ...flags, `--${service}Host`, '127.0.0.1', `--${service}Port`, String(port)];
  return { port, ...start({ name: 'Azurite', args, env: {}, timeout: 15_000, isUp: () => answers(port) }) };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
}

/** Azurite's published account and key, which open nothing but emulators. */
function connectionStringFor(ports: { readonly table: number; readonly blob: number }): string {
  const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
  const endpoint = (port: number): string => `http://127.0.0.1:${port}/devstoreaccount1`;
  const endpoints = `TableEndpoint=${endpoint(ports.table)};BlobEndpoint=${endpoint(ports.blob)};`;
  return `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${key};${endpoints}`;
}
