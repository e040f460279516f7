import { randomBytes } from 'node:crypto';
import type { Context } from '../../src/commands/context.ts';
import type { Incoming } from '../../src/commands/incoming.ts';
import type { Message, Sent, Shown, Target, Teams } from '../../src/commands/outbound.ts';
import type { Services } from '../../src/commands/services.ts';
import type { Unreadable } from '../../src/commands/unreadable.ts';
import { newCaseId } from '../../src/domain/case-id.ts';
import type { Person } from '../../src/domain/person.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import type { Profile } from '../../src/profiles/schema.ts';
import { draw } from '../../src/pictures/index.ts';
import { createAbsences } from '../../src/store/absences.ts';
import { createAsks } from '../../src/store/asks.ts';
import { createBilling } from '../../src/store/billing.ts';
import { createCases } from '../../src/store/cases.ts';
import { createChats } from '../../src/store/chats.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { createDrafts } from '../../src/store/drafts.ts';
import { createFinished } from '../../src/store/finished.ts';
import { createImports } from '../../src/store/imports.ts';
import { createIncidents } from '../../src/store/incidents.ts';
import { createLinks } from '../../src/store/links.ts';
import { createPosts } from '../../src/store/posts.ts';
import { createQueues } from '../../src/store/queues.ts';
import type { Table } from '../../src/store/table.ts';
import { createRegister } from '../../src/store/register.ts';
import { createReservations } from '../../src/store/reservations.ts';
import type { UploadRows } from '../../src/store/uploads.ts';
import { createRosters } from '../../src/store/rosters.ts';
import { createUnitRoles } from '../../src/store/unit-roles.ts';
import { createUploads } from '../../src/store/uploads.ts';
import { createTroubles } from '../../src/store/troubles.ts';
import { createVault } from '../../src/store/vault.ts';
import { createMemoryFiles, type MemoryFiles } from './memory-files.ts';
import { createMemoryTable } from './memory-table.ts';

export const serviceUrl = 'https://smba.trafficmanager.net/emea/';

type TeamsCall =
  | { readonly kind: 'create'; readonly target: Target; readonly message: Message }
  | { readonly kind: 'update'; readonly shown: Shown; readonly message: Message }
  | { readonly kind: 'isMember'; readonly teamId: string; readonly personId: string };

type FakeTeams = Teams & {
  readonly calls: TeamsCall[];
  /** What Teams answers about memberships; everybody is a member unless told otherwise. */
  member: (teamId: string, personId: string) => 'yes' | 'no' | 'unknown';
};

/** Teams that takes everything and remembers it. */
function createFakeTeams(): FakeTeams {
  const calls: TeamsCall[] = [];
  const sent = (shown: Shown): Sent => ({ kind: 'sent', shown });
  return {
    calls,
    member: () => 'yes',
    async create(target, message) {
      calls.push({ kind: 'create', target, message });
      return sent({
        conversationId: `a:${calls.length}`,
        activityId: `${calls.length}`,
        serviceUrl: target.serviceUrl,
      });
    },
    async update(shown, message) {
      calls.push({ kind: 'update', shown, message });
      return sent(shown);
    },
    async isMember({ teamId }, { id }) {
      calls.push({ kind: 'isMember', teamId, personId: id });
      return this.member(teamId, id);
    },
  };
}

type Settings = {
  readonly table?: Table;
  readonly adminIds?: readonly string[];
  readonly now?: string;
  readonly profile?: string | Profile;
};

type Report = { readonly key: string; readonly error: unknown };

export type TestServices = Services & {
  readonly table: Table;
  readonly teams: FakeTeams;
  readonly files: MemoryFiles;
  readonly uploads: UploadRows;
  /** The one clock: it stands still until it is set. */
  readonly clock: { now: string };
  readonly nudges: { count: number };
  /** What could not be read. */
  readonly reports: Report[];
};

/** Everything a command may use, in memory, with a real profile. */
export function createTestServices({
  table = createMemoryTable(),
  adminIds = [],
  now = '2026-03-02T09:00:00.000Z',
  profile = 'norrkoping',
}: Settings = {}): TestServices {
  const clock = { now };
  const nudges = { count: 0 };
  let operations = 0;
  const reports: Report[] = [];
  const unreadable: Unreadable = (key, error) => void reports.push({ key, error });
  return {
    table,
    clock,
    nudges,
    reports,
    unreadable,
    profile: typeof profile === 'string' ? loadProfile(profile) : profile,
    billing: createBilling(table, unreadable),
    cases: createCases(table, unreadable),
    directory: createDirectory(table, { adminIds, unreadable }),
    absences: createAbsences(table, unreadable),
    asks: createAsks(table, unreadable),
    links: createLinks(table, unreadable),
    chats: createChats(table, unreadable),
    drafts: createDrafts(table, unreadable),
    posts: createPosts(
      table,
      () => clock.now,
      () => undefined,
    ),
    register: createRegister(table, unreadable),
    reservations: createReservations(table, unreadable),
    draw,
    finished: createFinished(table, unreadable),
    imports: createImports(table, unreadable),
    rosters: createRosters(table, unreadable),
    incidents: createIncidents(table, unreadable),
    queues: createQueues(table, unreadable),
    troubles: createTroubles(table),
    unitRoles: createUnitRoles(table, unreadable),
    uploads: createUploads(table, unreadable),
    files: createMemoryFiles(),
    vault: createVault({ keys: [{ id: 'test', key: randomBytes(32) }], hashKey: randomBytes(32) }),
    teams: createFakeTeams(),
    now: () => clock.now,
    newCaseId: () => newCaseId(randomBytes),
    newOperation: () => `operation-${(operations += 1)}`,
    nudge: () => {
      nudges.count += 1;
    },
  };
}

/** Where a test's activity comes from: the person's own chat with the bot. */
export const personalChat = (person: Person): Pick<Incoming, 'person' | 'teamsId' | 'place' | 'serviceUrl'> => ({
  person,
  teamsId: `29:${person.id}`,
  place: { kind: 'personal', conversationId: `a:${person.id}` },
  serviceUrl,
});

/** The context of something said or clicked, with the rights that the directory gives the person now. */
export async function contextOf<I extends Incoming>(services: Services, incoming: I): Promise<Context<I>> {
  return { incoming, services, rights: await services.directory.rights(incoming.person.id), now: services.now() };
}
