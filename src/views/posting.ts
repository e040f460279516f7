import type { QueueId } from '../domain/case.ts';
import type { Instant } from '../domain/person.ts';
import type { TemplateName } from './render.ts';

export type Addressee =
  | { readonly kind: 'person'; readonly personId: string }
  /** `underSummary`: in the thread of the queue's summary that tells of this task's slot, where there is one. */
  | { readonly kind: 'queue'; readonly queue: QueueId; readonly underSummary?: string }
  /** The thread under another slot's message. */
  | { readonly kind: 'thread'; readonly of: string };

/** What one slot shows to whom. `summary` is the notification's text: it names the case, never a person. */
export type Posting = {
  readonly slot: string;
  readonly to: Addressee;
  readonly template: TemplateName;
  readonly data: Readonly<Record<string, unknown>>;
  readonly summary: string;
  /** A task somebody is to do: it is shown in its queue's present channel, whatever channel it was shown in before. */
  readonly open?: boolean;
  /** Its queue is told by mail, so that it need have no channel. */
  readonly alsoByMail?: boolean;
  /** Only says that it is over: where it was never shown, it need not be. */
  readonly retired?: boolean;
  /** Is there for whoever asks for it, and sent to nobody. */
  readonly unsent?: boolean;
  /** Somebody is told of it by another message: where it was never shown, it need not be. */
  readonly held?: boolean;
  /** A new message waits until then; an update in place makes no sound and does not. */
  readonly notBefore?: Instant;
};

/** For what was to be told outside hours. */
export function heldBack(until: Instant | undefined): Pick<Posting, 'notBefore'> {
  return until === undefined ? {} : { notBefore: until };
}
