import type { Facts } from '../actor.ts';
import type { Case, Task } from '../case.ts';
import { currentAttestation, isWithApprover, record, withAttestation } from '../evolve.ts';
import { slots } from '../slots.ts';
import { type Decided, refuse } from '../refusal.ts';
import { mailFailed } from './mailed.ts';

/**
 * A card or a mail could not be delivered for good. An approver who cannot be reached is told of to the submitter, who may choose
 * another; so is a queue that somebody waits for with nothing to do but to call. Of one on call, so that the next is called at once.
 */
export function unreachable(c: Case, command: { slot: string }, facts: Facts): Decided<Case> {
  if (command.slot.startsWith('mail.')) return mailFailed(c, command.slot, facts);
  const called = unreachableCall(c, command.slot, facts);
  if (called) return called;
  const unseen = unseenTask(c, command.slot);
  if (unseen) {
    const tasks = c.tasks.map((task) => (task === unseen ? { ...task, unreached: facts.now } : task));
    return { accepted: record({ ...c, tasks }, facts, 'unreachableQueue', unseen.queueName) };
  }
  const attestation = currentAttestation(c);
  if (
    !isWithApprover(c) ||
    attestation?.outcome.kind !== 'waiting' ||
    attestation.unreachable ||
    command.slot !== `approver.${attestation.round}`
  )
    return refuse('stale');
  return {
    accepted: record(
      { ...c, attestations: withAttestation(c, { unreachable: true }) },
      facts,
      'unreachable',
      attestation.approver.name,
    ),
  };
}

function unreachableCall(c: Case, slot: string, facts: Facts): Decided<Case> | undefined {
  for (const task of c.tasks) {
    const call = task.calls?.find(({ round, number }) => slots.call(task.id, round, number) === slot);
    if (call?.kind !== 'called') continue;
    if (call.unreachable) return refuse('stale');
    const calls = task.calls?.map((one) => (one === call ? { ...call, unreachable: true as const } : one));
    const tasks = c.tasks.map((one) => (one === task && calls ? { ...task, calls } : one));
    return { accepted: record({ ...c, tasks }, facts, 'unreachable', call.person.name) };
  }
  return undefined;
}

/**
 * Where those on call are called, whoever waits hears of that. No change of what the task's card shows: once it arrives, a click on it
 * is no less right.
 */
function unseenTask(c: Case, slot: string): Task | undefined {
  if (c.terms.callText === undefined || c.state !== 'handling') return undefined;
  return c.tasks.find(
    ({ id, round, state, unreached, calls = [] }) =>
      slots.queue(id, round) === slot && state.kind === 'queued' && unreached === undefined && calls.length === 0,
  );
}
