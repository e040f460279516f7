import { isBooked } from '../domain/booked.ts';
import { type Booking, latestBooking } from '../domain/booking.ts';
import type { Case, Task } from '../domain/case.ts';
import { isSettled } from '../domain/route.ts';
import { slots } from '../domain/slots.ts';
import { type CaseCard, caseCard, coreRows } from './case-card.ts';
import { formatDateAndTime } from './format.ts';

/** Every proposal of times, each a message of its own to whoever waits. */
export function bookingCards(c: Case): { readonly slot: string; readonly card: CaseCard; readonly summary: string }[] {
  return c.tasks
    .filter((task) => isBooked(c, task))
    .flatMap((task) =>
      (task.bookings ?? []).map((booking) => ({
        slot: slots.booking(booking.number),
        card: bookingCard(c, task, booking),
        summary: `tider för ${task.title.toLowerCase()}`,
      })),
    );
}

function bookingCard(c: Case, task: Task, booking: Booking): CaseCard {
  const slot = slots.booking(booking.number);
  const isOpen = c.state === 'handling' && !isSettled(task) && latestBooking(task) === booking;
  const { state } = booking;
  const isProposed = isOpen && state.kind === 'proposed';
  const isChosen = isOpen && state.kind === 'chosen';
  return caseCard(
    c,
    slot,
    {
      sayHeading: `${task.title}: tid`,
      ...stateOf(c, task, booking),
      rows: [
        ...coreRows(c).slice(0, 1),
        { label: 'Hos', value: `${task.queueName}, ${booking.by.name}` },
        ...(isProposed ? [] : [{ label: 'Förslag', value: booking.times.map(formatDateAndTime).join('; ') }]),
      ],
      times: isProposed ? booking.times.map((time) => ({ title: formatDateAndTime(time), time })) : [],
      sayDecline: isChosen ? 'Byt tid' : 'Ingen tid passar',
      next: isProposed ? 'välj en tid.' : '',
    },
    isProposed || isChosen ? ['declineTimes'] : [],
  );
}

function stateOf(c: Case, task: Task, booking: Booking): Pick<CaseCard, 'state' | 'stateColor'> {
  const { state } = booking;
  if (state.kind === 'chosen' && latestBooking(task) === booking)
    return { state: `Bokad: ${formatDateAndTime(state.time)}`, stateColor: 'good' };
  if (latestBooking(task) !== booking)
    return { state: 'Gäller inte längre; se det nyare förslaget', stateColor: 'default' };
  if (state.kind === 'declined') return { state: 'Du får nya förslag', stateColor: 'default' };
  return c.state === 'handling' && !isSettled(task)
    ? { state: 'Väntar på dig', stateColor: 'accent' }
    : { state: 'Behövs inte längre', stateColor: 'default' };
}
