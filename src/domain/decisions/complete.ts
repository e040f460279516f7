import type { Facts } from '../actor.ts';
import { type Answer, costCodeOf } from '../application.ts';
import type { Case, Handling, Handover, Task } from '../case.ts';
import type { FormField } from '../form-field.ts';
import { findTask, record, refusedTask, withTask } from '../evolve.ts';
import { purposeOf } from '../register.ts';
import { type Decided, refuse } from '../refusal.ts';
import { advance } from '../route.ts';
import { checkText } from '../words.ts';
import { handedOut, isGivenBack, itemOf } from './receive.ts';
import { checkJudged } from './certificate.ts';
import { checkWorkable } from './take.ts';

export type Completion = { readonly task: string; readonly credentials: boolean; readonly answers?: readonly Answer[] };

/** Klarmarkera, with login details on their way to the manager or "Inga nya uppgifter", and with what the stage asks for. */
export function complete(c: Case, command: Completion, facts: Facts): Decided<Case> {
  const fault = checkWorkable(c, command.task, facts) ?? checkJudged(c, 'accepted');
  if (fault) return fault;
  const task = findTask(c, command.task);
  if (task === undefined || c.state !== 'handling') return refuse('notEntitled');
  const { credentials, answers = [] } = command;
  if (task.purpose === 'reissue' && !credentials) return refuse('credentialsNeeded');
  const stage = c.route[task.stage];
  if (credentials && stage?.credentials === false) return refuse('stale');
  const isAnswered = ({ id, required }: FormField): boolean =>
    !required || answers.some(({ field, text }) => field === id && text !== '');
  if (!(stage?.asks ?? []).every(isAnswered)) return refuse('answersMissing');
  const said = answers.length === 0 ? {} : { answers };
  const tasks = withTask(c.tasks, task.id, {
    state: { kind: 'completed', by: facts.actor.person, at: facts.now, credentials, ...said },
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
  const item = itemOf(c, task);
  const receipts =
    item === undefined || isGivenBack(c)
      ? {}
      : { receipts: [...(c.receipts ?? []), { ...handedOut(task, item, facts), version: 1 }] };
  const handovers = credentials ? [...c.handovers, handover] : c.handovers;
  return {
    accepted: record(
      advance({ ...c, tasks, handovers, ...receipts, ...chargedFor(c, task, facts) }, facts.now),
      facts,
      'complete',
      task.title,
    ),
  };
}

/** What is done is charged for from then on (R93), to the ansvarskod that the application names. */
function chargedFor(
  { charged = [], kind, application }: Case,
  { system }: Task,
  { now }: Facts,
): Pick<Case, 'charged'> {
  const costCode = costCodeOf(application);
  const isSame = charged.findLast((one) => one.system === system)?.costCode === costCode;
  const isGiven = system !== undefined && purposeOf(kind, application.answers) !== 'remove';
  return !isGiven || isSame ? {} : { charged: [...charged, { system, from: now, costCode }] };
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
