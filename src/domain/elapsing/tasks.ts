import type { Case, Task } from '../case.ts';
import { afterDays, type Reminders, type TaskReminder } from '../reminder.ts';
import { startOfDay } from '../calendar/days.ts';
import { bookedTime } from '../booking.ts';
import { lacksCertificate } from '../certificate-wait.ts';
import { awaitsApproval } from '../decisions/take.ts';
import type { Instant, Person } from '../person.ts';
import type { Part } from './part.ts';

/**
 * A task that stands still: its queue, or the one who has it, is reminded once, and then those hear of it who look after
 * what stands still. One that waits for its submitter's answer or for an approval waits for somebody else.
 */
export const tasks: Part = {
  elapsed: (c, { now, escalateTo = [] }) => {
    const due = c.tasks.flatMap((task) => dueOf(c, task).filter(({ at }) => at <= now));
    if (due.length === 0) return undefined;
    const told = c.tasks.map((task) => withReminders(task, due, escalateTo));
    const entries = due.map(({ task, kind }) => ({
      verb: kind === 'escalated' ? ('escalate' as const) : ('remind' as const),
      title: task.title,
    }));
    return { case: { ...c, tasks: told }, entries };
  },
  wakes: (c) => c.tasks.flatMap((task) => dueOf(c, task).map(({ at }) => at)),
};

/** Whether it takes more than the case to know who is told now. */
export function isToEscalate(c: Case, now: Instant): boolean {
  return c.tasks.some((task) => dueOf(c, task).some(({ kind, at }) => kind === 'escalated' && at <= now));
}

type Due = { readonly task: Task; readonly kind: TaskReminder['kind']; readonly since: Instant; readonly at: Instant };

function dueOf(c: Case, task: Task): Due[] {
  const { reminders } = c.terms;
  const since = standsSince(task);
  if (c.state !== 'handling' || reminders === undefined || since === undefined) return [];
  if (awaitsApproval(c, task.id) || lacksCertificate(c)) return [];
  const from = countedFrom(c, task, since, reminders);
  const kind = task.state.kind === 'queued' ? 'untaken' : 'idle';
  const all: Due[] = [
    { task, kind, since, at: afterDays(from, reminders.taskDays) },
    { task, kind: 'escalated', since, at: afterDays(from, reminders.escalateTaskDays) },
  ];
  return all.filter((due) => !(task.reminders ?? []).some((told) => told.since === since && told.kind === due.kind));
}

/** Since when it is as it is; undefined where no caseworker is waited for. */
export function standsSince({ state }: Task): Instant | undefined {
  if (state.kind === 'queued') return state.since;
  return state.kind === 'taken' ? state.at : undefined;
}

/**
 * The days are counted from the last thing that gave somebody something to do, also that the queue opened, where the task came
 * before. What begins long from now may wait: its days are counted so that those who look after it hear of it when it begins,
 * and the queue before that.
 */
function countedFrom(c: Case, { held, bookings }: Task, since: Instant, { escalateTaskDays }: Reminders): Instant {
  const approved = c.attestations.flatMap(({ outcome }) => (outcome.kind === 'approved' ? [outcome.at] : []));
  const { certificate, application } = c;
  const given = certificate?.state.kind === 'given' ? [certificate.state.at] : [];
  const { from } = application;
  const start = from === undefined ? [] : [afterDays(startOfDay(from), -escalateTaskDays)];
  const opening = held ? [held.until] : [];
  const time = bookedTime(bookings === undefined ? {} : { bookings });
  const booked = time === undefined ? [] : [time];
  const all = [since, ...booked, ...opening, ...approved, ...given, ...start];
  return all.reduce((latest, one) => (one > latest ? one : latest));
}

/** No change of what the task's card shows: a click on it is no less right for that. */
function withReminders(task: Task, due: readonly Due[], escalateTo: readonly Person[]): Task {
  const own = due.filter((one) => one.task === task);
  if (own.length === 0) return task;
  const before = task.reminders ?? [];
  const told = own.map(({ kind, since }, index): TaskReminder => ({
    number: before.length + index + 1,
    round: task.round,
    kind,
    since,
    to: kind === 'escalated' ? escalateTo : task.state.kind === 'taken' ? [task.state.by] : [],
  }));
  return { ...task, reminders: [...before, ...told] };
}
