import type { Instant, Person } from './person.ts';

/** Those who may take a task before its queue hears of it, and for how long; `over` once the queue has it. */
export type Offer = { readonly to: readonly Person[]; readonly until: Instant; readonly over: boolean };

type Offered = { readonly offered?: Offer };

/** Its queue has not heard of it, and need not while one of those whom it was offered to has it. */
export function isOffered({ offered }: Offered): boolean {
  return offered !== undefined && !offered.over;
}

export function wasOfferedTo({ offered }: Offered, personId: string): boolean {
  return offered?.to.some(({ id }) => id === personId) ?? false;
}
