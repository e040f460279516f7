import type { Case } from './case.ts';
import { endingOf } from './leaving.ts';
import { ownerOf } from './owner.ts';
import type { Day } from './person.ts';
import { grantsOf, type Held, type UnderWay } from './register.ts';

/** A last day on which permissions of several that one manager answers for end: they are warned of in one message, and decided on in one dialog. */
export type EndingDay = { readonly owner: string; readonly to: Day };

/** The id under which it is woken, shown and recorded as shown, where a case has its own. */
export const endingDaySubject = ({ owner, to }: EndingDay): string => `ending.${to}.${owner}`;
export function endingDayOfSubject(id: string): EndingDay | undefined {
  const [, to, owner] = /^ending\.(\d{4}-\d{2}-\d{2})\.(.+)$/.exec(id) ?? [];
  return to === undefined || owner === undefined ? undefined : { to, owner };
}

/** The warning so many days before. */
export const endingDaySlot = (days: number): string => `ending.${days}`;

/** The day under which a case is found while it has something to end, and after that where it was told of with others. */
export function endingDayOf(c: Case): EndingDay | undefined {
  const { to } = c.application;
  if (to === undefined) return undefined;
  const seenTo = new Set(c.expiry?.seenTo ?? []);
  const isLeft = grantsOf(c).some(({ system }) => !seenTo.has(system.id));
  return isLeft || isToldTogether(c) ? { owner: ownerOf(c).id, to } : undefined;
}

export function isToldTogether({ expiry }: Pick<Case, 'expiry'>): boolean {
  return expiry?.warnings.some(({ together }) => together) ?? false;
}

/** What has become of what a case gave, as its last day comes near. */
export type Standing =
  /** Nobody has said what is to be. */
  | { readonly kind: 'open'; readonly systems: readonly { readonly id: string; readonly name: string }[] }
  | { readonly kind: 'letGo' }
  /** An extension waits for its approval, or has got it. */
  | { readonly kind: 'asked' | 'extended'; readonly by: string; readonly to: Day }
  /** The last day has passed. */
  | { readonly kind: 'over' }
  /** It was ended, or changed to something else. */
  | { readonly kind: 'gone' };

export type EndingMember = { readonly case: Case; readonly standing: Standing };

type Known = { readonly held: readonly Held[]; readonly underWay: readonly UnderWay[] };

/** What is still held of what a case gave, and that nothing else ends. */
export function stillHeld(c: Case, { held, underWay }: Known): Held[] {
  return held.filter((one) => one.case === c.id && one.ended === undefined && endingOf(one, underWay) === undefined);
}

/** `orders` are those that have come of the case, extensions among them. */
export function standingOf(c: Case, known: Known, orders: readonly Case[], today: Day): Standing {
  for (const { id, state, extension, application } of orders) {
    if (extension === undefined || application.to === undefined) continue;
    if (state === 'attesting' || state === 'handling') return { kind: 'asked', by: id, to: application.to };
    if (state === 'finished') return { kind: 'extended', by: id, to: application.to };
  }
  const { to } = c.application;
  if (to === undefined || today > to) return { kind: 'over' };
  if (c.expiry?.letGo === true) return { kind: 'letGo' };
  const left = stillHeld(c, known);
  return left.length === 0 ? { kind: 'gone' } : { kind: 'open', systems: left.map(({ system }) => system) };
}
