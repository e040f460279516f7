import type { Instant } from './person.ts';

/**
 * What part of the bot's work stands still: a queue's channel or a person's chat that takes no messages, the mail server, a queue's
 * mail address, cases whose cards cannot be made, files that cannot be erased, rows that cannot be read.
 */
export type TroubleOf =
  | { readonly kind: 'queue'; readonly id: string; readonly name: string }
  | { readonly kind: 'person'; readonly id: string; readonly name: string }
  | { readonly kind: 'mailbox'; readonly id: string; readonly name: string }
  | { readonly kind: 'mail' }
  | { readonly kind: 'cases' }
  | { readonly kind: 'files' }
  | { readonly kind: 'rows' };

/** Something an administrator is told of, with what to do. `waiting` things are counted beside it, each a row of its own. */
export type Trouble = {
  readonly of: TroubleOf;
  /** Teams' word for why, the mail server's, or the bot's. */
  readonly code: string;
  readonly since: Instant;
  /** Counts the times that it began: each is told anew. */
  readonly episode: number;
  readonly mended?: Instant;
};

/** Names a trouble: there is one for each queue, person and mailbox. */
export function troubleKey(of: TroubleOf): string {
  return 'id' in of ? `${of.kind}.${of.id}` : of.kind;
}

/** Cases wait for it, and go on when it is mended. */
export function isPlace({ kind }: TroubleOf): boolean {
  return kind !== 'cases' && kind !== 'rows';
}

/** The id under which a trouble is woken, shown and recorded as shown, where a case has its own. */
export const troubleSubject = (key: string): string => `trouble.${key}`;
export const troubleOfSubject = (id: string): string | undefined => /^trouble\.(.+)$/.exec(id)?.[1];

/** The slot of an administrator's card. */
export const troubleSlot = (personId: string, { episode }: Pick<Trouble, 'episode'>): string =>
  `admin.${personId}.${episode}`;

/** The trouble as it stands when it is met (again). */
export function begun(before: Trouble | undefined, of: TroubleOf, code: string, now: Instant): Trouble {
  if (before && before.mended === undefined)
    // What is to be done about mail depends on why it does not go.
    return before.code === code || !(of.kind === 'mail' || of.kind === 'mailbox') ? before : { ...before, code };
  return { of, code, since: now, episode: (before?.episode ?? 0) + 1 };
}
