import { type Actor, type Facts, isOwner } from '../actor.ts';
import type { Case, Task } from '../case.ts';
import { certificateDue } from '../certificate-wait.ts';
import type { Certificate } from '../certificate.ts';
import { endedBy, findTask, record, withNote, withTask } from '../evolve.ts';
import { type Decided, refuse } from '../refusal.ts';
import { isSettled, opened } from '../route.ts';
import { checkText } from '../words.ts';
import { checkWorkable } from './take.ts';

/** R96: it was sent in another way, and the words say which. By the submitter, or by the queue that has received it. */
export function noteCertificate(c: Case, command: { text: string }, facts: Facts): Decided<Case> {
  const fault = checkGivable(c, facts) ?? checkText(command.text);
  if (fault) return fault;
  return { accepted: record(withGiven(c, facts, command.text), facts, 'noteCertificate') };
}

/** Whether somebody may give a certificate now: why not where it is too late, or one has been approved already. */
export function checkGivable(c: Case, { actor, now }: Facts): ReturnType<typeof refuse> | undefined {
  if (!isOwner(c, actor) && !handles(c, actor)) return refuse('notEntitled');
  if (c.certificate === undefined) return refuse('certificateNotWanted');
  const { state } = c.certificate;
  if (state.kind === 'accepted') return refuse('certificateAccepted', { by: state.by.name, at: state.at });
  if (c.state === 'lapsed') return refuse('certificateTooLate', { at: c.at });
  // R95: also where nobody has looked at the case since.
  if (certificateDue(c, now) === 'late') return refuse('certificateTooLate');
  return c.state === 'attesting' || c.state === 'handling' ? undefined : refuse('caseClosed', endedBy(c));
}

function handles(c: Case, { queues }: Actor): boolean {
  return c.tasks.some(({ queue }) => queues.includes(queue));
}

/** The case with a certificate to be judged; a queue that waited for it hears of it. `note` says where it is, if not here. */
export function withGiven(c: Case, { now, actor }: Facts, note?: string): Case {
  const given = { kind: 'given', by: actor.person, at: now, ...(note === undefined ? {} : { note }) } as const;
  const next = withState(c, given);
  if (next.state !== 'handling') return next;
  const tasks = next.tasks.map((task) => (isSettled(task) ? task : told(task, actor)));
  return { ...next, tasks: opened(next, tasks, now) };
}

function told(task: Task, { person }: Actor): Task {
  const changed = { ...task, version: task.version + 1 };
  const isOwn = 'by' in task.state && task.state.by.id === person.id;
  return task.round === 0 || isOwn ? changed : { ...changed, notes: withNote(task, 'certificate', person.name) };
}

/** R94: all questions were answered right. Judging an untaken task takes it. */
export function acceptCertificate(c: Case, command: { task: string }, facts: Facts): Decided<Case> {
  const fault = checkJudgeable(c, command.task, facts);
  if (fault) return fault;
  const accepted = withState(c, { kind: 'accepted', by: facts.actor.person, at: facts.now });
  return { accepted: record(takenFor(accepted, command.task, facts), facts, 'acceptCertificate') };
}

/** It is waited for anew, for as long as the first time; whoever turned it down keeps the task. */
export function refuseCertificate(c: Case, command: { task: string; reason: string }, facts: Facts): Decided<Case> {
  const fault = checkJudgeable(c, command.task, facts) ?? checkText(command.reason);
  if (fault) return fault;
  const { now, actor } = facts;
  const missing = withState(c, { kind: 'missing' });
  const { certificate } = missing;
  if (certificate === undefined) return refuse('certificateNotWanted');
  const number = certificate.refusals.length + 1;
  const refusals = [...certificate.refusals, { number, by: actor.person, at: now, reason: command.reason }];
  const refused = { ...missing, certificate: { ...certificate, since: now, refusals } };
  return { accepted: record(takenFor(refused, command.task, facts), facts, 'refuseCertificate') };
}

function checkJudgeable(c: Case, task: string, facts: Facts): ReturnType<typeof refuse> | undefined {
  return checkWorkable(c, task, facts) ?? checkJudged(c, 'given');
}

/** Refused unless the certificate, where one is asked for, has come so far. */
export function checkJudged(
  { certificate }: Pick<Case, 'certificate'>,
  wanted: 'given' | 'accepted',
): ReturnType<typeof refuse> | undefined {
  if (certificate === undefined) return wanted === 'given' ? refuse('certificateNotWanted') : undefined;
  const { state } = certificate;
  if (state.kind === wanted) return undefined;
  if (state.kind === 'missing') return refuse('certificateMissing');
  return state.kind === 'accepted'
    ? refuse('certificateAccepted', { by: state.by.name, at: state.at })
    : refuse('certificateNotJudged');
}

function takenFor(c: Case, id: string, { now, actor }: Facts): Case {
  const isQueued = findTask(c, id)?.state.kind === 'queued';
  const taken = { state: { kind: 'taken', by: actor.person, at: now } } as const;
  return { ...c, tasks: withTask(c.tasks, id, isQueued ? taken : {}) };
}

function withState<C extends Case>(c: C, state: Certificate['state']): C {
  return c.certificate === undefined
    ? c
    : { ...c, certificate: { ...c.certificate, version: c.certificate.version + 1, state } };
}
