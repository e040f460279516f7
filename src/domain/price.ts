import type { Day, Instant } from './person.ts';

/** In Swedish kronor, per month and user, from a day on until the next one's. */
export type Price = { readonly from: Day; readonly amount: number };

/** The price in force on a day; undefined before the first. `prices` stand in the order of their days. */
export function priceOn(prices: readonly Price[], day: Day): Price | undefined {
  return prices.findLast(({ from }) => from <= day);
}

/** The ansvarskod that a system is charged to from an instant on. */
export type Charged = { readonly system: string; readonly from: Instant; readonly costCode: string };
