import type { QueueId } from '../domain/case.ts';
import type { TemplateName } from './render.ts';

export type Addressee =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'queue'; readonly queue: QueueId }
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
};
