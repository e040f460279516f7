import type { Instant } from './person.ts';

/**
 * A mail to a queue that is told by mail: the slot `mail.<id>`. What was sent is never altered, so each word is a mail of its own: a task
 * stands in the queue (`new`) and nobody takes it (`reminder`), what they were told of is another by now (`altered`), or need not be done
 * (`over`).
 */
export type Mailing = {
  readonly id: string;
  readonly task: string;
  readonly round: number;
  readonly word: 'new' | 'reminder' | 'altered' | 'over';
  /** The profile's when the case was submitted; a later one goes before it. */
  readonly address: string;
  /** When it was called for, and by which revision of the case. */
  readonly since: { readonly at: Instant; readonly revision: number };
  readonly outcome:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'failed'; readonly at: Instant }
    | { readonly kind: 'sent'; readonly at: Instant };
};

/** The id of the mail that first told of a round of a task. */
export function announcementOf({ task, round }: Pick<Mailing, 'task' | 'round'>): string {
  return `${task}.${round}`;
}
