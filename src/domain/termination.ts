import type { OrderedSystem } from './application.ts';
import { addDays, dayOf, startOfDay } from './calendar/days.ts';
import type { Case, Ending } from './case.ts';
import type { Termination } from './ending.ts';
import { endsByItself, isTerminating, type Terminating } from './terminating.ts';
import { employmentOf } from './employment.ts';
import { differenceOf, type Leaving, type Left, type Scope } from './leaving.ts';
import type { Day, Instant } from './person.ts';
import type { Held, UnderWay } from './register.ts';
import { unitText } from './units.ts';

/** Tasks wait for the midnight after the last day; what has ended already, or ends today, is done at once. */
export function opensAt(lastDay: Day, now: Instant): Instant {
  return lastDay > dayOf(now) ? startOfDay(addDays(lastDay, 1)) : now;
}

/** The day on which they open. */
export function opensOn(lastDay: Day, today: Day): Day {
  return lastDay > today ? addDays(lastDay, 1) : today;
}

/** What a termination covers: what it was sent with, and what has been given in an employment since it was said to end. */
export function scopeOf(c: Terminating, today: Day): Scope {
  const { lastDay, employments } = c.termination;
  const covers = (grant: Held): boolean =>
    grant.provider.id === c.provider.id &&
    ((c.ends ?? []).some((end) => end.case === grant.case && end.system === grant.system.id) ||
      (employmentOf(grant, employments) !== undefined && isOrderedBefore(grant, lastDay, c.submittedAt))) &&
    // What ends by itself before is left to that.
    (grant.to === undefined || grant.to >= lastDay || endsByItself(c));
  const opens = dayOf(c.termination.opensAt);
  return { by: c.id, covers, opens, heldOn: opens > today ? opens : today, byItself: endsByItself(c) };
}

/** The permissions that it is alone in ending while it is open. */
export function claimsOf(c: Case): readonly Ending[] {
  const isOpen = c.state === 'attesting' || c.state === 'handling';
  return isOpen && isTerminating(c) ? (c.ends ?? []) : [];
}

/** Which employments somebody leaves with it, also when everything is done: what is given in one of them afterwards ends too. */
export function leftOf(c: Case): Left | undefined {
  if (!isTerminating(c) || c.state === 'withdrawn' || c.state === 'rejected') return undefined;
  const { employments, lastDay } = c.termination;
  return employments.length === 0 ? undefined : { case: c.id, employments, lastDay, at: c.submittedAt };
}

/**
 * Ordered for the employment that ends, and not for one that begins after it: once it is known that somebody leaves, what is to begin
 * after the last day is for when they come back.
 */
export function isOrderedBefore({ ordered, since, from }: Held, lastDay: Day, submittedAt: Instant): boolean {
  const at = ordered ?? since;
  const isForLater = from !== undefined && from > lastDay;
  return at < submittedAt || (dayOf(at) < lastDay && !isForLater);
}

export type Plan = {
  readonly systems: readonly OrderedSystem[];
  readonly ends: readonly Ending[];
  readonly kept: Termination['kept'];
};

/** What is to be done: a task for each system that goes, and for the rest only that the register says so. */
export function planOf(held: readonly Held[], scope: Scope, provider: string, underWay: readonly UnderWay[]): Plan {
  const { ends, keeps } = differenceOf(held, scope, underWay);
  const ending = (leaving: Leaving, needsTask: boolean): Ending[] =>
    leaving.grants.map((grant) => ({ case: grant.case, system: leaving.system.id, needsTask }));
  return {
    systems: ends.map(toOrdered),
    ends: [...ends.flatMap((one) => ending(one, true)), ...keeps.flatMap((one) => ending(one, false))],
    kept: keeps.map(({ system, through }) => ({
      name: system.name,
      ...(through.provider.id === provider ? { through: unitText(through.employment.unit) } : {}),
    })),
  };
}

/** With what the person has in it, for whoever takes it away; handled by the queue that gave it last. */
function toOrdered({ system, grants }: Leaving): OrderedSystem {
  const answers = grants.flatMap((grant) => grant.system.answers);
  const [latest] = grants;
  return {
    ...system,
    answers: answers.filter(
      (one, index) => answers.findIndex(({ label, text }) => label === one.label && text === one.text) === index,
    ),
    ...(latest === undefined ? {} : { queue: latest.queue }),
  };
}
