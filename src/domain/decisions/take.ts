import type { Facts } from '../actor.ts';
import type { Case, Task } from '../case.ts';
import { endedBy, findTask, record, withNote, withTask } from '../evolve.ts';
import { type Decided, refuse } from '../refusal.ts';
import { isSettled, opened } from '../route.ts';

/** Ta ärendet. */
export function take(c: Case, command: { task: string }, facts: Facts): Decided<Case> {
  const checked = checkTask(c, command.task, facts);
  if ('refused' in checked) return checked;
  const { state, title } = checked.task;
  if (state.kind !== 'queued')
    return 'by' in state ? refuse('taskTaken', { by: state.by.name, at: state.at }) : refuse('taskNotReady');
  return { accepted: taken(c, command.task, title, 'take', facts) };
}

/** Ta över from a colleague who has it. */
export function takeOver(c: Case, command: { task: string }, facts: Facts): Decided<Case> {
  const checked = checkTask(c, command.task, facts);
  if ('refused' in checked) return checked;
  const { state, title } = checked.task;
  if (state.kind !== 'taken' && state.kind !== 'questioned') return refuse('taskNotTaken');
  if (state.by.id === facts.actor.person.id) return refuse('taskTaken', { by: state.by.name, at: state.at });
  if (state.kind === 'taken') return { accepted: taken(c, command.task, title, 'takeOver', facts) };
  const tasks = withTask(c.tasks, command.task, { state: { ...state, by: facts.actor.person, at: facts.now } });
  return { accepted: record({ ...c, tasks }, facts, 'takeOver', title) };
}

/** Lägg tillbaka i kön: only one's own. */
export function putBack(c: Case, command: { task: string }, facts: Facts): Decided<Case> {
  const checked = checkTask(c, command.task, facts);
  if ('refused' in checked) return checked;
  const { task } = checked;
  if (task.state.kind !== 'taken' && task.state.kind !== 'questioned') return refuse('taskNotTaken');
  if (task.state.by.id !== facts.actor.person.id) return refuse('taskNotYours', { by: task.state.by.name });
  if (task.state.kind === 'questioned') return refuse('questionOpen');
  const tasks = withTask(c.tasks, task.id, {
    state: { kind: 'queued', since: facts.now },
    notes: withNote(task, 'putBack', facts.actor.person.name),
  });
  return { accepted: record({ ...c, tasks: opened(c, tasks, facts.now) }, facts, 'putBack', task.title) };
}

function taken(c: Case, task: string, title: string, verb: 'take' | 'takeOver', facts: Facts): Case {
  return record(
    { ...c, tasks: withTask(c.tasks, task, { state: { kind: 'taken', by: facts.actor.person, at: facts.now } }) },
    facts,
    verb,
    title,
  );
}

/** The task, if the actor belongs to its queue's team and it can be acted on at all. */
export function checkTask(c: Case, id: string, facts: Facts): { readonly task: Task } | ReturnType<typeof refuse> {
  const task = findTask(c, id);
  if (task === undefined) return refuse('notEntitled');
  if (!facts.actor.queues.includes(task.queue)) return refuse('notMember');
  if (c.state === 'attesting') return refuse('taskNotReady');
  if (c.state !== 'handling') return refuse('caseClosed', c.state === 'finished' ? finishedBy(task) : endedBy(c));
  if (isSettled(task)) return refuse('taskFinished', finishedBy(task));
  if (task.state.kind === 'waiting') return refuse('taskNotReady');
  return { task };
}

function finishedBy({ state }: Task): { by?: string; at?: string } {
  return 'by' in state ? { by: state.by.name, at: state.at } : {};
}

/** A task its actor may finish, refuse or ask about: the own one, or an untaken one, which is taken by doing so (domain 3). */
export function checkWorkable(c: Case, id: string, facts: Facts): ReturnType<typeof refuse> | undefined {
  const checked = checkTask(c, id, facts);
  if ('refused' in checked) return checked;
  const { state } = checked.task;
  if ('by' in state && state.by.id !== facts.actor.person.id) return refuse('taskNotYours', { by: state.by.name });
  return awaitsApproval(c, id) ? refuse('taskWaitsForApproval') : undefined;
}

/** R75: what was altered is not handled before it is approved again. */
export function awaitsApproval(c: Case, task: string): boolean {
  return c.state === 'handling' && (c.alteration?.affects.includes(task) ?? false);
}
