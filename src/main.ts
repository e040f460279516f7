import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createBot } from './commands/bot.ts';
import { loadDirectoryFile } from './directory-file.ts';
import { readConfig } from './config.ts';
import { newCaseId } from './domain/case-id.ts';
import { look } from './delivery/look.ts';
import { createSender } from './delivery/sender.ts';
import { loadProfile } from './profiles/load.ts';
import { startOrExplain, stopOnSignal } from './process.ts';
import { createAzureTable, reachable } from './store/azure-table.ts';
import { createCases } from './store/cases.ts';
import { createChats } from './store/chats.ts';
import { createDirectory } from './store/directory.ts';
import { createDrafts } from './store/drafts.ts';
import { createLease } from './store/lease.ts';
import { createLinks } from './store/links.ts';
import { createPosts } from './store/posts.ts';
import { createVault } from './store/vault.ts';
import { createWakes } from './store/wakes.ts';
import { createTeams } from './teams/outbound.ts';
import { createServer } from './teams/server.ts';

const log = pino({ name: 'behorighetsbot' });

await startOrExplain(log, async () => {
  const config = readConfig(process.env);
  const profile = loadProfile(config.profile);
  const now = (): string => new Date(Date.now() + config.clockOffset).toISOString();
  const newOperation = (): string => randomUUID();

  const table = await createAzureTable({ storage: config.storage, partition: profile.id });
  const vault = createVault(config);
  const cases = createCases(table);
  const chats = createChats(table);
  const directory = createDirectory(table, config);
  const drafts = createDrafts(table);
  const links = createLinks(table);
  const posts = createPosts(table, now);
  await loadDirectoryFile(config, directory, now());

  const teams = createTeams(config.teams, log);
  const sender = createSender({
    wakes: createWakes(table),
    lease: createLease(table, randomUUID()),
    now,
    look: (caseId, draftsOf) =>
      look(caseId, { cases, chats, drafts, links, posts, teams, now, newOperation }, draftsOf),
    failed: (caseId, attempt, error) => log.error({ caseId, attempt, err: error }, 'look failed'),
  });
  const handle = createBot({
    profile,
    cases,
    chats,
    directory,
    drafts,
    links,
    posts,
    vault,
    teams,
    now,
    newOperation,
    newCaseId: () => newCaseId(randomBytes),
    nudge: sender.nudge,
  });
  const server = createServer({ settings: config.teams, handle, log, ready: () => reachable(table) });

  const port = await server.listen(config.port, config.host);
  sender.start();
  log.info({ port, profile: profile.id }, 'listening');
  stopOnSignal(log, [() => server.close(), () => sender.stop()]);
});
