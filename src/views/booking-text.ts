import { latestBooking } from '../domain/booking.ts';
import type { Task } from '../domain/case.ts';
import { isSettled } from '../domain/route.ts';
import { formatDateAndTime } from './format.ts';

/** How far the agreement has come, after the state of its task. */
export function bookingText(task: Task): string {
  const booking = latestBooking(task);
  if (booking === undefined || isSettled(task)) return '';
  switch (booking.state.kind) {
    case 'proposed':
      return ', tider är föreslagna';
    case 'declined':
      return ', nya tider ska föreslås';
    case 'chosen':
      return `, bokad ${formatDateAndTime(booking.state.time)}`;
  }
}
