import { setTimeout as pause } from 'node:timers/promises';
import { createLocalMail, type LocalMail, sender } from './mail/index.ts';
import { startAzurite } from './azurite.ts';
import { hanna, people, teams, TENANT } from './people.ts';
import { freePort, startBot, type Child } from './processes.ts';
import { createLocalTeams, type LocalTeams } from './teams/index.ts';
import { type LocalTown, localTown } from './towns.ts';

const BOT_PORT = 3978;
const TEAMS_PORT = 3980;
const PATIENCE = 4_000;

const children: Child[] = [];
let local: LocalTeams | undefined;
let mail: LocalMail | undefined;
let isEnding = false;

async function end(code: number, why?: string): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  if (why !== undefined) console.error(why);
  await Promise.all([local?.close(), mail?.close(), ...children.map((child) => child.stop())]);
  process.exit(code);
}

function watch<T extends Child>(child: T): T {
  children.push(child);
  void child.ended.then((how) => end(1, `${how} Avslutar resten.`));
  return child;
}

async function portFor(who: string, preferred: number, promised: readonly number[] = []): Promise<number> {
  const port = await freePort(preferred, promised);
  if (port !== preferred) console.log(`Port ${preferred} är upptagen; ${who} använder ${port} i stället.`);
  return port;
}

/** The time the bot lives in, so that what people write is dated alike. */
function runningClock(start: string | undefined): () => Date {
  const ahead = start === undefined ? 0 : Date.parse(start) - Date.now();
  return () => new Date(Date.now() + (Number.isNaN(ahead) ? 0 : ahead));
}

/** An admin tells the bot about the channels, by chat like everything else. A late answer is said, never fatal. */
async function link(to: LocalTeams, { channels }: LocalTown): Promise<void> {
  const admin = to.as(hanna.id);
  const linked = Object.entries(channels).map(async ([queue, channelId]) => {
    const asked = admin.sayIn(channelId, `koppla ${queue}`);
    await Promise.all([asked, admin.waitFor(({ from }) => from.bot, { in: channelId, timeout: PATIENCE })]);
  });
  const results = await Promise.allSettled(linked);
  if (results.some(({ status }) => status === 'rejected')) {
    console.log('Boten har inte svarat på "koppla" i alla kanaler än. Gör det som Hanna Vik om det inte kommer.');
  }
}

async function main(): Promise<void> {
  const botPort = await portFor('boten', BOT_PORT);
  const teamsPort = await portFor('lokala Teams', TEAMS_PORT, [botPort]);
  const azurite = watch(await startAzurite());
  mail = await createLocalMail();
  const profile = process.env['PROFILE'] ?? 'norrkoping';
  const town = localTown(profile);
  const env = {
    ADMIN_IDS: hanna.id,
    DIRECTORY_FILE: town.directoryFile,
    PROFILE: profile,
    SMTP_URL: mail.url,
    MAIL_FROM: sender,
  };
  const bot = watch(
    await startBot({ connectionString: azurite.connectionString, port: botPort, env, logFile: '.local/bot.log' }),
  );
  const listening = await createLocalTeams({
    port: teamsPort,
    botUrl: bot.url,
    tenantId: TENANT,
    // Installed below, so that everybody gets the bot's welcome.
    people: people.map((person) => ({ ...person, installed: false })),
    teams,
    mail,
    clock: runningClock(process.env['CLOCK']),
    log: (line) => console.error(line),
  });
  local = listening;
  await Promise.all([azurite.ready, bot.ready]);
  const welcomed = Promise.all(people.map(({ id }) => listening.as(id).install()));
  await Promise.all([Promise.race([welcomed, pause(PATIENCE)]), link(listening, town)]);
  console.log(`\nLokala Teams är igång: ${listening.url}\nBotens logg: .local/bot.log. Avsluta med Ctrl-C.`);
}

process.once('SIGINT', () => void end(0));
process.once('SIGTERM', () => void end(0));
main().catch((error: unknown) => end(1, error instanceof Error ? error.message : String(error)));
