import { DateTime } from 'luxon';
import type { Day } from '../person.ts';
import { addDays, startOfDay, zone } from './days.ts';
import { type Eve, occasionsOf } from './holidays.ts';

/** Minutes of the clock since midnight; 0 is 00.00 and 1440 is 24.00. */
type Clock = number;

/** From when until when on a day; `to` is not in it. One that ends no later than it begins goes on into the next morning. */
export type Span = { readonly from: Clock; readonly to: Clock };

/** When a queue is open (domain 9). Public holidays of Sweden are closed. */
export type Hours = {
  /** Monday first, Sunday last. */
  readonly week: readonly (readonly Span[])[];
  readonly closedEves: readonly Eve[];
  /** Days that end early, by the name of an eve or by date: nothing begins at `closes` or later, and what goes on then ends. */
  readonly shortDays: readonly { readonly day: string; readonly closes: Clock }[];
  /** The municipality's own; the last day where it is several. */
  readonly closedDates: readonly { readonly date: Day; readonly to?: Day | undefined; readonly text: string }[];
  /** Open all the same, whatever weekday or holiday it is, with hours of their own. */
  readonly openDates: readonly { readonly date: Day; readonly hours: readonly Span[] }[];
};

/** Unbroken open time in milliseconds since 1970; `to` is the first closed one. */
export type Interval = { readonly from: number; readonly to: number };

/** Why a day is closed that its weekday would have open, in words; undefined for every other day. */
export function closedFor(hours: Hours, day: Day): string | undefined {
  if (hours.openDates.some(({ date }) => date === day) || hoursOfWeekday(hours, day).length === 0) return undefined;
  const own = hours.closedDates.find(({ date, to = date }) => date <= day && day <= to);
  if (own) return own.text;
  const { holiday, eve } = occasionsOf(day);
  return holiday ?? (eve && hours.closedEves.includes(eve) ? eve : undefined);
}

/** The hours that begin on a day. */
export function hoursOf(hours: Hours, day: Day): readonly Span[] {
  const extra = hours.openDates.find(({ date }) => date === day);
  if (extra) return extra.hours;
  if (closedFor(hours, day) !== undefined) return [];
  const { eve } = occasionsOf(day);
  const closes = Math.min(
    ...hours.shortDays.filter((short) => short.day === day || short.day === eve).map((short) => short.closes),
  );
  return hoursOfWeekday(hours, day).flatMap(({ from, to }) => {
    const end = to <= from ? to + fullDay : to;
    if (end <= closes) return [{ from, to }];
    return from < closes ? [{ from, to: closes }] : [];
  });
}

const fullDay = 24 * 60;
const minute = 60_000;

function hoursOfWeekday({ week }: Hours, day: Day): readonly Span[] {
  return week[(new Date(day).getUTCDay() + 6) % 7] ?? [];
}

/** The open time that begins on a day, in order. */
export function intervalsOf(hours: Hours, day: Day): Interval[] {
  return hoursOf(hours, day)
    .map(({ from, to }) => ({
      from: firstShown(day, from),
      to: to <= from ? lastShown(addDays(day, 1), to) : lastShown(day, to),
    }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
}

/**
 * When clocks first show this time, or later where they skip it. In the night when an hour comes twice, what opens then opens
 * the first time and what closes then closes the second: at no time within the hours as they are read is it closed.
 */
function firstShown(day: Day, clock: Clock): number {
  return Math.min(...shown(day, clock));
}

/** Where the hour that comes twice begins at the closing, only the minute before it was within the hours. */
function lastShown(day: Day, clock: Clock): number {
  const before = clock === 0 ? Infinity : Math.max(...shown(day, clock - 1)) + minute;
  return Math.min(Math.max(...shown(day, clock)), before);
}

function shown(day: Day, clock: Clock): number[] {
  if (clock >= fullDay) return shown(addDays(day, 1), clock - fullDay);
  const midnight = Date.parse(startOfDay(day));
  const isPlain = Date.parse(startOfDay(addDays(day, 1))) - midnight === fullDay * minute;
  if (isPlain) return [midnight + clock * minute];
  const time = DateTime.fromISO(day, { zone }).set({ hour: Math.floor(clock / 60), minute: clock % 60 });
  const isSkipped = time.hour * 60 + time.minute !== clock;
  // Clocks in Sweden go forward on the hour.
  if (isSkipped) return [time.startOf('hour').toMillis()];
  return time.getPossibleOffsets().map((one) => one.toMillis());
}
