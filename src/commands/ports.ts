import type { Absence, Absences } from '../domain/absence.ts';
import type { Case, QueueId } from '../domain/case.ts';
import type { Click } from '../domain/decide.ts';
import type { Group, Provider, Rights } from '../domain/directory.ts';
import type { HandoverRef } from '../domain/decisions/credentials.ts';
import type { StoredFile } from '../domain/file.ts';
import type { Instant, Person } from '../domain/person.ts';
import type { Sealed } from '../domain/secret.ts';
import type { Trouble, TroubleOf } from '../domain/trouble.ts';
import type { AskChange } from './ask-ports.ts';
import type { StoredUpload } from './file-ports.ts';
import type { Stored } from './stored.ts';
import type { ReservationChange } from './reservation-port.ts';
import type { IncidentChange } from './incident-port.ts';

export type { Stored } from './stored.ts';
export type { Register } from './register-port.ts';

/** One accepted command as history keeps it. `operation` is drawn per command, so that it is found again after a lost answer. */
export type CaseEvent = {
  readonly operation: string;
  readonly at: Instant;
  readonly person: string;
  readonly by: string;
  readonly verb: string;
  readonly click?: Click;
};

/** Everything one accepted command changes: written in one transaction. */
export type CaseChange = {
  readonly before?: Stored<Case>;
  readonly after: Case;
  readonly event: CaseEvent;
  /** Login details to keep, and those to be gone. */
  readonly keep?: HandoverRef & { readonly sealed: Sealed };
  readonly forget?: readonly HandoverRef[];
  /** Files that come into the case from among what was sent, and those that leave it. */
  readonly place?: readonly StoredUpload[];
  readonly erase?: readonly StoredFile[];
  /** The draft that became the case, or its alteration. */
  readonly draft?: { readonly personId: string; readonly caseId: string };
  /** What it counts as having been asked for. */
  readonly asks?: readonly AskChange[];
  /** A provider's entry that follows from it. */
  readonly directory?: DirectoryChange;
  /** What it takes that only one may have. */
  readonly reserve?: readonly ReservationChange[];
  /** It is the first report of this fault from now on. */
  readonly incident?: IncidentChange;
};

/** An entry of the directory as it is to be; none before where it is new. */
export type DirectoryChange = {
  readonly before: Stored<Provider> | undefined;
  readonly after: Provider;
  readonly by: Person;
  readonly at: Instant;
};

export interface Cases {
  /** Throws `UnreadableRow` where the row is there and holds no case. */
  read(id: string): Promise<Stored<Case> | undefined>;
  /** `conflict`: somebody was first, or the case exists already; read again and decide again. */
  commit(change: CaseChange): Promise<'committed' | 'conflict'>;
  /** The events after a revision, oldest first. */
  eventsAfter(id: string, revision: number): Promise<CaseEvent[]>;
  credentials(id: string, ref: HandoverRef): Promise<Sealed | undefined>;
  /** The entries of a list in its order, from the one after `cursor`. */
  list(
    list: string,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<{ entries: ListEntry[]; next?: string }>;
  /** Says that the case is to be looked at now, for example when a queue was linked to a channel. */
  wake(ids: readonly string[], now: Instant): Promise<void>;
}

/** `sort` is what the entry is sorted by: it tells which of a case's places in the list this is. */
export type ListEntry = { readonly caseId: string; readonly sort: string };

/** `unreadable`: the entry itself is damaged, and these are the people whose rights say so. */
export type Groups = { readonly revision: number; readonly unreadable?: true } & Readonly<
  Record<Group, readonly Person[]>
>;

export interface Directory {
  rights(personId: string): Promise<Rights>;
  provider(id: string): Promise<Stored<Provider> | undefined>;
  /** All providers, by name. */
  providers(): Promise<Provider[]>;
  groups(): Promise<Stored<Groups> | undefined>;
  /** Writes the entry, the rights of everybody it concerns and its history in one transaction. */
  saveProvider(
    before: Stored<Provider> | undefined,
    after: Provider,
    by: Person,
    now: Instant,
  ): Promise<'committed' | 'conflict'>;
  saveGroups(
    before: Stored<Groups> | undefined,
    after: Groups,
    by: Person,
    now: Instant,
  ): Promise<'committed' | 'conflict'>;
}

/** Who is away when, and who stands in for them: an entry for each person who ever was. */
export interface AbsenceEntries {
  find(personId: string): Promise<Stored<Absence> | undefined>;
  all(): Promise<Absences>;
  /** Writes the entry, its history and the wakes at which it begins to matter in one transaction. */
  save(
    before: Stored<Absence> | undefined,
    after: Absence,
    by: Person,
    now: Instant,
  ): Promise<'committed' | 'conflict'>;
}

/** A queue's channel in Teams. */
export type Link = {
  readonly queue: QueueId;
  readonly channelId: string;
  readonly teamId: string;
  readonly teamName: string;
  readonly serviceUrl: string;
  readonly by: Person;
  readonly at: Instant;
  /** As the profile had them: what a queue is called when the profile has it no longer. */
  readonly queueName?: string | undefined;
  readonly linkPhrase?: string | undefined;
};

export interface Links {
  find(queue: QueueId): Promise<Link | undefined>;
  all(): Promise<Link[]>;
  save(link: Link): Promise<void>;
}

/** A person's own chat with the bot, as last seen. */
export type Chat = {
  readonly personId: string;
  readonly teamsId: string;
  readonly conversationId: string;
  readonly serviceUrl: string;
};

export interface Chats {
  find(personId: string): Promise<Chat | undefined>;
  save(chat: Chat): Promise<void>;
  /** False for the second of two activities that tell of one installation. `place` is a person's or a team's id. */
  isFirstGreeting(place: string, now: Instant): Promise<boolean>;
}

/** A half-filled form, sealed to the case id that was drawn when it was begun. A damaged one is sealed in what nobody can open. */
export type DraftRow = {
  readonly caseId: string;
  readonly savedAt: Instant;
  readonly expiresAt: Instant;
  readonly sealed: Sealed;
};

export interface Drafts {
  find(personId: string, caseId: string): Promise<DraftRow | undefined>;
  /** Newest first. */
  all(personId: string): Promise<DraftRow[]>;
  /** Also sees to it that `expire` is called when its time is out. */
  save(personId: string, draft: DraftRow): Promise<void>;
  /** Removes the draft if its time is out: what was typed is personal data that nobody asked us to keep. */
  expire(personId: string, caseId: string, now: Instant): Promise<void>;
  remove(personId: string, caseId: string): Promise<void>;
}

/** What administrators are told of, and can have tried again. */
export interface Troubles {
  find(key: string): Promise<Trouble | undefined>;
  /** Those that are not mended. */
  open(): Promise<Trouble[]>;
  /** How many wait for it, a thousand at most. */
  count(of: TroubleOf): Promise<number>;
  /** Everything that waits for it is tried again now. */
  tryAgain(key: string, now: Instant): Promise<void>;
  /** Somebody who may have been out of reach has written to the bot. */
  heardFrom(personId: string, now: Instant): Promise<void>;
}

/** Cards shown outside the sender, which it must keep up to date from then on. */
export interface Posts {
  adopt(
    caseId: string,
    slot: string,
    shown: { readonly conversationId: string; readonly activityId: string; readonly serviceUrl: string },
  ): Promise<void>;
}
