import { type Actor, type Facts, isOwner } from '../actor.ts';
import type { Case, Handover, Task } from '../case.ts';
import { endedBy, findTask, record, withHandover, withTask } from '../evolve.ts';
import type { Instant } from '../person.ts';
import { type Decided, refuse } from '../refusal.ts';
import { opened, toHandling } from '../route.ts';

export type HandoverRef = { readonly task: string; readonly round: number };

const minute = 60_000;

/** Visa inloggningsuppgifter: any responsible manager of the provider, or the one person they are for, until receipt or the minutes after the first opening. */
export function openCredentials(c: Case, ref: HandoverRef, facts: Facts): Decided<Case> {
  const found = checkHandover(c, ref, facts);
  if ('refused' in found) return found;
  const { handover } = found;
  if (!isOpenable(c, handover, facts.now)) return refuse('credentialsGone');
  const { actor, now } = facts;
  const handovers =
    handover.state.kind === 'unopened'
      ? withHandover(c.handovers, handover, { state: { kind: 'opened', by: actor.person, firstAt: now } })
      : c.handovers;
  return { accepted: record({ ...c, handovers }, facts, 'openCredentials', handover.title) };
}

/** Klar – radera uppgifterna. */
export function receipt(c: Case, ref: HandoverRef, facts: Facts): Decided<Case> {
  const found = checkHandover(c, ref, facts);
  if ('refused' in found) return found;
  const { handover } = found;
  if (handover.state.kind === 'unopened') return refuse('credentialsNotOpened');
  if (handover.state.kind !== 'opened') return refuse('credentialsGone');
  const handovers = withHandover(c.handovers, handover, {
    state: { kind: 'receipted', by: facts.actor.person, at: facts.now },
  });
  return { accepted: record({ ...c, handovers }, facts, 'receipt', handover.title) };
}

/** Begär nya uppgifter: the task that gave the details goes back to its queue; the case is with the queues again. */
export function requestCredentials(c: Case, ref: HandoverRef, facts: Facts): Decided<Case> {
  const found = checkHandover(c, ref, facts);
  if ('refused' in found) return found;
  const { handover } = found;
  if (handover.state.kind === 'unopened') return refuse('credentialsNotOpened');
  if (c.state !== 'handling' && c.state !== 'finished') return refuse('caseClosed', endedBy(c));
  const task = findTask(c, handover.task);
  if (task === undefined || !mayAskAgain(c, handover, task)) return refuse('credentialsAlreadyRequested');
  // Nothing that could still be opened may lie about once others are on their way. The version goes up in any case: the same
  // click must not ask once more after the answer to the first was no.
  const gone = { state: { kind: 'expired', at: facts.now, opened: true } } as const;
  const handovers = withHandover(c.handovers, handover, handover.state.kind === 'opened' ? gone : {});
  const tasks = opened(c, withTask(c.tasks, task.id, { purpose: 'reissue', state: { kind: 'waiting' } }), facts.now);
  const handling = c.state === 'handling' ? { ...c, tasks } : toHandling(c, tasks);
  return { accepted: record({ ...handling, handovers }, facts, 'requestCredentials', handover.title) };
}

/** The task is done, its asking for new details answered, and no later details were given by it. */
export function mayAskAgain(c: Case, { task: id, round }: HandoverRef, { state, purpose }: Task): boolean {
  const isAnswered = state.kind === 'completed' || (state.kind === 'refused' && purpose === 'reissue');
  return isAnswered && !c.handovers.some((other) => other.task === id && other.round > round);
}

/** May be opened at this instant; past the time it is refused even where the row still lies there. */
export function isOpenable(c: Case, { state, givenAt }: Handover, now: Instant): boolean {
  if (state.kind === 'unopened')
    return Date.parse(now) < Date.parse(givenAt) + c.terms.credentialDays * 24 * 60 * minute;
  return state.kind === 'opened' && Date.parse(now) < Date.parse(state.firstAt) + c.terms.credentialMinutes * minute;
}

/** Whom they are for, and nobody else. */
export function isReceiver(c: Case, { to }: Handover, actor: Actor): boolean {
  return to === undefined ? isOwner(c, actor) : to.id === actor.person.id;
}

function checkHandover(
  c: Case,
  ref: HandoverRef,
  facts: Facts,
): { readonly handover: Handover } | ReturnType<typeof refuse> {
  const handover = c.handovers.find((h) => h.task === ref.task && h.round === ref.round);
  return handover && isReceiver(c, handover, facts.actor) ? { handover } : refuse('notEntitled');
}
