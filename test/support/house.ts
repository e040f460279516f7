import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import molndal from '../../profiles/molndal.json' with { type: 'json' };
import norrkoping from '../../profiles/norrkoping.json' with { type: 'json' };
import { createLocalMail, type LocalMail, sender } from '../../local/mail/index.ts';
import { hanna, itQueue, people, systemQueue, teams as seedTeams, TENANT } from '../../local/people.ts';
import { type BotProcess, startBot } from '../../local/processes.ts';
import { createLocalTeams, type LocalTeams } from '../../local/teams/index.ts';
import { type LocalTown, localTown } from '../../local/towns.ts';
import { azurite } from './azurite.ts';
import { builtBot } from './built.ts';

/** The bot as a process of its own, its storage and Teams, with the seed's people and channels. */
export type House = {
  readonly teams: LocalTeams;
  /** The mail server, with what it has taken. */
  readonly mail: LocalMail;
  readonly bot: BotProcess;
  /** Everything the bot has logged. */
  readonly log: () => string;
  /** Ends the bot and starts it again on the same storage, so many minutes later by its clock. */
  readonly restart: (minutesLater?: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Town = LocalTown & { readonly municipality: object };
type Altered = (profile: typeof norrkoping) => object;

const ordinary: Town = {
  ...localTown('norrkoping'),
  municipality: norrkoping,
  channels: { it: itQueue, systemförvaltning: systemQueue },
};
const inMolndal: Town = { ...localTown('molndal'), municipality: molndal };

type Environment = Readonly<Record<string, string>>;

/** Monday 2 March 2026, 09.00 in Sweden: when every house opens that says nothing else. */
const morning = '2026-03-02T09:00:00+01:00';
const minute = 60_000;

let opened = 0;
/** How to close what is open, also a house that was given up while it opened: it would keep the tests from ending. */
const standing = new Set<() => Promise<void>>();
after(async () => void (await Promise.all([...standing].map((close) => close()))));

/**
 * Started like `npm run dev`, on free ports, with channels linked by chat. The houses share one Azurite, where each has a
 * partition of its own: that of its profile's id. `altered` makes another profile of Norrköping's.
 */
export async function openHouse(
  env: Environment = {},
  opens = morning,
  altered: Altered = (profile) => profile,
  { municipality, directoryFile, channels }: Town = ordinary,
): Promise<House> {
  const id = `house-${process.pid}-${(opened += 1)}`;
  const folder = path.join('.local', id);
  mkdirSync(folder, { recursive: true });
  const profile = path.join(folder, 'profile.json');
  writeFileSync(
    profile,
    JSON.stringify({ ...municipality, ...(municipality === norrkoping ? altered(norrkoping) : {}), id }),
  );
  const logFile = path.join(folder, 'bot.log');
  const connectionString = await azurite();
  let written = '';
  const log = (): string => written + readFileSync(logFile, 'utf8');
  const mail = await createLocalMail();
  const openedAt = Date.now();
  let skipped = 0;
  const start = (): Promise<BotProcess> =>
    startBot({
      connectionString,
      entry: builtBot(),
      env: {
        PROFILE: profile,
        CLOCK: new Date(Date.parse(opens) + skipped + Date.now() - openedAt).toISOString(),
        ADMIN_IDS: hanna.id,
        DIRECTORY_FILE: directoryFile,
        MESSAGES_PER_SECOND: 'none',
        SMTP_URL: mail.url,
        MAIL_FROM: sender,
        ...env,
      },
      logFile,
    });

  let bot = await start();
  // A test says in seconds what takes people a day, so Teams' limits on messages are off.
  const teams = await createLocalTeams({
    tenantId: TENANT,
    people,
    teams: seedTeams,
    botUrl: bot.url,
    rateLimits: false,
    mail,
  });
  const close = async (): Promise<void> => {
    await teams.close();
    await bot.stop();
    await mail.close();
    standing.delete(close);
    rmSync(folder, { recursive: true, force: true });
  };
  standing.add(close);
  await bot.ready;
  const admin = teams.as(hanna.id);
  for (const [queue, channelId] of Object.entries(channels)) await admin.sayIn(channelId, `koppla ${queue}`);
  return {
    teams,
    mail,
    close,
    log,
    get bot() {
      return bot;
    },
    restart: async (minutesLater = 0) => {
      await bot.stop();
      written = log();
      skipped += minutesLater * minute;
      bot = await start();
      teams.botUrl = bot.url;
      await bot.ready;
    },
  };
}

/** A house in Mölndal; with another profile of Mölndal's where one is given. */
export function openMolndal({
  opens = morning,
  env = {},
  altered = (profile) => profile,
}: {
  readonly opens?: string;
  readonly env?: Environment;
  readonly altered?: (profile: typeof molndal) => object;
} = {}): Promise<House> {
  return openHouse(env, opens, undefined, { ...inMolndal, municipality: altered(molndal) });
}
