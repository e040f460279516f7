import type { Facts } from './actor.ts';
import type { Case, Task, TaskNote } from './case.ts';
import type { Instant } from './person.ts';
import type { TaskReminder } from './reminder.ts';
import { withRest } from './rest.ts';

/**
 * R30, domain 9: what comes to a queue while it is closed wakes nobody. Such a task is told of in the summary that the queue gets
 * when it opens, and a word in its thread waits until then.
 */
export function withHolds<C extends Case>(before: Case | undefined, decided: C, facts: Facts): C {
  const { closedUntil, restUntil } = facts;
  const after = withRest(before, decided, restUntil);
  if (closedUntil === undefined) return after;
  const openings = new Map<string, Instant | undefined>();
  const opens = (queue: string): Instant | undefined => {
    if (!openings.has(queue)) openings.set(queue, closedUntil(queue));
    return openings.get(queue);
  };
  const tasks = after.tasks.map((task) => {
    const former = before?.tasks.find(({ id }) => id === task.id);
    const posted = hasCome(former, task) ? arrived(task, opens(task.queue)) : task;
    const notes = newOf(task.notes, former?.notes);
    const reminders = newOf(task.reminders, former?.reminders);
    if (notes.length + reminders.length === 0) return posted;
    // Those who look after what stands still are no queue's.
    const own = { notes, reminders: reminders.filter(({ kind }) => kind !== 'escalated') };
    const others = { notes: [], reminders: reminders.filter(({ kind }) => kind === 'escalated') };
    return withUntil(withUntil(posted, own, opens(task.queue)), others, restUntil);
  });
  return { ...after, tasks };
}

/** It stands in its queue anew: posted by this decision, where nothing is held back. */
function hasCome(former: Task | undefined, { state, round }: Task): boolean {
  return state.kind === 'queued' && round > (former?.round ?? 0);
}

function arrived(task: Task, until: Instant | undefined): Task {
  const { held: _ofFormerRound, ...rest } = task;
  return until === undefined ? rest : { ...rest, held: { until, over: false } };
}

function newOf<T>(now: readonly T[] = [], before: readonly T[] = []): readonly T[] {
  return now.slice(before.length);
}

type Said = { readonly notes: readonly TaskNote[]; readonly reminders: readonly TaskReminder[] };

function withUntil(task: Task, said: Said, until: Instant | undefined): Task {
  if (until === undefined) return task;
  const waiting = <T extends object>(all: readonly T[], some: readonly T[]): readonly T[] =>
    all.map((one) => (some.includes(one) ? { ...one, until } : one));
  const notes = waiting(task.notes, said.notes);
  return {
    ...task,
    notes,
    ...(task.reminders === undefined ? {} : { reminders: waiting(task.reminders, said.reminders) }),
  };
}

/** It came while its queue was closed, and nobody has begun with it since. */
export function isHeld({ held, state }: Task): boolean {
  return held !== undefined && (state.kind === 'queued' || state.kind === 'waiting');
}

/** When the queue of a task that came while it was closed opens; undefined once it has. */
export function opensAt({ state, held }: Task): Instant | undefined {
  return state.kind === 'queued' && held && !held.over ? held.until : undefined;
}

/** The tasks whose queue has opened since they came; the same list where none has. */
export function withOpened(tasks: readonly Task[], now: Instant): readonly Task[] {
  const isDue = (task: Task): boolean => {
    const until = opensAt(task);
    return until !== undefined && Date.parse(until) <= Date.parse(now);
  };
  if (!tasks.some(isDue)) return tasks;
  return tasks.map((task) => (task.held && isDue(task) ? { ...task, held: { ...task.held, over: true } } : task));
}
