import type { Instant } from '../domain/person.ts';
import type { Profile } from '../profiles/schema.ts';
import type { Asks } from './ask-ports.ts';
import type { Billing } from './billing-ports.ts';
import type { Teams } from './outbound.ts';
import type { FileParts, Uploads } from './file-ports.ts';
import type { AbsenceEntries, Cases, Chats, Directory, Drafts, Links, Posts, Register, Troubles } from './ports.ts';
import type { ImportLists } from './import-ports.ts';
import type { Incidents } from './incident-port.ts';
import type { Draw, Finished } from './statistics-port.ts';
import type { Queues } from './queue-ports.ts';
import type { Rosters } from './roster-ports.ts';
import type { Reservations } from './reservation-port.ts';
import type { UnitRoleEntries } from './unit-roles/port.ts';
import type { Unreadable } from './unreadable.ts';
import type { Vault } from './vault.ts';

/** Everything a command may use. Made once, in the composition root. */
export type Services = {
  readonly profile: Profile;
  readonly cases: Cases;
  readonly directory: Directory;
  readonly absences: AbsenceEntries;
  readonly asks: Asks;
  readonly billing: Billing;
  readonly links: Links;
  readonly chats: Chats;
  readonly drafts: Drafts;
  readonly posts: Posts;
  readonly queues: Queues;
  readonly register: Register;
  readonly rosters: Rosters;
  readonly unitRoles: UnitRoleEntries;
  readonly reservations: Reservations;
  readonly uploads: Uploads;
  /** Left out where the storage has no place for files. */
  readonly files?: FileParts | undefined;
  readonly draw: Draw;
  readonly finished: Finished;
  readonly imports: ImportLists;
  readonly incidents: Incidents;
  readonly troubles: Troubles;
  readonly vault: Vault;
  readonly teams: Teams;
  /** Is told of sealed values that do not open. */
  readonly unreadable: Unreadable;
  /** The one clock. */
  readonly now: () => Instant;
  readonly newCaseId: () => string;
  readonly newOperation: () => string;
  /** Says that something was committed, so that the sender need not wait for its next round. */
  readonly nudge: () => void;
};
