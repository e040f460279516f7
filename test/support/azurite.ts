import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

type Service = 'table' | 'blob';

const programs: Record<Service, string> = {
  table: import.meta.resolve('azurite/dist/src/table/main.js'),
  blob: import.meta.resolve('azurite/dist/src/blob/main.js'),
};
/** The child holds a channel to this process and ends when the channel does, however this process ends. */
const endWithParent = `data:text/javascript,process.once('disconnect',()=>process.exit())`;
/** The account and key every Azurite knows. */
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const children: ChildProcess[] = [];
let started: Promise<string> | undefined;

/** The connection string of a table and a blob service in memory, started at the first call and stopped after the last test. */
export function azurite(): Promise<string> {
  started ??= startBoth();
  return started;
}

async function startBoth(): Promise<string> {
  const [table, blob] = await Promise.all([start('table'), start('blob')]);
  return `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};TableEndpoint=${table};BlobEndpoint=${blob};`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Its endpoint, once it is up. */
async function start(service: Service): Promise<string> {
  const port = await freePort();
  const flags = ['--inMemoryPersistence', '--silent', '--disableTelemetry', '--skipApiVersionCheck'];
  const args = [
    '--import',
    endWithParent,
    fileURLToPath(programs[service]),
    `--${service}Port`,
    String(port),
    ...flags,
  ];
  const child = spawn(process.execPath, args, { cwd: tmpdir(), env: {}, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  children.push(child);
  await running(child);
  // Nothing here keeps the tests from ending.
  child.unref();
  child.channel?.unref();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.resume();
    (stream as Socket | null)?.unref();
  }
  return `http://127.0.0.1:${port}/${account}`;
}

/** Until the service says that it is up; its last words where it never is. */
function running(process: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (data: Buffer): void => {
      said += data.toString();
      if (/successfully (?:started|listens)/.test(said)) {
        resolve();
      }
    };
    process.stdout?.on('data', listen);
    process.stderr?.on('data', listen);
    process.once('error', reject);
    process.once('exit', () => reject(new Error(`Azurite did not start: ${said}`)));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    child.ref();
    // Asked kindly, it waits for connections that are kept.
    child.kill('SIGKILL');
    await gone;
  }
}

after(async () => void (await Promise.all(children.map(stop))));
