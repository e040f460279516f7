import { createBot } from '../../src/commands/bot.ts';
import type { Incoming, Reply } from '../../src/commands/incoming.ts';
import type { Mailer, Teams } from '../../src/commands/outbound.ts';
import type { Services } from '../../src/commands/services.ts';
import type { Vault } from '../../src/commands/vault.ts';
import { createDelivery } from '../../src/delivery/index.ts';
import type { Sender } from '../../src/delivery/sender.ts';
import type { Timer } from '../../src/delivery/timer.ts';
import { mailboxesOf } from '../../src/profiles/mailboxes.ts';
import type { Profile } from '../../src/profiles/schema.ts';
import { hoursOfPeople, settingOf } from '../../src/profiles/hours.ts';
import { draw } from '../../src/pictures/index.ts';
import { createAbsences } from '../../src/store/absences.ts';
import { createAsks } from '../../src/store/asks.ts';
import { createBilling } from '../../src/store/billing.ts';
import { createCases } from '../../src/store/cases.ts';
import { createChats } from '../../src/store/chats.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { createDrafts } from '../../src/store/drafts.ts';
import { createLease } from '../../src/store/lease.ts';
import { createFinished } from '../../src/store/finished.ts';
import { createImports } from '../../src/store/imports.ts';
import { createIncidents } from '../../src/store/incidents.ts';
import { createLinks } from '../../src/store/links.ts';
import { createPosts } from '../../src/store/posts.ts';
import { createQueues } from '../../src/store/queues.ts';
import { createRegister } from '../../src/store/register.ts';
import { createReservations } from '../../src/store/reservations.ts';
import type { Table } from '../../src/store/table.ts';
import { createRosters } from '../../src/store/rosters.ts';
import { createUnitRoles } from '../../src/store/unit-roles.ts';
import { createUploads } from '../../src/store/uploads.ts';
import { createTroubles } from '../../src/store/troubles.ts';
import { createWakes } from '../../src/store/wakes.ts';

/** What a replica stands on. */
export type Ground = {
  readonly name: string;
  readonly table: Table;
  readonly teams: Teams;
  readonly mailer: Mailer;
  readonly vault: Vault;
  readonly profile: Profile;
  readonly adminIds: readonly string[];
  readonly now: () => string;
  readonly timer: Timer;
  readonly newCaseId: () => string;
  /** Told of every operation that is begun. */
  readonly began: (operation: string) => void;
  readonly log: (line: string) => void;
};

export type Wired = {
  readonly handle: (incoming: Incoming) => Promise<Reply>;
  readonly sender: Sender;
  readonly services: Services;
};

/** One replica of the bot, put together as `main.ts` does it. */
export function wire({ name, table, began, log, profile, vault, newCaseId, ...rest }: Ground): Wired {
  const { adminIds, now } = rest;
  let operations = 0;
  const unreadable = (key: string): void => log(`${name} unreadable ${key}`);
  const ports = {
    ...rest,
    profile,
    vault,
    unreadable,
    billing: createBilling(table, unreadable),
    cases: createCases(table, unreadable),
    chats: createChats(table, unreadable),
    directory: createDirectory(table, { adminIds, unreadable }),
    drafts: createDrafts(table, unreadable),
    lease: createLease(table, name),
    absences: createAbsences(table, unreadable),
    asks: createAsks(table, unreadable),
    links: createLinks(table, unreadable),
    posts: createPosts(table, now, unreadable),
    queues: createQueues(table, unreadable),
    register: createRegister(table, unreadable),
    reservations: createReservations(table, unreadable),
    draw,
    finished: createFinished(table, unreadable),
    imports: createImports(table, unreadable),
    rosters: createRosters(table, unreadable),
    incidents: createIncidents(table, unreadable),
    troubles: createTroubles(table),
    unitRoles: createUnitRoles(table, unreadable),
    uploads: createUploads(table, unreadable),
    wakes: createWakes(table, unreadable),
    newOperation: () => {
      const operation = `${name}-${(operations += 1)}`;
      began(operation);
      return operation;
    },
  };
  const sender = createDelivery({
    ...ports,
    mailboxes: mailboxesOf(profile),
    rate: 30,
    setting: (queue) => settingOf(profile, queue),
    peopleHours: hoursOfPeople(profile),
    failed: (id, attempt, error) => log(`${name} look failed ${id} ${attempt} ${String(error)}`),
  });
  const services: Services = { ...ports, newCaseId, nudge: sender.nudge };
  return { handle: createBot(services), sender, services };
}
