import type { Mail } from '../../../src/commands/outbound.ts';
import type { Row } from '../../../src/store/table.ts';

export type Place = { readonly kind: 'person' | 'channel'; readonly id: string };

/** One message in Teams and all it has ever shown, oldest first. */
export type ShownMessage = {
  readonly place: Place;
  readonly conversationId: string;
  readonly activityId: string;
  readonly versions: readonly { readonly card: unknown; readonly summary: string }[];
  /** It may stand there twice: Teams took it, but its answer was lost, or the bot stopped before it had recorded it. */
  readonly ambiguous?: boolean;
  /** An answer to something said, which nobody keeps up to date. */
  readonly reply?: boolean;
  /** Nothing can be altered in it any longer, and the bot was told so. */
  readonly gone?: boolean;
};

/** What somebody was told of a click: accepted, or refused. No entry where no answer came. */
export type Told = {
  readonly person: string;
  readonly caseId: string;
  readonly verb: string;
  readonly slot: string;
  readonly version: number;
  readonly accepted: boolean;
};

/** An answer that somebody was shown: a dialog, a card or words. `asked` is when it was asked for, in milliseconds. */
export type Seen = { readonly person: string; readonly text: string; readonly asked: number };

/** What some may see and others not; nobody who asks after `until` (in milliseconds). */
export type Guarded = {
  readonly text: string;
  readonly maySee: (person: string) => boolean;
  readonly until?: number;
  /** It may stand in messages to those who may see it; otherwise in dialogs alone. */
  readonly inMessages?: boolean;
};

/** The right that an event must have been allowed by. */
export type Right =
  | { readonly kind: 'manager'; readonly provider: string }
  | { readonly kind: 'attestant'; readonly provider: string }
  | { readonly kind: 'member'; readonly queue: string };

export type Claim = {
  readonly caseId: string;
  readonly revision: number;
  readonly person: string;
  readonly verb: string;
  readonly right: Right;
};

export type Evidence = {
  /** Every row of the partition. */
  readonly rows: readonly Row[];
  readonly messages: readonly ShownMessage[];
  /** Every mail that arrived; `mayComeTwice` where an answer was lost or a process ended. Left out, mail is not looked at. */
  readonly mail?: { readonly arrived: readonly Mail[]; readonly mayComeTwice: boolean };
  readonly logs: readonly string[];
  /** Texts that stand in no row, key, message and log line: personnummer, passwords. */
  readonly canaries: readonly string[];
  readonly told: readonly Told[];
  readonly seen?: readonly Seen[];
  readonly guarded?: readonly Guarded[];
  /** Whether the person had the right when the event was decided; where left out, everybody had. */
  readonly permitted?: (claim: Claim) => boolean;
  /** Places that could not be reached for a while: a card that never came there is excused where its row says so. */
  readonly wasDown?: (place: Place) => boolean;
  /** Who is told of what does not go; where left out, cards about that are not looked at. */
  readonly adminIds?: readonly string[];
  /** The time now; deadlines before it are to have been met. Where left out, none is looked at. */
  readonly now?: string;
};
