import type { Facts } from '../actor.ts';
import type { Case, Question } from '../case.ts';
import { findTask, record, recordAnswer, withAttestation, withTask } from '../evolve.ts';
import { type Decided, refuse } from '../refusal.ts';
import { checkText } from '../words.ts';
import { checkAsked } from './approve.ts';
import { checkWorkable } from './take.ts';

/** Begär komplettering: a question back to the submitter from the approver. */
export function askAsApprover(c: Case, command: { round: number; text: string }, facts: Facts): Decided<Case> {
  const fault = checkAsked(c, command.round, facts) ?? checkText(command.text);
  if (fault) return fault;
  const { questions, number } = withQuestion(c, { kind: 'approver' }, command.text, facts);
  const attestations = withAttestation(c, { outcome: { kind: 'questioned', at: facts.now, question: number } });
  return { accepted: recordAnswer({ ...c, questions, attestations }, facts, 'ask') };
}

/** Begär komplettering from the one who handles a task; asking about an untaken task takes it. */
export function askAsCaseworker(c: Case, command: { task: string; text: string }, facts: Facts): Decided<Case> {
  const fault = checkWorkable(c, command.task, facts) ?? checkText(command.text);
  if (fault) return fault;
  if (findTask(c, command.task)?.state.kind === 'questioned') return refuse('questionOpen');
  const { questions, number } = withQuestion(c, { kind: 'task', task: command.task }, command.text, facts);
  const tasks = withTask(c.tasks, command.task, {
    state: { kind: 'questioned', by: facts.actor.person, at: facts.now, question: number },
  });
  return { accepted: record({ ...c, questions, tasks }, facts, 'ask', findTask(c, command.task)?.title) };
}

function withQuestion(
  c: Case,
  from: Question['from'],
  text: string,
  { now, actor }: Facts,
): { questions: readonly Question[]; number: number } {
  const number = c.questions.length + 1;
  return { number, questions: [...c.questions, { number, from, by: actor.person, at: now, text }] };
}
