import type { Hours, Span } from '../../../src/domain/calendar/hours.ts';

/** `08.00–16.30` */
export function span(text: string): Span {
  const [from = 0, to = 0] = text.split('–').map(clock);
  return { from, to };
}

export function clock(text: string): number {
  const [hour = 0, minute = 0] = text.split('.').map(Number);
  return hour * 60 + minute;
}

const long = [span('08.00–16.30')];
const friday = [span('08.00–16.00')];

/** R122: Mölndal's helpdesk, the default of all (domain 9). */
export const helpdesk: Hours = {
  week: [long, long, long, long, friday, [], []],
  closedEves: ['midsommarafton', 'julafton', 'nyårsafton'],
  shortDays: [],
  closedDates: [],
  openDates: [],
};

/** The same hours every day of the week, and nothing else. */
export function daily(...spans: string[]): Hours {
  return { ...helpdesk, week: Array.from({ length: 7 }, () => spans.map(span)), closedEves: [] };
}

/** An instant from a time of the clock in Sweden and its offset: `2026-12-07 08.00 +01:00`. */
export function at(text: string): string {
  const [day, time = '', offset] = text.split(' ');
  return new Date(`${day}T${time.replace('.', ':')}${offset}`).toISOString();
}
