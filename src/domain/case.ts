import type { Application, HeldPermission } from './application.ts';
import type { Attestation } from './attestation.ts';
import type { Certificate } from './certificate.ts';
import type { Ending, Expiry, Termination } from './ending.ts';
import type { CaseFile } from './file.ts';
import type { FormField } from './form-field.ts';
import type { Gathered, Gathering } from './gathering.ts';
import type { LogEntry } from './log.ts';
import type { Day, Instant, Person } from './person.ts';
import type { Receipt } from './receipt.ts';
import type { Mailing } from './mailing.ts';
import type { Charged } from './price.ts';
import type { StartWarning } from './start-warning.ts';
import type { QueueId, Task } from './task.ts';
import type { Terms } from './terms.ts';

export type { Ending, Receipt };
export type { QueueId, Task, TaskNote } from './task.ts';

/** What somebody can order; each has its process in the profile. */
export const caseKinds = [
  'permission',
  'remoteAccess',
  'siths',
  'newProvider',
  'changeManager',
  'termination',
  'technicalHelp',
  'password',
] as const;
export type CaseKind = (typeof caseKinds)[number];

/**
 * A stage of a route: the queue handles the case as a whole, as a task of that `title`, or one task per system, named after it.
 * `id` is the task's (or the beginning of it); left out, the queue's. Without `credentials` login details can be given.
 * `asks` is filled in by the caseworker at Klarmarkera.
 */
export type Stage = {
  readonly id?: string;
  readonly queue: QueueId;
  readonly queueName: string;
  readonly per: 'case' | 'system';
  readonly title: string;
  readonly credentials?: boolean;
  readonly asks?: readonly FormField[];
  /** Its task books a time with whoever waits; `item` is handed over then, and receipted before any later stage begins. */
  readonly booking?: { readonly item: string };
  /** What the person is asked before a password is given; answers are kept nowhere. */
  readonly identity?: readonly string[];
  /** A password may be given in words, after a call back, and is changed at the first login. */
  readonly spoken?: boolean;
  /** The field with the account of the person whom login details go to; where it is empty they go to the manager. */
  readonly handTo?: string;
};

/** A question back to the submitter (komplettering). Its card is the slot `owner.question.<number>`. */
export type Question = {
  readonly number: number;
  readonly from: { readonly kind: 'approver' } | { readonly kind: 'task'; readonly task: string };
  readonly by: Person;
  readonly at: Instant;
  readonly text: string;
  readonly answer?: { readonly by: Person; readonly at: Instant; readonly text: string; readonly altered: boolean };
};

/**
 * Login details given by a task, on their way to the responsible manager: the slot `credentials.<task>.<round>`.
 * The text itself stands only in the row of its own, sealed, and only while `unopened` or `opened`.
 */
export type Handover = {
  readonly task: string;
  readonly round: number;
  readonly version: number;
  readonly title: string;
  readonly givenBy: Person;
  readonly givenAt: Instant;
  readonly reminded: boolean;
  /** It was time to remind outside hours: it is done when they begin. */
  readonly remindedUntil?: Instant;
  /** Whom alone they go to, where it is not the manager: the slot `handed.<task>.<round>`. */
  readonly to?: Person;
  readonly state:
    | { readonly kind: 'unopened' }
    | { readonly kind: 'opened'; readonly by: Person; readonly firstAt: Instant }
    | { readonly kind: 'receipted'; readonly by: Person; readonly at: Instant }
    | { readonly kind: 'expired'; readonly at: Instant; readonly opened: boolean };
};

/** An alteration that waits for its approval while the tasks it concerns stand still. */
export type Alteration = { readonly application: Application; readonly affects: readonly string[] };

type Common = {
  readonly id: string;
  /** Counts accepted commands, from 1. */
  readonly revision: number;
  readonly kind: CaseKind;
  readonly submitter: Person;
  readonly provider: { readonly id: string; readonly name: string };
  readonly submittedAt: Instant;
  /** What the case needs of the profile, as it was at submission: a changed profile never breaks an open case. */
  readonly terms: Terms;
  readonly route: readonly Stage[];
  readonly application: Application;
  /** The version before the latest alteration, for the difference. */
  readonly previous?: Application;
  readonly held: readonly HeldPermission[];
  /** Permissions of the same person that this case ends, by the cases that gave them. */
  readonly ends?: readonly Ending[];
  /** Where it ends permissions because somebody leaves or their time is out. */
  readonly termination?: Termination;
  /** What the person has of what it changes: shown as the difference to that. */
  readonly compared?: Application;
  /** It only moves the last day, which was this, and needs a decision but no task. */
  readonly extension?: { readonly until: Day };
  /** What has come of the last day of what it gave. */
  readonly expiry?: Expiry;
  readonly attestations: readonly Attestation[];
  readonly questions: readonly Question[];
  readonly tasks: readonly Task[];
  readonly handovers: readonly Handover[];
  readonly receipts?: readonly Receipt[];
  /** Only where the process asks for one. */
  readonly certificate?: Certificate;
  /** `byt chef`: when the new manager took the old one's place. */
  readonly exchanged?: Instant;
  /** Whose it is after the submitter, each with the one before no longer a responsible manager of the provider. */
  readonly owners?: readonly Person[];
  /** New provider and new manager: what the orderer was told is missing, as the start came nearer. */
  readonly warnings?: readonly StartWarning[];
  /** Its start has come with all in place: it is no coming provider any longer. */
  readonly started?: Instant;
  /** Left out while there is none. */
  readonly mailings?: readonly Mailing[];
  readonly files?: readonly CaseFile[];
  /** The ansvarskod of each system that was given, from when: the first time and whenever it became another. */
  readonly charged?: readonly Charged[];
  /** It is the first report of a fault, and others of the same gather on its card. */
  readonly gathering?: Gathering;
  /** It is a later report of a fault, and follows the first one. */
  readonly gathered?: Gathered;
  /** Nobody sent it: somebody rang, and was identified in one of the profile's ways. */
  readonly registered?: { readonly by: Person; readonly identified: string };
  /** It was never ordered here: somebody laid it in, from a list of those who had access already. Nobody is told of it. */
  readonly imported?: { readonly list: string; readonly by: Person };
  /** It was not done by the day that was promised: whoever waits was told so then. */
  readonly overdue?: { readonly day: Day; readonly at: Instant };
  /** The first time that every task was finished; stays when new login details are asked for afterwards. */
  readonly firstFinished?: { readonly at: Instant; readonly partly: boolean };
  /** The latest entries; all of them stand as event rows. */
  readonly log: readonly LogEntry[];
};

/** Waits for an approver; the one asked is the last of `attestations`. */
export type Attesting = Common & { readonly state: 'attesting' };
/** With the queues. `alteration` stands there while a change waits for approval. */
export type Handling = Common & { readonly state: 'handling'; readonly alteration?: Alteration };
export type Rejected = Common & {
  readonly state: 'rejected';
  readonly by: Person;
  readonly at: Instant;
  readonly reason: string;
};
export type Withdrawn = Common & { readonly state: 'withdrawn'; readonly by: Person; readonly at: Instant };
/** Closed by time alone (R95): what it waited for did not come. */
export type Lapsed = Common & { readonly state: 'lapsed'; readonly at: Instant };
/** Every task is finished; `partly` (delvis klar) where some system was refused. */
export type Finished = Common & { readonly state: 'finished'; readonly at: Instant; readonly partly: boolean };

export type Case = Attesting | Handling | Rejected | Withdrawn | Lapsed | Finished;
