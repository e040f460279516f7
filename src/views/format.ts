import type { Day, Instant } from '../domain/person.ts';

const zone = 'Europe/Stockholm';
const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const momentFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** `2 mars 2026` */
export function formatDay(day: Day): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}

/** `2 mars 09:12`, Swedish time. */
export function formatMoment(instant: Instant): string {
  return momentFormat.format(new Date(instant)).replace(',', '');
}

/** The day it is in Sweden at an instant. */
export function dayOf(instant: Instant): Day {
  return isoDay.format(new Date(instant));
}

/** The day so many days later. */
export function dayAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** `TES, Treserva och Phoniro` */
export function enumerate(words: readonly string[]): string {
  return new Intl.ListFormat('sv-SE').format(words);
}
