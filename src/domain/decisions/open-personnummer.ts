import { type Facts, isOwner, mayAttest } from '../actor.ts';
import type { Case } from '../case.ts';
import { currentAttestation, findTask, record } from '../evolve.ts';
import { isAboutSomebody } from '../subject.ts';
import { type Decided, refuse } from '../refusal.ts';
import { isSettled } from '../route.ts';

/**
 * Visa personnummer: for those who may act on the case, and it is recorded why: the task, the attestation or the own order. What is
 * about nobody is opened in the same way, and only read.
 */
export function openPersonnummer(c: Case, command: { task?: string }, facts: Facts): Decided<Case> {
  if (command.task !== undefined) {
    const task = findTask(c, command.task);
    if (task === undefined || !facts.actor.queues.includes(task.queue)) return refuse('notMember');
    if (c.state !== 'handling' || task.round === 0) return refuse('caseClosed');
    if (isSettled(task)) return refuse('taskFinished');
    return { accepted: record(c, facts, isAboutSomebody(c) ? 'openPersonnummer' : 'read', task.title) };
  }
  const attestation = currentAttestation(c);
  const asApprover =
    attestation?.approver.id === facts.actor.person.id &&
    mayAttest(c, facts.actor) &&
    (c.state === 'attesting' || c.state === 'handling');
  if (!asApprover && !isOwner(c, facts.actor)) return refuse('notEntitled');
  return { accepted: record(c, facts, isAboutSomebody(c) ? 'openPersonnummer' : 'read') };
}
