import { randomBytes, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createBot } from './commands/bot.ts';
import { fetchFile } from './commands/files/ticket.ts';
import { readConfig } from './config.ts';
import { createDelivery } from './delivery/index.ts';
import { readiness } from './delivery/readiness.ts';
import { loadDirectoryFile } from './directory-file.ts';
import { newCaseId } from './domain/case-id.ts';
import { traceOf } from './domain/trace.ts';
import { openFiles } from './files/index.ts';
import { startOrExplain, stopOnSignal } from './process.ts';
import { createMailer } from './mail/index.ts';
import { draw } from './pictures/index.ts';
import { loadProfile } from './profiles/load.ts';
import { queuesOf } from './profiles/queues.ts';
import { createVault, openStore } from './store/index.ts';
import { createTeams } from './teams/outbound.ts';
import { createServer } from './teams/server.ts';

const log = pino({ name: 'behorighetsbot' });

await startOrExplain(log, async () => {
  const config = readConfig(process.env);
  const profile = loadProfile(config.profile);
  const now = (): string => new Date(Date.now() + config.clockOffset).toISOString();
  const { storage, adminIds } = config;
  const store = await openStore({
    storage,
    partition: profile.id,
    adminIds,
    now,
    replica: randomUUID(),
    log: (damage) => log.error(damage, 'unreadable'),
  });
  await loadDirectoryFile(config, store.directory, now());
  const files = openFiles(config, profile.id, log);
  const teams = createTeams(config.teams, log);
  const vault = createVault(config);
  const ports = { ...store, files, teams, profile, vault, adminIds, now, newOperation: randomUUID };
  const sender = createDelivery({
    ...ports,
    mailer: createMailer({ settings: config.mail, replyTo: profile.mail?.replyTo, log }),
    ...queuesOf(profile),
    rate: config.rate,
    failed: (id, attempt, error) => log.error({ id, attempt, error: traceOf(error) }, 'look failed'),
  });
  const services = { ...ports, draw, newCaseId: () => newCaseId(randomBytes), nudge: sender.nudge };
  const server = createServer({
    settings: config.teams,
    handle: createBot(services),
    fetchFile: (ticket) => fetchFile(services, ticket),
    log,
    ready: () => readiness(store.wakes, now()),
  });
  const port = await server.listen(config.port, config.host);
  sender.start();
  log.info({ port, profile: profile.id }, 'listening');
  stopOnSignal(log, [() => server.close(), () => sender.stop()]);
});
