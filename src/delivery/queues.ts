import { boardOf, type BoardPorts } from '../commands/board.ts';
import { addDays, dayOf, startOfDay } from '../domain/calendar/days.ts';
import type { Hours } from '../domain/calendar/hours.ts';
import { closedUntil, nextClosing, nextOpening } from '../domain/calendar/opening.ts';
import type { Instant } from '../domain/person.ts';
import { queueSubject, summarise } from '../domain/queue.ts';
import { boardPostings } from '../views/board.ts';
import { reconcile, type Remaining } from './reconcile.ts';
import { noteOwnTrouble, type TroublePorts } from './troubles.ts';

export type QueuePorts = TroublePorts & BoardPorts;

/** Looks at a queue: what came while it was closed is recorded as told once it is open, then its overview and summaries are shown. */
export async function lookAtQueue(
  queue: string,
  ports: QueuePorts,
): Promise<Pick<Remaining, 'turnMs' | 'retrySeconds'> & { readonly next?: Instant }> {
  const { queues, setting, now: clock } = ports;
  const now = clock();
  const [stored, entries] = await Promise.all([queues.read(queue), queues.entries(queue)]);
  const { hours } = setting(queue);
  const value = summarise(stored.value, entries, now, closedUntil(hours, now) === undefined);
  // Another sender was first: what it has told is told by looking again.
  if (value !== stored.value && (await queues.save(queue, value, stored.etag)) === 'conflict')
    return { retrySeconds: 0 };
  const board = await boardOf(queue, value, entries, ports, now);
  const remaining = await reconcile({ id: queueSubject(queue), postings: boardPostings(board) }, ports);
  await noteOwnTrouble({ kind: 'queue', id: queue, name: board.name }, queueSubject(queue), remaining, ports);
  const { turnMs, retrySeconds } = remaining;
  return {
    ...(entries.length === 0 ? {} : { next: nextChange(hours, now) }),
    ...(turnMs === undefined ? {} : { turnMs }),
    ...(retrySeconds === undefined ? {} : { retrySeconds }),
  };
}

/** When it opens after this: then there is something to tell, and the day is another. A queue that is always open looks at midnight. */
function nextChange(hours: Hours | undefined, now: Instant): Instant {
  const opens = hours && (closedUntil(hours, now) ?? nextOpening(hours, nextClosing(hours, now) ?? now));
  return opens ?? startOfDay(addDays(dayOf(now), 1));
}
