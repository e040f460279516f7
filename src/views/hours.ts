import { addDays, dayOf } from '../domain/calendar/days.ts';
import { closedFor, type Hours, type Span } from '../domain/calendar/hours.ts';
import { isOpen, nextClosing, nextOpening } from '../domain/calendar/opening.ts';
import type { Day, Instant } from '../domain/person.ts';
import { enumerate, formatDateAndTime, formatTime } from './format.ts';
import { capital } from './words.ts';

/** `Kommunens IT-enhet öppnar måndag 8 december kl. 08.00.` */
export function openingText(queueName: string, opens: Instant): string {
  return `${queueName} öppnar ${formatDateAndTime(opens)}.`;
}

/** The hours of a week, and how it is now: `Måndag–torsdag 08.00–16.30, fredag 08.00–16.00. Öppet nu, till kl. 16.30.` */
export function hoursText(hours: Hours, now: Instant): string {
  return `${capital(weekText(hours))}. ${nowText(hours, now)}`;
}

const weekdays = ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'];

/** Days in a row with the same hours are one part. */
function weekText({ week }: Hours): string {
  const parts: { first: string; last: string; spans: string }[] = [];
  weekdays.forEach((day, index) => {
    const spans = enumerate((week[index] ?? []).map(spanText));
    const last = parts.at(-1);
    if (last?.spans === spans) last.last = day;
    else parts.push({ first: day, last: day, spans });
  });
  return parts
    .filter(({ spans }) => spans !== '')
    .map(({ first, last, spans }) => `${first === last ? first : `${first}–${last}`} ${spans}`)
    .join(', ');
}

function spanText({ from, to }: Span): string {
  return `${clockText(from)}–${clockText(to)}`;
}

function clockText(minutes: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}.${two(minutes % 60)}`;
}

/** Holidays are named until it opens: one who asks the evening before hears of them. */
function nowText(hours: Hours, now: Instant): string {
  const closing = nextClosing(hours, now);
  if (closing !== undefined && isOpen(hours, now)) return `Öppet nu, till kl. ${formatTime(closing)}.`;
  const opens = nextOpening(hours, now);
  const today = dayOf(now);
  const reasons = opens === undefined ? [] : closedReasons(hours, today, dayOf(opens));
  const closed =
    reasons.length === 0
      ? 'Stängt nu.'
      : `${closedFor(hours, today) === undefined ? 'Stängt nu, och även' : 'Stängt:'} ${enumerate(reasons)}.`;
  return opens === undefined ? closed : `${closed} Öppnar ${formatDateAndTime(opens)}.`;
}

function closedReasons(hours: Hours, from: Day, to: Day): string[] {
  const reasons = new Set<string>();
  for (let day = from; day < to; day = addDays(day, 1)) {
    const why = closedFor(hours, day);
    if (why !== undefined) reasons.add(why);
  }
  return [...reasons];
}
