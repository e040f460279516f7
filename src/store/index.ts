import type { Storage } from './client.ts';
import { createAbsences } from './absences.ts';
import { createAsks } from './asks.ts';
import { createAzureTable } from './azure-table.ts';
import { createBilling } from './billing.ts';
import { createCases } from './cases.ts';
import { createChats } from './chats.ts';
import { type Damage, reportDamage } from './damage.ts';
import { createDirectory } from './directory.ts';
import { createDrafts } from './drafts.ts';
import { createFinished } from './finished.ts';
import { createImports } from './imports.ts';
import { createIncidents } from './incidents.ts';
import { createLease } from './lease.ts';
import { createLinks } from './links.ts';
import { createPosts } from './posts.ts';
import { createRegister } from './register.ts';
import { createRosters } from './rosters.ts';
import { createReservations } from './reservations.ts';
import { createUnitRoles } from './unit-roles.ts';
import { createUploads } from './uploads.ts';
import { createQueues } from './queues.ts';
import { createTroubles } from './troubles.ts';
import { createWakes } from './wakes.ts';

export { createVault } from './vault.ts';

export type StoreSettings = {
  readonly storage: Storage;
  /** The municipality: its rows are one partition. */
  readonly partition: string;
  readonly adminIds: readonly string[];
  readonly now: () => string;
  /** Names this replica in the lease. */
  readonly replica: string;
  /** Is told of what is damaged, beside the administrators. */
  readonly log: Damage['log'];
};

/** Everything that is kept, in one table. */
export async function openStore({ storage, partition, adminIds, now, replica, log }: StoreSettings) {
  const table = await createAzureTable({ storage, partition });
  const troubles = createTroubles(table);
  const unreadable = reportDamage({ log, troubles, now });
  return {
    unreadable,
    absences: createAbsences(table, unreadable),
    asks: createAsks(table, unreadable),
    billing: createBilling(table, unreadable),
    cases: createCases(table, unreadable),
    chats: createChats(table, unreadable),
    directory: createDirectory(table, { adminIds, unreadable }),
    drafts: createDrafts(table, unreadable),
    lease: createLease(table, replica),
    links: createLinks(table, unreadable),
    posts: createPosts(table, now, unreadable),
    register: createRegister(table, unreadable),
    reservations: createReservations(table, unreadable),
    finished: createFinished(table, unreadable),
    imports: createImports(table, unreadable),
    rosters: createRosters(table, unreadable),
    incidents: createIncidents(table, unreadable),
    queues: createQueues(table, unreadable),
    troubles,
    unitRoles: createUnitRoles(table, unreadable),
    uploads: createUploads(table, unreadable),
    wakes: createWakes(table, unreadable),
  };
}
