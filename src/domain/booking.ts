import type { Instant, Person } from './person.ts';

/**
 * A time that a queue and the one who waits agree on: the slot `owner.booking.<number>` for each proposal. Proposed anew it is moved.
 * `version` counts every change of what its card shows.
 */
export type Booking = {
  readonly number: number;
  readonly version: number;
  readonly times: readonly Instant[];
  readonly by: Person;
  readonly at: Instant;
  readonly state:
    | { readonly kind: 'proposed' }
    | { readonly kind: 'chosen'; readonly time: Instant; readonly by: Person; readonly at: Instant }
    | { readonly kind: 'declined'; readonly by: Person; readonly at: Instant };
};

/** Buttons that a card has room for. */
export const mostTimes = 3;

type WithBookings = { readonly bookings?: readonly Booking[] };

export function latestBooking({ bookings }: WithBookings): Booking | undefined {
  return bookings?.at(-1);
}

/** The time that is agreed on, until another is asked for. */
export function bookedTime(task: WithBookings): Instant | undefined {
  const state = latestBooking(task)?.state;
  return state?.kind === 'chosen' ? state.time : undefined;
}
