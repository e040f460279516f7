import { type Facts, isOwner } from '../actor.ts';
import type { Answer } from '../application.ts';
import { isBooked } from '../booked.ts';
import type { Case, Handling, Receipt, Task } from '../case.ts';
import { endedBy, findTask, record, withTask } from '../evolve.ts';
import { type Decided, refuse } from '../refusal.ts';
import { advance, isSettled } from '../route.ts';
import { hasSerial, isGivenBack, isSerial, returnedWith } from '../serial.ts';
import { awaitsApproval } from './take.ts';

/** The thing that a task hands out, or takes back. */
export function itemOf(c: Case, task: Task): string | undefined {
  return c.application.systems.find(({ id }) => id === task.system)?.item ?? c.route[task.stage]?.booking?.item;
}

function handedOut({ id, round }: Task, item: string, { now, actor }: Facts): Omit<Receipt, 'version'> {
  return { task: id, round, item, by: actor.person, at: now };
}

/**
 * What a finished task hands out waits for the manager's receipt. What has a number and comes back is received by whoever finishes the
 * task: that is the receipt, and the manager gets it too.
 */
export function receiptsOf(c: Case, task: Task, answers: readonly Answer[], facts: Facts): readonly Receipt[] {
  const item = itemOf(c, task);
  if (item === undefined) return [];
  const given = handedOut(task, item, facts);
  const serials = answers.filter((one) => isSerial(one) && one.text !== '');
  const { actor, now } = facts;
  if (!isGivenBack(c)) return [{ ...given, version: 1, ...(serials[0] ? { serial: serials[0] } : {}) }];
  if (!hasSerial(c, task)) return [];
  const received = { by: actor.person, at: now };
  const text = serials.map((one) => one.text).join(', ');
  const label = c.application.systems.find(({ id }) => id === task.system)?.serial?.label ?? '';
  return [
    {
      ...given,
      version: 2,
      received,
      ...(returnedWith(c, task, answers) === 'lost'
        ? { lost: true }
        : { serial: { field: 'serialNumber', label, text, raw: text } }),
    },
  ];
}

/**
 * Kvittera mottagen, or återlämnad. Where the queue works by mail alone nobody there can say that it is done: the manager's receipt
 * then finishes the task as well.
 */
export function receive(c: Case, ref: { task: string; round: number }, facts: Facts): Decided<Case> {
  if (!isOwner(c, facts.actor)) return refuse('notEntitled');
  const receipt = c.receipts?.find(({ task, round }) => task === ref.task && round === ref.round);
  const task = findTask(c, ref.task);
  if (receipt?.received) return refuse('alreadyReceived', { by: receipt.received.by.name, at: receipt.received.at });
  const received = { by: facts.actor.person, at: facts.now };
  if (receipt) {
    const receipts = c.receipts?.map((one) => (one === receipt ? { ...one, version: one.version + 1, received } : one));
    const after = { ...c, ...(receipts && { receipts }) };
    // What was held until then goes on.
    const next = after.state === 'handling' ? advance(after, facts.now) : after;
    return { accepted: record(next, facts, 'receive', task?.title) };
  }
  if (c.state !== 'handling')
    return c.state === 'attesting' ? refuse('nothingToReceive') : refuse('caseClosed', endedBy(c));
  const item = task && itemOf(c, task);
  if (task?.round !== ref.round || item === undefined || !isReceivable(c, task)) return refuse('nothingToReceive');
  return { accepted: record(finishedBy(c, task, item, facts), facts, 'receive', task.title) };
}

/** The manager may receipt it now, though the queue has not said that it is done. */
export function isReceivable(c: Case, task: Task): boolean {
  const isOpen = c.state === 'handling' && task.state.kind !== 'waiting' && !isSettled(task);
  return (
    isOpen && itemOf(c, task) !== undefined && !hasSerial(c, task) && !isBooked(c, task) && !awaitsApproval(c, task.id)
  );
}

function finishedBy(c: Handling, task: Task, item: string, facts: Facts): Case {
  const { now, actor } = facts;
  const tasks = withTask(c.tasks, task.id, {
    state: { kind: 'completed', by: actor.person, at: now, credentials: false },
  });
  const received = { by: actor.person, at: now };
  const receipts = [...(c.receipts ?? []), { ...handedOut(task, item, facts), version: 1, received }];
  return advance({ ...c, tasks, receipts }, now);
}
