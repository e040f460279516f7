import { DateTime } from 'luxon';
import type { Day, Instant } from '../person.ts';

/** Every municipality of Sweden lives by this clock. */
export const zone = 'Europe/Stockholm';

const isoDayLength = 'yyyy-mm-dd'.length;

/** The day it is in Sweden at an instant. */
export function dayOf(instant: Instant): Day {
  return isoDay(local(instant));
}

/** The day so many days later, or before where it is negative. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, isoDayLength);
}

/** The same day of another month, or its last where that month is shorter. */
export function addMonths(day: Day, months: number): Day {
  return isoDay(DateTime.fromISO(day, { zone: 'utc' }).plus({ months }));
}

/** Midnight in Sweden, with which the day begins. */
export function startOfDay(day: Day): Instant {
  return toInstant(DateTime.fromISO(day, { zone }).startOf('day'));
}

/** When clocks in Sweden show so many minutes after midnight. */
export function atClock(day: Day, minutes: number): Instant {
  const time = DateTime.fromISO(day, { zone }).set({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  return toInstant(time);
}

/** 07.00 in Sweden: what is told of a day that comes nearer is told in the morning. */
export function morningOf(day: Day): Instant {
  return toInstant(DateTime.fromISO(`${day}T07:00`, { zone }));
}

/** The last millisecond of the day in Sweden. */
export function endOfDay(day: Day): Instant {
  return toInstant(DateTime.fromISO(day, { zone }).endOf('day'));
}

/**
 * When something that was to happen within so many days has not: the midnight after the last of them. The day it began is not
 * counted, so what began on a Monday and lasts seven days is over when the next Monday is. Clock changes move nothing.
 */
export function daysLater(instant: Instant, days: number): Instant {
  return startOfDay(addDays(dayOf(instant), days + 1));
}

/** The instant as the clocks in Sweden show it. */
export function local(instant: Instant): DateTime {
  return DateTime.fromISO(instant, { zone });
}

function toInstant(time: DateTime): Instant {
  return new Date(time.toMillis()).toISOString();
}

function isoDay(time: DateTime): Day {
  return time.toISODate() ?? '';
}
