import { addDays, dayOf, morningOf, startOfDay } from './calendar/days.ts';
import type { Case } from './case.ts';
import { noExpiry } from './ending.ts';
import { employmentOf } from './employment.ts';
import type { Left } from './leaving.ts';
import type { Day, Instant } from './person.ts';
import { grantsOf, type Held } from './register.ts';
import { isOrderedBefore } from './termination.ts';

/** The warning whose day has come, the latest where several have; undefined once it has been recorded. */
export function dueWarning(c: Case, now: Instant): number | undefined {
  return warningTimes(c)
    .filter(({ at }) => at <= now)
    .map(({ days }) => days)
    .sort((a, b) => a - b)[0];
}

/** Warnings to come. One whose day had passed before anything was given is left out; so are those before one that was given. */
function warningTimes(c: Case): { readonly days: number; readonly at: Instant }[] {
  const { to } = c.application;
  const { warnings, letGo } = c.expiry ?? noExpiry;
  const given = grantsOf(c)
    .map(({ since }) => since)
    .sort()[0];
  if (to === undefined || given === undefined || letGo === true) return [];
  const least = Math.min(...warnings.map(({ days }) => days));
  return (c.terms.expiryWarningDays ?? [])
    .filter((days) => days < least)
    .map((days) => ({ days, at: morningOf(addDays(to, -days)) }))
    .filter(({ at }) => dayOf(given) <= dayOf(at));
}

/** The systems of a case that are past their last day and that nobody has seen to. */
export function overdue(c: Case, today: Day): string[] {
  const { to } = c.application;
  const seenTo = new Set(c.expiry?.seenTo ?? []);
  if (to === undefined || today <= to) return [];
  return grantsOf(c).flatMap(({ system }) => (seenTo.has(system.id) ? [] : [system.id]));
}

/** When the last day of what a case gave is to be looked at next. */
export function expiryWakes(c: Case): Instant[] {
  const { to } = c.application;
  const seenTo = new Set(c.expiry?.seenTo ?? []);
  const isLeft = to !== undefined && grantsOf(c).some(({ system }) => !seenTo.has(system.id));
  return [...warningTimes(c).map(({ at }) => at), ...(isLeft ? [startOfDay(addDays(to, 1))] : [])];
}

/** Given in an employment that somebody had left by then: an order that was under way when they left, and done too late. */
export function isLate(grant: Held, left: readonly Left[], today: Day): boolean {
  return left.some(
    ({ employments, lastDay, at }) =>
      lastDay <= today && employmentOf(grant, employments) !== undefined && isOrderedBefore(grant, lastDay, at),
  );
}
