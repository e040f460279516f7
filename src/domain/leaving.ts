import { addDays, dayOf } from './calendar/days.ts';
import type { Day, Instant } from './person.ts';
import type { Employment, Held, UnderWay } from './register.ts';

/** A system that somebody has only through what ends, with the permissions that go; the newest first. */
export type Leaving = {
  readonly system: { readonly id: string; readonly name: string };
  readonly grants: readonly Held[];
};

/** A system that somebody keeps, and what it is kept through. */
export type Kept = Leaving & { readonly through: Held };

export type Difference = { readonly ends: readonly Leaving[]; readonly keeps: readonly Kept[] };

/** What a termination is, as far as others' are weighed against it. */
export type Scope = {
  /** Its case, to tell it from others. */
  readonly by: string;
  /** Which permissions it is about, whatever else the person keeps. */
  readonly covers: (grant: Held) => boolean;
  /** The day on which its tasks open: the one after the last day, or at once. */
  readonly opens: Day;
  /** The day on which something else must still be held to keep a system: when they open, or today where they have. */
  readonly heldOn: Day;
  /** Nobody ordered it: a last day has passed. */
  readonly byItself?: boolean;
};

/**
 * Domain 7: one task per system that somebody has only through what ends, none for those kept through another employment, at this
 * provider or at another. The system is what counts: units and roles in it are altered with an order of their own.
 *
 * Another permission keeps a system if it is held when the tasks open: it is neither over by then (R66) nor ended by a termination
 * that comes first. Of two that open on the same day the later by number has the task, so that exactly one does; one that comes by
 * itself leaves it to the one that has it already.
 */
export function differenceOf(held: readonly Held[], scope: Scope, underWay: readonly UnderWay[] = []): Difference {
  const { by, covers } = scope;
  const present = held.filter(({ ended }) => ended === undefined);
  // What another termination ends already is its business, and kept by nothing of this one.
  const isOthers = (grant: Held): boolean => ![undefined, by].includes(endingOf(grant, underWay)?.case);
  const going = present.filter((grant) => covers(grant) && !isOthers(grant));
  const others = present.filter((grant) => keeps(grant, scope, underWay));
  const systems = [...new Map(going.map(({ system }) => [system.id, system])).values()];
  const all = systems.map(({ id, name }) => ({
    system: { id, name },
    grants: going.filter((grant) => grant.system.id === id).sort((a, b) => b.since.localeCompare(a.since)),
    through: others.find((grant) => grant.system.id === id),
  }));
  return {
    ends: all.flatMap(({ through, ...leaving }) => (through === undefined ? [leaving] : [])),
    keeps: all.flatMap(({ through, ...leaving }) => (through === undefined ? [] : [{ ...leaving, through }])),
  };
}

/** Whether a permission is one that stays when the termination is done. */
export function keeps(
  grant: Held,
  { by, covers, opens, heldOn, byItself }: Scope,
  underWay: readonly UnderWay[],
): boolean {
  if (grant.ended !== undefined || covers(grant)) return false;
  const ending = endingOf(grant, underWay);
  const isOthers = ending !== undefined && ending.case !== by;
  if (byItself === true && isOthers && ending.systems.some(({ id }) => id === grant.system.id)) return true;
  if (grant.to !== undefined && grant.to < heldOn) return false;
  const othersOpen = isOthers ? opensOn(ending) : undefined;
  if (!isOthers || othersOpen === undefined) return true;
  return othersOpen === opens ? ending.case > by : othersOpen > opens;
}

/** One that was sent before it was written down when it opens waits for the day after its last one. */
function opensOn({ due, lastDay }: UnderWay): Day | undefined {
  if (due !== undefined) return dayOf(due);
  return lastDay === undefined ? undefined : addDays(lastDay, 1);
}

/** The termination under way that is about a permission. */
export function endingOf(grant: Pick<Held, 'case' | 'system'>, underWay: readonly UnderWay[]): UnderWay | undefined {
  return underWay.find(
    ({ kind, ends }) =>
      kind === 'termination' && ends.some((end) => end.case === grant.case && end.system === grant.system.id),
  );
}

/** Employments that somebody was said to leave: by which case, sent when. */
export type Left = {
  readonly case: string;
  readonly employments: readonly Employment[];
  readonly lastDay: Day;
  readonly at: Instant;
};
