import { addDays, dayOf } from './days.ts';
import type { Instant } from '../person.ts';
import { type Hours, type Interval, intervalsOf } from './hours.ts';

/**
 * Measures how long it was open between two instants, in milliseconds; all time where there are no hours. What is known of a day is
 * kept, since many measurements are of the same days.
 */
export function workingTime(hours: Hours | undefined): (from: Instant, to: Instant) => number {
  const known = new Map<string, readonly Interval[]>();
  const ofDay = (day: string): readonly Interval[] => {
    const found = known.get(day) ?? (hours === undefined ? [] : intervalsOf(hours, day));
    known.set(day, found);
    return found;
  };
  return (from, to) => {
    const [start, end] = [Date.parse(from), Date.parse(to)];
    if (hours === undefined || end <= start) return Math.max(0, end - start);
    const last = dayOf(to);
    let sum = 0;
    let reached = start;
    // Hours may go on past midnight, and into those of the next day.
    for (let day = addDays(dayOf(from), -1); day <= last; day = addDays(day, 1))
      for (const interval of ofDay(day)) {
        const [opens, closes] = [Math.max(interval.from, reached), Math.min(interval.to, end)];
        if (closes <= opens) continue;
        sum += closes - opens;
        reached = closes;
      }
    return sum;
  };
}
