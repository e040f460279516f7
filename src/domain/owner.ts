import type { Case } from './case.ts';
import type { Person } from './person.ts';

/** Whose the case is: the submitter's, until it was passed on to another responsible manager of the provider. */
export function ownerOf(c: Pick<Case, 'submitter' | 'owners'>): Person {
  return c.owners?.at(-1) ?? c.submitter;
}

/** Everybody whose it has been, the submitter first. */
export function allOwners({ submitter, owners = [] }: Pick<Case, 'submitter' | 'owners'>): readonly Person[] {
  return [submitter, ...owners];
}

/** Something is left to do in it, if only for its owner. */
export function isActive({ state, handovers }: Case): boolean {
  const isWaiting = handovers.some(({ state: { kind } }) => kind === 'unopened' || kind === 'opened');
  return state === 'attesting' || state === 'handling' || isWaiting;
}

/** A provider's own case, which its managers follow; the others are the orderers' and the named contacts'. */
export function isProviders({ terms }: Pick<Case, 'terms'>): boolean {
  return terms.orderedBy === undefined || terms.orderedBy === 'managers';
}

/**
 * Where a slot is shown: to the submitter by its own name, and to each owner after that in a place of their own, so that what the
 * former ones saw is taken from them and the new one is told by a new message.
 */
export function placeOf(c: Pick<Case, 'owners'>, slot: string, number: number = c.owners?.length ?? 0): string {
  const isOwners = slot.startsWith('owner.') || slot.startsWith('credentials.');
  return number === 0 || !isOwners ? slot : `${slot}.to${number}`;
}
