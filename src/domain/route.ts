import type { Application } from './application.ts';
import type { Attesting, Case, Finished, Handling, Rejected, Stage, Task } from './case.ts';
import { lacksCertificate } from './certificate-wait.ts';
import { isGathered } from './incident.ts';
import { heldFrom } from './booked.ts';
import { common } from './common.ts';
import type { Instant } from './person.ts';
import { waitsForDay } from './terminating.ts';

/** The tasks of an application along its route: one for the case, or one per system. */
function plan(route: readonly Stage[], application: Application): Task[] {
  return route.flatMap((stage, index) => {
    const blank = {
      stage: index,
      queue: stage.queue,
      queueName: stage.queueName,
      round: 0,
      version: 1,
      purpose: 'fulfil',
      state: { kind: 'waiting' },
      notes: [],
      refusals: [],
    } as const;
    const id = stage.id ?? stage.queue;
    if (stage.per === 'case') return [{ ...blank, id, title: stage.title }];
    return application.systems.map(({ id: system, name, queue, title }) => ({
      ...blank,
      ...(queue === undefined ? {} : { queue: queue.id, queueName: queue.name }),
      id: route.filter((other) => other.per === 'system').length > 1 ? `${id}-${system}` : system,
      system,
      title: title ?? stage.title.replace('{system}', name),
    }));
  });
}

/**
 * The tasks for an altered application. A task whose card was shown before keeps its place, and is cancelled where its
 * system is no longer asked for, so that its card can say so.
 */
export function planTasks(
  route: readonly Stage[],
  application: Application,
  former: readonly Task[],
  now: Instant,
): readonly Task[] {
  const planned = plan(route, application);
  const kept = planned.map((task): Task => {
    const old = former.find(({ id }) => id === task.id);
    if (old === undefined) return task;
    return { ...old, version: old.version + 1, state: old.state.kind === 'cancelled' ? task.state : old.state };
  });
  const dropped = former
    .filter((old) => old.round > 0 && !planned.some((task) => task.id === old.id))
    .map((old) => ({ ...old, version: old.version + 1, state: { kind: 'cancelled', at: now } as const }));
  return [...kept, ...dropped];
}

export function isSettled(task: Task): boolean {
  return task.state.kind === 'completed' || task.state.kind === 'refused' || task.state.kind === 'cancelled';
}

/** Somebody has begun with it, now or in an earlier round. */
export function isBegun(task: Task): boolean {
  const { kind } = task.state;
  return task.purpose !== 'fulfil' || (kind !== 'waiting' && kind !== 'queued' && kind !== 'cancelled');
}

/**
 * R6: a task stands in its queue when every earlier stage is finished; one that nobody has taken leaves it while an earlier
 * stage does again what was altered. Asking for new login details holds nobody up.
 */
function openStages(tasks: readonly Task[], now: Instant, last: number): readonly Task[] {
  return tasks.map((task) => {
    const ready =
      task.stage <= last &&
      tasks.every((other) => other.stage >= task.stage || isSettled(other) || other.purpose === 'reissue');
    const version = task.version + 1;
    if (task.state.kind === 'waiting' && ready)
      return { ...task, state: { kind: 'queued', since: now }, came: now, round: task.round + 1, version };
    return task.state.kind === 'queued' && !ready ? { ...task, state: { kind: 'waiting' }, version } : task;
  });
}

/** The stages of a case that may begin: none before the certificate it is asked for (R18, R86), and none of what follows another case. */
export function opened(c: Case, tasks: readonly Task[], now: Instant): readonly Task[] {
  return lacksCertificate(c) || isGathered(c) ? tasks : openStages(tasks, now, heldFrom({ ...c, tasks }));
}

/** The systems the person got: a task that is to be done again, or to give new details, leaves the permission as it was. */
export function grantedTasks(tasks: readonly Task[]): Task[] {
  return tasks.filter(
    (task) => task.system !== undefined && (task.state.kind === 'completed' || task.purpose !== 'fulfil'),
  );
}

/** Every unfinished task is called off: the application as a whole is over. */
export function cancelOpen(tasks: readonly Task[], now: Instant): readonly Task[] {
  return tasks.map((task) =>
    isSettled(task) ? task : { ...task, version: task.version + 1, state: { kind: 'cancelled', at: now } },
  );
}

/** Where a case in handling stands after its tasks changed: the next stage opens, or the case is finished or refused as a whole. */
export function advance(c: Handling, now: Instant): Handling | Finished | Rejected {
  if (waitsForDay(c)) return c;
  const wholeRefused = c.tasks.find(
    (task) => task.system === undefined && task.purpose === 'fulfil' && task.state.kind === 'refused',
  );
  if (wholeRefused?.state.kind === 'refused') {
    const { by, at, reason } = wholeRefused.state;
    return { ...withoutAlteration(c), tasks: cancelOpen(c.tasks, now), state: 'rejected', by, at, reason };
  }
  const tasks = opened(c, c.tasks, now);
  if (!tasks.every(isSettled) || c.alteration !== undefined) return { ...c, tasks };
  const partly = tasks.some((task) => task.purpose !== 'reissue' && task.state.kind === 'refused');
  return {
    ...withoutAlteration(c),
    tasks,
    state: 'finished',
    at: now,
    partly,
    firstFinished: c.firstFinished ?? { at: now, partly },
  };
}

function withoutAlteration(c: Handling): Omit<Handling, 'alteration' | 'state'> {
  const { alteration: _alteration, state: _state, ...rest } = c;
  return rest;
}

export function toHandling(c: Case, tasks: readonly Task[]): Handling {
  return { ...common(c), tasks, state: 'handling' };
}

export function toAttesting(c: Case): Attesting {
  return { ...common(c), state: 'attesting' };
}
