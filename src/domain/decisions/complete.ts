import type { Facts } from '../actor.ts';
import type { Case, Handling, Handover } from '../case.ts';
import { findTask, record, refusedTask, withTask } from '../evolve.ts';
import { type Decided, refuse } from '../refusal.ts';
import { advance } from '../route.ts';
import { checkText } from '../words.ts';
import { checkWorkable } from './take.ts';

/** Klarmarkera, with login details on their way to the manager or "Inga nya uppgifter". */
export function complete(c: Case, command: { task: string; credentials: boolean }, facts: Facts): Decided<Case> {
  const fault = checkWorkable(c, command.task, facts);
  if (fault) return fault;
  const task = findTask(c, command.task);
  if (task === undefined || c.state !== 'handling') return refuse('notEntitled');
  if (task.purpose === 'reissue' && !command.credentials) return refuse('credentialsNeeded');
  const tasks = withTask(c.tasks, task.id, {
    state: { kind: 'completed', by: facts.actor.person, at: facts.now, credentials: command.credentials },
  });
  const handover: Handover = {
    task: task.id,
    round: task.round,
    version: 1,
    title: task.title,
    givenBy: facts.actor.person,
    givenAt: facts.now,
    reminded: false,
    state: { kind: 'unopened' },
  };
  const handovers = command.credentials ? [...c.handovers, handover] : c.handovers;
  return { accepted: record(advance({ ...c, tasks, handovers }, facts.now), facts, 'complete', task.title) };
}

/** Avslå in a queue: of a system, the others go on; of the case as a whole, it ends. */
export function refuseTask(c: Case, command: { task: string; reason: string }, facts: Facts): Decided<Case> {
  const fault = checkWorkable(c, command.task, facts) ?? checkText(command.reason);
  if (fault) return fault;
  const tasks = c.tasks.map((task) => (task.id === command.task ? refusedTask(task, command.reason, facts) : task));
  return {
    accepted: record(
      advance({ ...(c as Handling), tasks }, facts.now),
      facts,
      'refuseTask',
      findTask(c, command.task)?.title,
    ),
  };
}
