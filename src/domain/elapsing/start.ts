import { addDays, morningOf, startOfDay } from '../calendar/days.ts';
import type { Case, Task } from '../case.ts';
import type { StartWarning } from '../start-warning.ts';
import { withNote } from '../evolve.ts';
import { newManager } from '../onboarding.ts';
import type { Instant } from '../person.ts';
import { isSettled } from '../route.ts';
import type { Elapsed, Part } from './part.ts';

/**
 * R2: a new provider's start, or a new manager's, comes nearer. Those concerned are told in time of what is missing; when the day
 * has come and the new manager can enter, `byt chef` takes effect.
 */
export const start: Part = {
  elapsed: (c, { now, actor }) => {
    if (!isCurrent(c)) return undefined;
    const warned = withWarnings(c, now, actor.person.name);
    const exchanged = isToExchange(warned.case, now);
    const begun = exchanged ? { ...warned.case, exchanged: now } : warned.case;
    const isStarted = isToStart(begun, now);
    const entries = [
      ...warned.entries,
      ...(exchanged ? [{ verb: 'exchange', title: newManager(c)?.name ?? '' } as const] : []),
      ...(isStarted ? [{ verb: 'start' } as const] : []),
    ];
    if (entries.length === 0) return undefined;
    return { case: isStarted ? { ...begun, started: now } : begun, entries };
  },

  wakes: (c) => {
    if (!isCurrent(c)) return [];
    const { from } = c.application;
    const day = from === undefined ? [] : [startOfDay(from)];
    const moments = c.state === 'handling' ? dueWarnings(c).map(({ at }) => at) : [];
    return [...moments, ...(c.state === 'finished' ? day : [])];
  },
};

/** Neither over nor begun already. */
function isCurrent(c: Case): boolean {
  return (
    (c.kind === 'newProvider' || c.kind === 'changeManager') &&
    (c.state === 'handling' || c.state === 'finished') &&
    c.started === undefined
  );
}

type Due = { readonly days: number; readonly at: Instant };

/** The mornings so many days before the start, and that of the start itself, of which nothing is recorded yet. */
function dueWarnings({ application: { from }, terms, warnings = [], submittedAt }: Case): Due[] {
  if (from === undefined) return [];
  const told = Math.min(...warnings.map(({ days }) => days), Infinity);
  return [...(terms.warnDays ?? []), 0]
    .map((days) => ({ days, at: morningOf(addDays(from, -days)) }))
    .filter(({ days, at }) => days < told && at > submittedAt);
}

/** What is not done yet, by its task's name. */
export function missingTasks({ tasks }: Pick<Case, 'tasks'>): Task[] {
  return tasks.filter((task) => !isSettled(task));
}

/** Told once of each: where several mornings have gone by at once, of the latest alone. */
function withWarnings(c: Case, now: Instant, by: string): Elapsed {
  const due = dueWarnings(c).filter(({ at }) => at <= now);
  const [latest] = due.toSorted((a, b) => a.days - b.days);
  if (c.state !== 'handling' || latest === undefined) return { case: c, entries: [] };
  const missing = missingTasks(c);
  const warning: StartWarning = { days: latest.days, at: now, missing: missing.map(({ title }) => title) };
  const late = new Set(missing.map(({ id }) => id));
  const tasks = c.tasks.map((task) =>
    late.has(task.id) && task.round > 0 ? { ...task, notes: withNote(task, 'late', by) } : task,
  );
  return { case: { ...c, tasks, warnings: [...(c.warnings ?? []), warning] }, entries: [{ verb: 'warn' }] };
}

/** Never before the new one can enter: a provider is not left without a manager. */
function isToExchange(c: Case, now: Instant): boolean {
  return c.kind === 'changeManager' && c.exchanged === undefined && newManager(c) !== undefined && hasCome(c, now);
}

function isToStart(c: Case, now: Instant): boolean {
  return c.state === 'finished' && hasCome(c, now) && (c.kind === 'newProvider' || c.exchanged !== undefined);
}

function hasCome({ application: { from } }: Case, now: Instant): boolean {
  return from === undefined || startOfDay(from) <= now;
}
