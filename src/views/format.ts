import { zone } from '../domain/calendar/days.ts';
import type { Day, Instant } from '../domain/person.ts';

const dayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const momentFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

/** `2 mars 2026` */
export function formatDay(day: Day): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}

/** `2 mars 09:12`, Swedish time. */
export function formatMoment(instant: Instant): string {
  return momentFormat.format(new Date(instant)).replace(',', '');
}

/** `TES, Treserva och Phoniro` */
export function enumerate(words: readonly string[]): string {
  return new Intl.ListFormat('sv-SE').format(words);
}
