import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type BotProcess, startBot } from '../../local/processes.ts';
import { createProxy, type Proxy } from '../support/proxy.ts';

/** One bot: a process that can be started again and again on one port, with a proxy of its own before its storage. */
export type Replica = {
  readonly storage: Proxy;
  /** Its webhook, while it is up. */
  readonly url: string;
  readonly process: BotProcess;
  readonly isUp: () => boolean;
  /** Settles when it answers; the clock is asked anew. */
  readonly start: () => Promise<void>;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
  /** All that it ever logged. */
  readonly log: () => string;
  readonly close: () => Promise<void>;
};

type Settings = {
  readonly name: string;
  readonly folder: string;
  /** The built bot. */
  readonly entry: string;
  readonly connectionString: string;
  readonly env: () => Readonly<Record<string, string>>;
};

const endpoint = /(TableEndpoint=http:\/\/127\.0\.0\.1:)(\d+)/;

export async function createReplica({ name, folder, entry, connectionString, env }: Settings): Promise<Replica> {
  const azurite = Number(endpoint.exec(connectionString)?.[2]);
  const storage = await createProxy(() => ({ port: azurite }));
  let starts = 0;
  let isUp = false;
  const begin = (): Promise<BotProcess> =>
    startBot({
      connectionString: connectionString.replace(endpoint, `$1${storage.port}`),
      entry,
      env: env(),
      logFile: path.join(folder, `${name}-${(starts += 1)}.log`),
    });
  let bot = await begin();
  const watch = (process: BotProcess): void => {
    isUp = true;
    void process.ended.then(() => (isUp = bot === process ? false : isUp));
  };
  watch(bot);
  return {
    storage,
    get url() {
      return bot.url;
    },
    get process() {
      return bot;
    },
    isUp: () => isUp,
    start: async () => {
      bot = await begin();
      watch(bot);
      await bot.ready;
    },
    kill: () => bot.kill(),
    log: () =>
      readdirSync(folder)
        .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.log'))
        .map((file) => readFileSync(path.join(folder, file), 'utf8'))
        .join(''),
    close: async () => {
      await bot.kill();
      await storage.close();
    },
  };
}
