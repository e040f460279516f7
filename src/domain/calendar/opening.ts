import { DateTime } from 'luxon';
import type { Day, Instant } from '../person.ts';
import { addDays, dayOf, local, zone } from './days.ts';
import { type Hours, hoursOf, type Interval, intervalsOf } from './hours.ts';

/** A queue that does not open within this many days does not open at all. */
const furthest = 400;

const minute = 60_000;

/** Whether it is open; the closing instant is closed. */
export function isOpen(hours: Hours, at: Instant): boolean {
  const next = presentOrNext(hours, at);
  return next !== undefined && next.from <= Date.parse(at);
}

/** When it is open next: the instant itself where it is open then. Undefined where it never is. */
export function nextOpening(hours: Hours, at: Instant): Instant | undefined {
  const next = presentOrNext(hours, at);
  return next && toInstant(Math.max(next.from, Date.parse(at)));
}

/** When it opens, where it is closed at that instant; undefined where it is open, or never opens. */
export function closedUntil(hours: Hours | undefined, at: Instant): Instant | undefined {
  const next = hours && nextOpening(hours, at);
  return next !== undefined && Date.parse(next) > Date.parse(at) ? next : undefined;
}

/** When it closes: now where it is open, and otherwise after it has opened next. */
export function nextClosing(hours: Hours, at: Instant): Instant | undefined {
  const next = presentOrNext(hours, at);
  return next && toInstant(next.to);
}

/**
 * When so much time has passed in which it was open. Minutes are open ones, the last of them up to the closing instant. Days are
 * days on which it opens, at the same time of day within their hours. Either is counted from the next opening where it is closed.
 * Undefined where it does not open for as long.
 */
export function addWorkingTime(
  hours: Hours,
  at: Instant,
  amount: { readonly minutes: number } | { readonly days: number },
): Instant | undefined {
  return 'minutes' in amount ? addMinutes(hours, at, amount.minutes) : addWorkingDays(hours, at, amount.days);
}

function addMinutes(hours: Hours, at: Instant, minutes: number): Instant | undefined {
  const ms = Date.parse(at);
  let left = minutes * minute;
  for (const { from, to } of openTime(hours, at)) {
    const start = Math.max(from, ms);
    if (to <= ms) continue;
    if (left <= to - start) return toInstant(start + left);
    left -= to - start;
  }
  return undefined;
}

function addWorkingDays(hours: Hours, at: Instant, days: number): Instant | undefined {
  const start = nextOpening(hours, at);
  if (start === undefined || days === 0) return start;
  const day = nthWorkingDay(hours, dayOf(start), days);
  const intervals = day === undefined ? [] : intervalsOf(hours, day);
  const [first, last] = [intervals[0], intervals.at(-1)];
  if (day === undefined || first === undefined || last === undefined) return undefined;
  const sameTime = DateTime.fromISO(`${day}T${local(start).toFormat('HH:mm:ss.SSS')}`, { zone }).toMillis();
  return toInstant(Math.min(Math.max(sameTime, first.from), last.to));
}

/** Of the days after this one on which it opens. */
function nthWorkingDay(hours: Hours, after: Day, count: number): Day | undefined {
  let left = count;
  for (let offset = 1; offset <= furthest; offset += 1) {
    const day = addDays(after, offset);
    if (hoursOf(hours, day).length > 0 && (left -= 1) === 0) return day;
  }
  return undefined;
}

function presentOrNext(hours: Hours, at: Instant): Interval | undefined {
  const ms = Date.parse(at);
  for (const interval of openTime(hours, at)) if (interval.to > ms) return interval;
  return undefined;
}

/** Open time from the day before, whose hours may go on past midnight; what touches or overlaps is one. */
function* openTime(hours: Hours, at: Instant): Generator<Interval> {
  const today = dayOf(at);
  let current: Interval | undefined;
  for (let offset = -1; offset <= furthest; offset += 1) {
    for (const next of intervalsOf(hours, addDays(today, offset))) {
      if (current && next.from <= current.to) current = { from: current.from, to: Math.max(current.to, next.to) };
      else {
        if (current) yield current;
        current = next;
      }
    }
  }
  if (current) yield current;
}

function toInstant(ms: number): Instant {
  return new Date(ms).toISOString();
}
