import type { Instant } from './person.ts';

/** That something was asked for: a password, in the case of that id. */
export type Ask = { readonly case: string; readonly at: Instant };

/** How often it may be asked for within so many hours: for one person, and by one. */
export type AskLimit = { readonly perPerson: number; readonly perAsker: number; readonly hours: number };

const hour = 60 * 60_000;

/** Those that still count. */
export function recentAsks(asks: readonly Ask[], now: Instant, { hours }: Pick<AskLimit, 'hours'>): readonly Ask[] {
  return asks.filter(({ at }) => Date.parse(now) - Date.parse(at) < hours * hour);
}

/** When it may be asked for again, where it has been so often enough; undefined where it may now. */
export function mayAskFrom(
  asks: readonly Ask[],
  now: Instant,
  most: number,
  limit: Pick<AskLimit, 'hours'>,
): Instant | undefined {
  const recent = recentAsks(asks, now, limit).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const first = recent.at(-most);
  return recent.length < most || first === undefined
    ? undefined
    : new Date(Date.parse(first.at) + limit.hours * hour).toISOString();
}
