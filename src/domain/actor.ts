import type { Case, QueueId } from './case.ts';
import { hasAttestationRight, mayOrder, type Rights } from './directory.ts';
import type { OnCall } from './on-call.ts';
import type { Instant, Person } from './person.ts';
import type { Terms } from './terms.ts';

/** Who acts, with what was found out about them: rights from the directory, and the queues whose team they belong to, as Teams says. */
export type Actor = { readonly person: Person; readonly rights: Rights; readonly queues: readonly QueueId[] };

export type Facts = {
  readonly now: Instant;
  readonly actor: Actor;
  /** Who is told of tasks that stand still, as the directory says now. */
  readonly escalateTo?: readonly Person[];
  /** Who is on call for a queue; undefined for one that has nobody to be. */
  readonly onCall?: (queue: QueueId) => OnCall | undefined;
  /** When a queue opens that is closed now; undefined where it is open. Left out where every queue is. */
  readonly closedUntil?: (queue: QueueId) => Instant | undefined;
  /** When people may be reminded of something, where it is outside hours now. */
  readonly restUntil?: Instant;
};

/** The submitter, or another responsible manager of the same provider: a case must not be lost when someone is on holiday. */
export function isOwner(c: Case, actor: Actor): boolean {
  return mayOrder(actor.rights, c.provider.id, c.terms);
}

export function mayAttest(c: Case, actor: Actor): boolean {
  return mayAnswer(c, actor.rights);
}

/** The right that the question to an approver needs; whoever stands in for one needs it too. */
export function mayAnswer(
  { provider, terms }: Pick<Case, 'provider'> & { readonly terms: Pick<Terms, 'approver' | 'orderedBy'> },
  rights: Rights,
): boolean {
  return hasAttestationRight(rights, provider.id, terms);
}
