import { addDays, addMonths, dayOf, startOfDay } from './calendar/days.ts';
import { endingOf } from './leaving.ts';
import type { Day, Instant, Person } from './person.ts';
import { type Price, priceOn } from './price.ts';
import type { Held, UnderWay } from './register.ts';

/** A calendar month in Sweden, `yyyy-mm`. */
export type Month = string;

/** What one user costs in a month. `amount` in öre. */
export type Charge = {
  readonly costCode: string;
  readonly provider: string;
  readonly system: string;
  readonly case: string;
  readonly amount: number;
};

/** Money to or fro, entered afterwards: it belongs to the month in which it was entered, and says which it concerns. */
export type Correction = {
  readonly id: string;
  readonly month: Month;
  readonly concerns: Month;
  readonly costCode: string;
  readonly amount: number;
  readonly reason: string;
  readonly by: Person;
  readonly at: Instant;
};

export type Bill = {
  readonly month: Month;
  readonly charges: readonly Charge[];
  readonly corrections: readonly Correction[];
};

const firstDay = (month: Month): Day => `${month}-01`;

export function monthOf(day: Day): Month {
  return day.slice(0, 'yyyy-mm'.length);
}

export function addToMonth(month: Month, months: number): Month {
  return monthOf(addMonths(firstDay(month), months));
}

export const startOfMonth = (month: Month): Instant => startOfDay(firstDay(month));
export const endOfMonth = (month: Month): Instant => startOfMonth(addToMonth(month, 1));

/** What was done at the last moment of a month may be written a little later: until then it is not over. */
const settlingMs = 10 * 60_000;

/** The month is over and nothing more will come of it, so that it can be put down once and for all. */
export function isSettled(month: Month, now: Instant): boolean {
  return Date.parse(now) >= Date.parse(endOfMonth(month)) + settlingMs;
}

/**
 * R93: each month in which a user had the access, from the instant it was delivered through its last day, counts in full, at the
 * price of the month's first day. Once for a person, provider and system, to the ansvarskod that it had first in
 * that month, however often it was changed.
 */
export function chargesOf(
  month: Month,
  { held, underWay }: { readonly held: readonly Held[]; readonly underWay: readonly UnderWay[] },
  pricesOf: (system: string) => readonly Price[],
): Charge[] {
  const start = startOfMonth(month);
  const end = endOfMonth(month);
  const first = new Map<string, Held>();
  const inOrder = held
    .filter((one) => begun(one) < end && (overAt(one, underWay) ?? end) > start)
    .toSorted((a, b) => compare(begun(a), begun(b)) || compare(a.case, b.case));
  for (const one of inOrder) {
    const user = JSON.stringify([one.provider.id, one.person.hash, one.system.id]);
    if (!first.has(user)) first.set(user, one);
  }
  const charges = [...first.values()].flatMap((one): Charge[] => {
    const amount = toOre(priceOn(pricesOf(one.system.id), firstDay(month))?.amount ?? 0);
    const costCode = costCodeAt(one, start > begun(one) ? start : begun(one));
    return amount === 0
      ? []
      : [{ costCode, provider: one.provider.name, system: one.system.name, case: one.case, amount }];
  });
  return charges.toSorted((a, b) => compare(sortKey(a), sortKey(b)));
}

/** The instant at which it was delivered. */
function begun({ since, costCodes }: Held): Instant {
  return costCodes?.[0]?.from ?? since;
}

/**
 * When nobody was to have it any longer: its own last day is over, or that of the order to end it. How long the queue then takes
 * is not charged; a last day that had passed when the order was sent, or when it was delivered, moves nothing back.
 */
function overAt(one: Held, underWay: readonly UnderWay[]): Instant | undefined {
  const { ended, to } = one;
  const { due } = ended ?? endingOf(one, underWay) ?? {};
  const lastDayOver = to === undefined ? undefined : startOfDay(addDays(to, 1));
  const known = [due, lastDayOver].filter((at) => at !== undefined && at > begun(one));
  return [ended?.at, ...known].filter((at) => at !== undefined).toSorted(compare)[0];
}

/** The ansvarskod in force at an instant: an alteration holds from when it was carried out. */
function costCodeAt({ costCode, costCodes = [] }: Held, at: Instant): string {
  return (costCodes.findLast(({ from }) => from <= at) ?? costCodes[0])?.costCode ?? costCode;
}

export type Total = { readonly costCode: string; readonly users: number; readonly amount: number };

/** Per ansvarskod, with the corrections entered in the month. */
export function totalsOf({ charges, corrections }: Bill): Total[] {
  const totals = new Map<string, Total>();
  const add = (costCode: string, users: number, amount: number): void => {
    const before = totals.get(costCode) ?? { costCode, users: 0, amount: 0 };
    totals.set(costCode, { costCode, users: before.users + users, amount: before.amount + amount });
  };
  for (const { costCode, amount } of charges) add(costCode, 1, amount);
  for (const { costCode, amount } of corrections) add(costCode, 0, amount);
  return [...totals.values()].toSorted((a, b) => compare(a.costCode, b.costCode));
}

export function sumOf(totals: readonly Pick<Total, 'amount'>[]): number {
  return totals.reduce((sum, { amount }) => sum + amount, 0);
}

/** The month it is in Sweden. */
export const currentMonth = (now: Instant): Month => monthOf(dayOf(now));

const toOre = (kronor: number): number => Math.round(kronor * 100);

const sortKey = ({ costCode, provider, case: id, system }: Charge): string =>
  JSON.stringify([costCode, provider, id, system]);

/** The same everywhere and always, which a comparison by language is not. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
