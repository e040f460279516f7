import type { Case, QueueId } from './case.ts';
import { hasAttestationRight, mayOrder, type Rights } from './directory.ts';
import type { Instant, Person } from './person.ts';

/** Who acts, with what was found out about them: rights from the directory, and the queues whose team they belong to, as Teams says. */
export type Actor = { readonly person: Person; readonly rights: Rights; readonly queues: readonly QueueId[] };

export type Facts = { readonly now: Instant; readonly actor: Actor };

/** The submitter, or another responsible manager of the same provider: a case must not be lost when someone is on holiday. */
export function isOwner(c: Case, actor: Actor): boolean {
  return mayOrder(actor.rights, c.provider.id, c.terms);
}

export function mayAttest(c: Case, actor: Actor): boolean {
  return hasAttestationRight(actor.rights, c.provider.id, c.terms);
}
