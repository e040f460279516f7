import { type Facts, isOwner } from '../actor.ts';
import { isBooked } from '../booked.ts';
import { type Booking, bookedTime, latestBooking, mostTimes } from '../booking.ts';
import type { Case, Task } from '../case.ts';
import { endedBy, findTask, record, withNote, withTask } from '../evolve.ts';
import type { Instant } from '../person.ts';
import { type Decided, refuse } from '../refusal.ts';
import { isSettled } from '../route.ts';
import { checkWorkable } from './take.ts';

/** Föreslå tider: the first time, after they did not fit, or to move what was agreed on. Whoever does it has the task. */
export function proposeTimes(
  c: Case,
  { task: id, times }: { task: string; times: readonly Instant[] },
  facts: Facts,
): Decided<Case> {
  const fault = checkWorkable(c, id, facts);
  if (fault) return fault;
  const task = findTask(c, id);
  if (task === undefined || !isBooked(c, task)) return refuse('notEntitled');
  const { now, actor } = facts;
  const isWell = times.length > 0 && times.length <= mostTimes && new Set(times).size === times.length;
  if (!isWell || times.some((time) => time <= now)) return refuse('timesMissing');
  const booking: Booking = {
    number: (task.bookings?.length ?? 0) + 1,
    version: 1,
    times: times.toSorted(),
    by: actor.person,
    at: now,
    state: { kind: 'proposed' },
  };
  const state = task.state.kind === 'taken' ? task.state : ({ kind: 'taken', by: actor.person, at: now } as const);
  const tasks = withTask(c.tasks, id, { state, bookings: [...(task.bookings ?? []), booking] });
  return { accepted: record({ ...c, tasks }, facts, 'proposeTimes', task.title) };
}

/** One of the times that were proposed last, while it is still to come. */
export function chooseTime(c: Case, command: { number: number; time: Instant }, facts: Facts): Decided<Case> {
  const checked = checkBooking(c, command.number, facts);
  if ('refused' in checked) return checked;
  const { task, booking } = checked;
  if (booking.state.kind !== 'proposed') return refuse('timeGone');
  if (!booking.times.includes(command.time) || command.time <= facts.now) return refuse('timeGone');
  const { person } = facts.actor;
  const state = { kind: 'chosen', time: command.time, by: person, at: facts.now } as const;
  return { accepted: withBooking(c, task, booking, state, 'timeChosen', facts, 'chooseTime') };
}

/** None of them fits, or the one that was chosen does so no longer: the queue proposes others. */
export function declineTimes(c: Case, command: { number: number }, facts: Facts): Decided<Case> {
  const checked = checkBooking(c, command.number, facts);
  if ('refused' in checked) return checked;
  const { task, booking } = checked;
  const time = bookedTime(task);
  if (booking.state.kind === 'declined' || (time !== undefined && time <= facts.now)) return refuse('timeGone');
  const state = { kind: 'declined', by: facts.actor.person, at: facts.now } as const;
  return { accepted: withBooking(c, task, booking, state, 'timesDeclined', facts, 'declineTimes') };
}

/** What was agreed on has been, before the task is done. */
export function checkHeld(c: Case, task: Task, { now }: Facts): ReturnType<typeof refuse> | undefined {
  if (!isBooked(c, task)) return undefined;
  const time = bookedTime(task);
  if (time === undefined) return refuse('notBooked');
  return time > now ? refuse('bookingAhead', { at: time }) : undefined;
}

function checkBooking(
  c: Case,
  number: number,
  { actor }: Facts,
): { readonly task: Task; readonly booking: Booking } | ReturnType<typeof refuse> {
  if (!isOwner(c, actor)) return refuse('notEntitled');
  if (c.state !== 'handling') return refuse('caseClosed', endedBy(c));
  const task = c.tasks.find((one) => isBooked(c, one));
  const booking = task && latestBooking(task);
  if (task === undefined || booking?.number !== number) return refuse('timeGone');
  return isSettled(task) ? refuse('taskFinished') : { task, booking };
}

function withBooking(
  c: Case,
  task: Task,
  booking: Booking,
  state: Booking['state'],
  note: 'timeChosen' | 'timesDeclined',
  facts: Facts,
  verb: 'chooseTime' | 'declineTimes',
): Case {
  const changed = { ...booking, version: booking.version + 1, state };
  const tasks = withTask(c.tasks, task.id, {
    bookings: [...(task.bookings ?? []).slice(0, -1), changed],
    notes: withNote(task, note, facts.actor.person.name),
  });
  return record({ ...c, tasks }, facts, verb, task.title);
}
