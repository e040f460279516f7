import type { Case, Task } from '../case.ts';
import { awaitsApproval } from '../decisions/take.ts';
import { opensAt } from '../holds.ts';
import type { LogEntry } from '../log.ts';
import { isOffered } from '../offered.ts';
import type { Call, OnCall } from '../on-call.ts';
import type { Instant, Person } from '../person.ts';
import type { Part } from './part.ts';

const minute = 60_000;

/**
 * Whoever is on call hears of each task that nobody has taken, and after so many minutes the next one does. Of the queue, whatever
 * kind of case the task belongs to.
 */
export const calls: Part = {
  elapsed: (c, { now, onCall }) => {
    const made = c.tasks.flatMap((task): { task: Task; call: Call }[] => {
      const duty = isToCall(c, task, now) ? onCall?.(task.queue) : undefined;
      const call = duty && nextCall(task, duty, now);
      return call === undefined ? [] : [{ task, call }];
    });
    if (made.length === 0) return undefined;
    const tasks = c.tasks.map((task) => {
      const own = made.find((one) => one.task === task);
      // No change of what the task's card shows: a click on it is no less right for that.
      return own === undefined ? task : { ...task, calls: [...(task.calls ?? []), own.call] };
    });
    return { case: { ...c, tasks }, entries: made.map(({ call }) => entryOf(call)) };
  },
  wakes: (c) =>
    c.tasks.flatMap((task) => {
      const until = waits(c, task) ? latestCall(task)?.until : undefined;
      return until === undefined ? [] : [until];
    }),
};

/** Nobody has it, and somebody could. */
function waits(c: Case, task: Task): boolean {
  const isOpen =
    c.state === 'handling' && task.state.kind === 'queued' && opensAt(task) === undefined && !isOffered(task);
  return isOpen && !awaitsApproval(c, task.id);
}

/** The last of this round; undefined where nobody was called yet. */
export function latestCall({ calls: all = [], round }: Pick<Task, 'calls' | 'round'>): Call | undefined {
  return all.findLast((call) => call.round === round);
}

/** Whether it takes more than the case to know who is called now; of queues that have no one on call it is never asked. */
export function isToCall(c: Case, task: Task, now: Instant): boolean {
  if (!waits(c, task) || task.state.kind !== 'queued') return false;
  const latest = latestCall(task);
  if (latest === undefined || latest.kind === 'nobody' || latest.unreachable) return true;
  // Put back by one who had it: nobody looks after it any longer.
  return latest.at < task.state.since || (latest.until !== undefined && latest.until <= now);
}

function nextCall(task: Task, duty: OnCall, now: Instant): Call | undefined {
  const { minutes, phone, linked, left, changes, admins } = duty;
  const since = task.state.kind === 'queued' ? task.state.since : now;
  const own = (task.calls ?? []).filter(({ round }) => round === task.round);
  const recent = own.filter(({ at }) => at >= since);
  const called = new Set(recent.flatMap((call) => (call.kind === 'called' ? call.person.id : [])));
  const base = {
    number: (task.calls?.length ?? 0) + 1,
    round: task.round,
    at: now,
    phone,
    left: left.map(({ name }) => name),
  };
  const people = inOrder(duty, own.slice(0, own.length - recent.length));
  const next = linked ? people.find(({ id }) => !called.has(id)) : undefined;
  if (next) return { ...base, kind: 'called', person: next, until: later(now, minutes) };
  const why = !linked ? 'unlinked' : people.length === 0 ? 'empty' : 'all';
  const latest = recent.at(-1);
  const isSaid = latest?.kind === 'nobody' && latest.why === why && (latest.until ?? now) >= now;
  if (isSaid) return undefined;
  // Of a queue without a channel administrators hear anyhow: its cards cannot be shown.
  const told = linked ? admins : [];
  return { ...base, kind: 'nobody', why, told, ...(changes === undefined ? {} : { until: changes }) };
}

/** Where it was put back, whoever was called last before that comes last now. */
function inOrder({ people }: OnCall, before: readonly Call[]): readonly Person[] {
  const last = before.findLast((call) => call.kind === 'called')?.person.id;
  return [...people.filter(({ id }) => id !== last), ...people.filter(({ id }) => id === last)];
}

function entryOf(call: Call): Omit<LogEntry, 'at' | 'by'> {
  return call.kind === 'called' ? { verb: 'call', title: call.person.name } : { verb: 'callNobody' };
}

function later(from: Instant, minutes: number): Instant {
  return new Date(Date.parse(from) + minutes * minute).toISOString();
}
