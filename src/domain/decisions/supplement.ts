import { type Facts, isOwner } from '../actor.ts';
import type { Application, HeldPermission } from '../application.ts';
import { certificateAfter } from '../certificate.ts';
import { concerns } from '../difference.ts';
import type { Case, Ending, Question, Task } from '../case.ts';
import { currentAttestation, findTask, isOpenQuestion, record, withAnswer, withAsked, withNote } from '../evolve.ts';
import { type Decided, refuse } from '../refusal.ts';
import { planTasks } from '../route.ts';
import { checkText } from '../words.ts';
import { type Approver, asked, checkApprover, checkSigned, signed } from './submit.ts';

/** An answer to a question, alone or with altered fields. */
export type Supplement = {
  readonly question: number;
  readonly text: string;
  readonly altered?: {
    readonly application: Application;
    readonly approver: Approver;
    readonly signed?: boolean;
    /** What it ends, as it is altered. */
    readonly ends?: readonly Ending[];
    /** What the person has already, where the alteration names another person. */
    readonly held?: readonly HeldPermission[];
  };
};

/**
 * Komplettera. An answer alone gives the case back to the one who asked. Altered fields void the approval: it is asked for
 * again with the difference shown, and only the tasks that the alteration concerns wait for it (domain 3).
 */
export function supplement(c: Case, command: Supplement, facts: Facts): Decided<Case> {
  if (!isOwner(c, facts.actor)) return refuse('notEntitled');
  const question = c.questions.find((q) => q.number === command.question);
  if (question === undefined) return refuse('notEntitled');
  if (question.answer) return refuse('questionAnswered', { by: question.answer.by.name, at: question.answer.at });
  if (!isOpenQuestion(c, question)) return refuse('questionClosed');
  const { altered } = command;
  const fault =
    checkText(command.text) ??
    (altered && (checkApprover(altered.approver, c, facts) ?? checkSigned(c.terms, altered.signed)));
  if (fault) return fault;
  if (altered && c.state === 'handling' && c.alteration && question.from.kind === 'task')
    return refuse('taskWaitsForApproval');
  const answered = withAnswered(c, question, command, facts);
  const next = altered ? withAltered(answered, altered, facts) : askedAgain(answered, question, facts);
  return { accepted: record(next, facts, altered ? 'alter' : 'answer') };
}

function withAnswered(c: Case, question: Question, command: Supplement, { now, actor }: Facts): Case {
  const answer = { by: actor.person, at: now, text: command.text, altered: command.altered !== undefined };
  const questions = withAnswer(c.questions, question.number, answer);
  if (question.from.kind === 'approver') return { ...c, questions };
  const asker = findTask(c, question.from.task);
  if (asker?.state.kind !== 'questioned') return { ...c, questions };
  const back: Task = {
    ...asker,
    version: asker.version + 1,
    state: { kind: 'taken', by: asker.state.by, at: now },
    notes: withNote(asker, 'answered', actor.person.name),
  };
  return { ...c, questions, tasks: c.tasks.map((task) => (task === asker ? back : task)) };
}

/**
 * The approver who asked hears of the answer by a card of its own, since an update in place makes no sound; also one who
 * first approved by the own tick, took that back and asked.
 */
function askedAgain(c: Case, question: Question, facts: Facts): Case {
  const attestation = currentAttestation(c);
  if (question.from.kind === 'task' || attestation === undefined) return c;
  const { approver, insteadOf } = attestation;
  const who = { approver, own: false, ...(insteadOf ? { insteadOf } : {}) };
  return { ...c, attestations: withAsked(c, who, facts.now) };
}

function withAltered(
  before: Case,
  { application, approver, held, ends }: NonNullable<Supplement['altered']>,
  facts: Facts,
): Case {
  const certificate = certificateAfter(before, application, facts.actor.person, facts.now);
  const c = {
    ...before,
    ...(certificate === undefined ? {} : { certificate }),
    ...(held === undefined ? {} : { held }),
    ...(ends === undefined ? {} : { ends }),
  };
  const former = c.state === 'handling' && c.alteration ? c.alteration.application : c.application;
  const next = signed({ ...application, version: former.version + 1 }, c.terms, facts);
  if (c.state !== 'handling') {
    return asked(
      { ...c, previous: c.application, application: next, tasks: planTasks(c.route, next, c.tasks, facts.now) },
      approver,
      facts,
    );
  }
  const concerned = c.tasks.filter(
    (task) => task.state.kind !== 'refused' && task.state.kind !== 'cancelled' && concerns(c.application, next, task),
  );
  const affects = concerned.map((task) => task.id);
  // Those that waited for the alteration before and no longer do have changed as well.
  const touched = [...affects, ...(c.alteration?.affects ?? [])];
  const tasks = c.tasks.map((task) => (touched.includes(task.id) ? { ...task, version: task.version + 1 } : task));
  return asked({ ...c, tasks, alteration: { application: next, affects } }, approver, facts);
}
