import type { Stored } from './stored.ts';

/** A value that only one may have: the cases that were given it, and may have let go of it since. */
export type Reservation = { readonly scope: string; readonly key: string; readonly cases: readonly string[] };

/** Written with the case that takes it, in the same transaction: of two at once, the second decides anew. */
export type ReservationChange = { readonly before: Stored<Reservation> | undefined; readonly after: Reservation };

export interface Reservations {
  /** `unreadable`: somebody has it, and nobody can say who. Taken for free, it could be given to two. */
  find(scope: string, key: string): Promise<Stored<Reservation> | 'unreadable' | undefined>;
}
