import Holidays from 'date-holidays';
import type { Day } from '../person.ts';
import { zone } from './days.ts';

/** The days before a holiday, and the one in the week before Easter, that a municipality may keep closed or close early. */
export const eves = [
  'trettondagsafton',
  'skärtorsdagen',
  'påskafton',
  'valborgsmässoafton',
  'pingstafton',
  'midsommarafton',
  'allhelgonaafton',
  'julafton',
  'nyårsafton',
] as const;
export type Eve = (typeof eves)[number];

export type Occasions = { readonly holiday?: string; readonly eve?: Eve };
type Year = ReadonlyMap<Day, Occasions>;

const years = new Map<number, Year>();
/** A year takes some milliseconds to compute; nobody needs more of them at a time. */
const mostYears = 20;
let calendar: Holidays | undefined;

/** Which public holiday of Sweden a day is, and which eve. Pure: what is kept is the same whenever it is computed. */
export function occasionsOf(day: Day): Occasions {
  const year = Number(day.slice(0, 4));
  const known = years.get(year);
  if (known) return known.get(day) ?? {};
  if (years.size >= mostYears) years.clear();
  const computed = computeYear(year);
  years.set(year, computed);
  return computed.get(day) ?? {};
}

function computeYear(year: number): Year {
  calendar ??= new Holidays('SE', { timezone: zone, languages: 'sv' });
  const days = new Map<Day, Occasions>();
  for (const { date, name, type } of calendar.getHolidays(year)) {
    const day = date.slice(0, 'yyyy-mm-dd'.length);
    const eve = eves.find((one) => one === name);
    days.set(day, {
      ...days.get(day),
      ...(type === 'public' ? { holiday: name } : {}),
      ...(eve ? { eve } : {}),
    });
  }
  return days;
}
