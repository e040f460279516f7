import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import norrkoping from '../../profiles/norrkoping.json' with { type: 'json' };
import { hanna, itQueue, people, systemQueue, teams as seedTeams, TENANT } from '../../local/people.ts';
import { startAzurite } from '../../local/azurite.ts';
import { createLocalTeams, type LocalTeams } from '../../local/teams/index.ts';
import type { Cases } from '../../src/commands/ports.ts';
import { createAzureTable } from '../../src/store/azure-table.ts';
import { createCases } from '../../src/store/cases.ts';
import type { Table } from '../../src/store/table.ts';
import { builtBot } from '../support/built.ts';
import { createProxy, type Proxy } from '../support/proxy.ts';
import { createReplica, type Replica } from './replica.ts';

/** Built bots on one Azurite and one Teams, with proxies between, and the seed's people and channels. */
export type Town = {
  readonly teams: LocalTeams;
  /** Between the bots and Teams. */
  readonly connector: Proxy;
  readonly replicas: readonly Replica[];
  readonly first: Replica;
  /** The storage as it is, past all proxies. */
  readonly table: Table;
  readonly cases: Cases;
  /** What the bots' clocks show. */
  readonly now: () => string;
  /** Bots started from now on live so much later, in milliseconds: what the dead held has run out for them. */
  readonly skip: (ms: number) => void;
  readonly log: () => string;
  readonly close: () => Promise<void>;
};

/** Where a town keeps its bot, its profile and its logs, from the root of the project. */
const root = path.join(import.meta.dirname, '..', '..');

let opened = 0;

export async function openTown({ replicas: count = 1 } = {}): Promise<Town> {
  const id = `town-${process.pid}-${(opened += 1)}`;
  const folder = path.join('.local', id);
  mkdirSync(path.join(root, folder), { recursive: true });
  const profile = path.join(folder, 'profile.json');
  writeFileSync(path.join(root, profile), JSON.stringify({ ...norrkoping, id, hours: { always: true } }));
  const entry = builtBot();

  const azurite = await startAzurite();
  await azurite.ready;
  const connector = await createProxy(() => ({ port: Number(new URL(teams.url).port) }));
  const teams: LocalTeams = await createLocalTeams({
    tenantId: TENANT,
    people,
    teams: seedTeams,
    serviceUrl: connector.url,
    rateLimits: false,
  });
  let skipped = 0;
  const now = (): string => new Date(Date.now() + skipped).toISOString();
  const env = (): Record<string, string> => ({
    PROFILE: profile,
    // A clock that is set runs behind by what a start takes; those of replicas must agree.
    ...(skipped > 0 ? { CLOCK: now() } : {}),
    ADMIN_IDS: hanna.id,
    DIRECTORY_FILE: 'local/directory.json',
    // A test does in seconds what takes people a day.
    MESSAGES_PER_SECOND: 'none',
  });
  const { connectionString } = azurite;
  const replicas: Replica[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await Promise.all([teams.close(), connector.close(), azurite.kill()]);
    rmSync(path.join(root, folder), { recursive: true, force: true });
  };
  try {
    for (let n = 1; n <= count; n += 1) {
      const replica = await createReplica({
        name: `bot-${n}`,
        folder: path.join(root, folder),
        entry,
        connectionString,
        env,
      });
      replicas.push(replica);
      await replica.process.ready;
    }
    const [first] = replicas;
    if (first === undefined) throw new Error('A town needs a bot');
    teams.botUrl = first.url;
    for (const { id: person } of people) await teams.as(person).say('hjälp');
    const admin = teams.as(hanna.id);
    await admin.sayIn(itQueue, 'koppla it');
    await admin.sayIn(systemQueue, 'koppla systemförvaltning');
    const table = await createAzureTable({ storage: { connectionString }, partition: id });
    return {
      teams,
      connector,
      replicas,
      first,
      table,
      cases: createCases(table, () => undefined),
      now,
      skip: (ms) => (skipped += ms),
      log: () => replicas.map((replica) => replica.log()).join(''),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
