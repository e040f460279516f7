/**
 * A Microsoft Teams on loopback for a Bot Framework bot: the Bot Connector that the bot calls, and the people who use it.
 *
 *     const teams = await createLocalTeams({ botUrl: 'http://127.0.0.1:3978/api/messages', tenantId, people, teams });
 *     const anna = teams.as('Anna Ek');                       // by name or aadObjectId
 *     await anna.say('ny behörighet');
 *     const start = await anna.waitFor('Ny behörighet');      // a message whose text or card says so, also later
 *     const seen = await anna.press(start, 'Börja');          // { kind: 'dialog' | 'card' | 'notice' | … }
 *     if (seen.kind === 'dialog') await seen.dialog.fill({ Namn: 'Kim Test' }).press('Nästa');
 *     await david.sayIn(channelId, 'öppna ärenden');          // mentions the bot unless { mention: false }
 *     await teams.post({ from: undefined });                  // a raw activity, with anything overridden or left out
 *     await teams.close();
 *
 * `deliveries` holds what was sent to the bot and what was wrong with its answers, `calls` what the bot asked for,
 * and `faults` makes the connector fail.
 */
import { randomUUID } from 'node:crypto';
import { createActivities, type Activities, type Activity } from './activities.ts';
import { createBot, type BotResponse, type Delivery, type HeaderOverrides } from './bot.ts';
import { createClicks } from './clicks.ts';
import { connectorRoutes } from './connector/routes.ts';
import { createFaults, type Faults } from './connector/faults.ts';
import type { Mailbox } from './mailbox.ts';
import { createLimits } from './connector/limits.ts';
import { createFiles } from './files.ts';
import { close, createLocalServer, listen, type ConnectorCall } from './server.ts';
import { createTimeline, type Kept } from './timeline.ts';
import { User, type Engine } from './user.ts';
import { webRoutes } from './web.ts';
import { createWorld, personalChat, type Person, type Team, type World } from './world.ts';

export type { Activity } from './activities.ts';
export type { BotResponse, Delivery } from './bot.ts';
export type { FaultRule } from './connector/faults.ts';
export type { Dialog, Seen } from './dialog.ts';
export type { Inputs } from './hand.ts';
export type { ConnectorCall } from './server.ts';
export type { Kept, Shown } from './timeline.ts';
export type { User } from './user.ts';
export type { Person, Team } from './world.ts';
export { buttonTitles, visibleText } from './cards/text.ts';
export { UNREACHABLE } from './clicks.ts';

export interface LocalTeamsOptions {
  readonly tenantId: string;
  readonly people: readonly Person[];
  readonly teams: readonly Team[];
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** The webhook; may be set later. */
  readonly botUrl?: string;
  /** Where the bot is told to send, when something stands between it and the connector. */
  readonly serviceUrl?: string;
  /** The bot's id in Teams, "28:<app id>". */
  readonly appId?: string;
  readonly botName?: string;
  /** The bearer token to send with an activity; without it none is sent. */
  readonly authorize?: (activity: Activity) => Promise<string | undefined>;
  /** Says whether a connector request's Authorization header is good; without it all are let in. */
  readonly admit?: (authorization: string | undefined) => boolean;
  readonly clock?: () => Date;
  /** Milliseconds that an invoke may take; Teams gives up after ten seconds or more. */
  readonly invokeDeadline?: number;
  /** Teams' limits on messages per chat; on unless a test needs to flood. */
  readonly rateLimits?: boolean;
  /** The most members that one page of a roster holds. */
  readonly memberPageSize?: number;
  /** Mail to be read on the page. */
  readonly mail?: Mailbox;
  readonly log?: (line: string) => void;
}

export interface LocalTeams {
  /** "http://127.0.0.1:<port>/": the page, and the serviceUrl of every activity. */
  readonly url: string;
  botUrl: string;
  readonly as: (person: string) => User;
  readonly faults: Faults;
  readonly calls: readonly ConnectorCall[];
  readonly deliveries: readonly Delivery[];
  /** Every message there has been, with everything that each of them has ever shown. */
  readonly kept: () => readonly Kept[];
  /** The deliveries that Teams would show somebody as a failure. */
  readonly failures: () => readonly Delivery[];
  /** For activities of one's own: who and where, and the shapes Teams gives them. */
  readonly world: World;
  readonly activities: Activities;
  /** Posts an activity as it is. */
  readonly postActivity: (activity: Activity, headers?: HeaderOverrides) => Promise<BotResponse>;
  /** Posts a personal message of the first person's with fields replaced, or left out where undefined. */
  readonly post: (overrides?: Activity, headers?: HeaderOverrides) => Promise<BotResponse>;
  /** Posts bytes as they are. */
  readonly postRaw: (content: string | Buffer, headers?: HeaderOverrides) => Promise<BotResponse>;
  readonly addMember: (teamId: string, person: string) => Promise<void>;
  readonly removeMember: (teamId: string, person: string) => Promise<void>;
  readonly addBot: (teamId: string, by: string) => Promise<void>;
  readonly removeBot: (teamId: string, by: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function createLocalTeams(options: LocalTeamsOptions): Promise<LocalTeams> {
  const { tenantId, clock = () => new Date(), log = () => undefined } = options;
  const bot = { id: options.appId ?? '28:behorighetsbot', name: options.botName ?? 'Behörighetsbot' };
  let botUrl = options.botUrl ?? '';
  let url = '';

  const world = createWorld(options);
  const timeline = createTimeline(clock);
  const activities = createActivities(() => ({ serviceUrl: options.serviceUrl ?? url, tenantId, bot, clock }));
  const toBot = createBot({
    url: () => botUrl,
    authorize: options.authorize,
    invokeDeadline: options.invokeDeadline ?? 10_000,
    log,
  });
  const clicks = createClicks(world, timeline, activities, toBot);
  const files = createFiles(clock, () => url);
  const engine: Engine = {
    world,
    timeline,
    activities,
    bot: toBot,
    clicks,
    files,
    botName: bot.name,
  };
  const as = (person: string): User => new User(world.person(person), engine);

  const faults = createFaults();
  const calls: ConnectorCall[] = [];
  const count = options.rateLimits === false ? () => undefined : createLimits();
  const connector = connectorRoutes({ world, timeline, tenantId, bot, count }, options.memberPageSize ?? 500);
  const others = [...files.routes(), ...webRoutes(engine, as, options.mail)];
  const server = createLocalServer({ connector, others, faults, calls, admit: options.admit, log });
  url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}/`;

  const teamOf = (id: string): Team => {
    const team = world.team(id);
    if (!team) throw new Error(`No team ${id}`);
    return team;
  };
  const changeMembers = async (
    teamId: string,
    key: string,
    change: 'membersAdded' | 'membersRemoved',
  ): Promise<void> => {
    const person = world.person(key);
    const others = teamOf(teamId).members.filter((id) => id !== person.id);
    world.setMembers(teamOf(teamId), change === 'membersAdded' ? [...others, person.id] : others);
    await toBot.deliver(
      activities.members(person, teamOf(teamId), change, [{ id: person.teamsId, aadObjectId: person.id }]),
    );
  };
  const changeBot = async (teamId: string, by: string, change: 'membersAdded' | 'membersRemoved'): Promise<void> => {
    world.setBot(teamOf(teamId), change === 'membersAdded');
    await toBot.deliver(activities.members(world.person(by), teamOf(teamId), change, [{ id: bot.id }]));
  };

  return {
    url,
    get botUrl() {
      return botUrl;
    },
    set botUrl(to: string) {
      botUrl = to;
    },
    as,
    faults,
    calls,
    deliveries: toBot.deliveries,
    kept: timeline.kept,
    failures: () => toBot.deliveries.filter(({ problem }) => problem !== undefined),
    world,
    activities,
    postActivity: toBot.post,
    post(overrides = {}, headers = {}) {
      const [person] = options.people;
      if (!person) throw new Error('There is nobody to post as');
      const place = { kind: 'personal', chatId: personalChat(person), person } as const;
      return toBot.post({ ...activities.message(person, place, randomUUID(), 'hjälp'), ...overrides }, headers);
    },
    postRaw: toBot.postRaw,
    addMember: (teamId, person) => changeMembers(teamId, person, 'membersAdded'),
    removeMember: (teamId, person) => changeMembers(teamId, person, 'membersRemoved'),
    addBot: (teamId, by) => changeBot(teamId, by, 'membersAdded'),
    removeBot: (teamId, by) => changeBot(teamId, by, 'membersRemoved'),
    close: () => close(server),
  };
}
