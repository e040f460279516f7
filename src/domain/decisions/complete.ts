import type { Facts } from '../actor.ts';
import { type Answer, costCodeOf } from '../application.ts';
import type { Case, Handling, Handover, Stage, Task } from '../case.ts';
import type { FormField } from '../form-field.ts';
import { findTask, record, recordAll, refusedTask, withTask } from '../evolve.ts';
import { purposeOf } from '../register.ts';
import { type Decided, refuse } from '../refusal.ts';
import { advance } from '../route.ts';
import { asksOf, isOut, returnedWith } from '../serial.ts';
import { checkText } from '../words.ts';
import { checkGiving, type Giving } from './identity.ts';
import { checkHeld } from './booking.ts';
import { receiptsOf } from './receive.ts';
import { checkJudged } from './certificate.ts';
import { checkWorkable } from './take.ts';

export type Completion = Giving & { readonly task: string; readonly answers?: readonly Answer[] };

/** Klarmarkera, with login details on their way to the manager or "Inga nya uppgifter", and with what the stage asks for. */
export function complete(c: Case, command: Completion, facts: Facts): Decided<Case> {
  const fault = checkWorkable(c, command.task, facts) ?? checkJudged(c, 'accepted');
  if (fault) return fault;
  const task = findTask(c, command.task);
  if (task === undefined || c.state !== 'handling') return refuse('notEntitled');
  const { credentials, spoken = false, answers = [] } = command;
  if (task.purpose === 'reissue' && !credentials && !spoken) return refuse('credentialsNeeded');
  const stage = c.route[task.stage];
  const unfit = checkGiving(stage, command);
  if (unfit) return unfit;
  const isAnswered = ({ id, required }: FormField): boolean =>
    !required || answers.some(({ field, text }) => field === id && text !== '');
  if (!asksOf(c, task).every(isAnswered)) return refuse('answersMissing');
  const ahead = checkHeld(c, task, facts);
  if (ahead) return ahead;
  const notBack = isOut(c, task) ? notReturned(c, task, answers) : undefined;
  if (notBack) return notBack;
  const said = { ...(answers.length === 0 ? {} : { answers }), ...(spoken ? { spoken: true as const } : {}) };
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
    ...receiverOf(c, stage),
    state: { kind: 'unopened' },
  };
  const added = receiptsOf(c, task, answers, facts);
  const receipts = added.length === 0 ? {} : { receipts: [...(c.receipts ?? []), ...added] };
  const handovers = credentials ? [...c.handovers, handover] : c.handovers;
  return {
    accepted: recordAll(
      advance({ ...c, tasks, handovers, ...receipts, ...chargedFor(c, task, facts) }, facts.now),
      facts,
      [
        ...(command.identified === true ? [{ verb: 'identify', title: task.title } as const] : []),
        { verb: 'complete', title: task.title },
      ],
    ),
  };
}

/** R103: nothing that ends a permission is done while what was handed out with it is not back. */
function notReturned(c: Case, task: Task, answers: readonly Answer[]): ReturnType<typeof refuse> | undefined {
  const returned = returnedWith(c, task, answers);
  if (returned === 'missing') return refuse('notReturned');
  return typeof returned === 'object' ? refuse('otherReturned', { what: returned.other }) : undefined;
}

/** The person's own chat, where the stage says so and the order names the account. */
function receiverOf({ application }: Case, stage: Stage | undefined): Pick<Handover, 'to'> {
  const account = application.answers.find(({ field }) => field === stage?.handTo)?.raw ?? '';
  return account === '' ? {} : { to: { id: account, name: application.subject.name } };
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
  const refused = findTask(c, command.task);
  if (refused && isOut(c, refused)) return refuse('notReturned');
  const tasks = c.tasks.map((task) => (task.id === command.task ? refusedTask(task, command.reason, facts) : task));
  return {
    accepted: record(advance({ ...(c as Handling), tasks }, facts.now), facts, 'refuseTask', refused?.title),
  };
}
