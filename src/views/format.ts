import { zone } from '../domain/calendar/days.ts';
import type { Day, Instant, Person } from '../domain/person.ts';

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

/** `2–6 mars 2026`, `28 februari–6 mars 2026`, or one day alone. */
export function formatDays(from: Day, to: Day): string {
  return dayFormat.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

const weekdayFormat = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});

/** `måndag 2 mars` */
export function formatWeekday(day: Day): string {
  return weekdayFormat.format(new Date(`${day}T00:00:00Z`));
}

/** `2 mars 09:12`, Swedish time. */
export function formatMoment(instant: Instant): string {
  return momentFormat.format(new Date(instant)).replace(',', '');
}

/** `Bertil Lund, som är borta till och med 3 december 2026` */
export function awayText({ person, until }: { readonly person: Person; readonly until: Day }): string {
  return `${person.name}, som är borta till och med ${formatDay(until)}`;
}

const dateFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' });
const timeFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' });

/** `måndag 8 december kl. 08.00`, Swedish time. */
export function formatDateAndTime(instant: Instant): string {
  return `${formatDate(instant)} kl. ${formatTime(instant)}`;
}

/** `måndag 8 december`, Swedish time. */
export function formatDate(instant: Instant): string {
  return dateFormat.format(new Date(instant));
}

/** `08.00`, Swedish time. */
export function formatTime(instant: Instant): string {
  return timeFormat.format(new Date(instant)).replace(':', '.');
}

/** `TES, Treserva och Phoniro` */
export function enumerate(words: readonly string[]): string {
  return new Intl.ListFormat('sv-SE').format(words);
}

const minute = 60_000;

/** `25 min`, `3 tim 20 min`, `27 tim`: hours and no days, since a day of work is not a day and a night. */
export function formatDuration(ms: number): string {
  const minutes = Math.round(ms / minute);
  if (minutes < 1) return 'under 1 min';
  if (minutes < 60) return `${minutes} min`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return hours >= 10 || rest === 0 ? `${Math.round(minutes / 60)} tim` : `${hours} tim ${rest} min`;
}

const kronorFormat = new Intl.NumberFormat('sv-SE', { minimumFractionDigits: 0, maximumFractionDigits: 2 });

/** `1 300 kr`, `-32,50 kr` */
export function formatKronor(amount: number): string {
  return `${kronorFormat.format(amount)} kr`;
}
