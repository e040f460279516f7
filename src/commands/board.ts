import { dayOf } from '../domain/calendar/days.ts';
import { closedUntil } from '../domain/calendar/opening.ts';
import type { Case, QueueId } from '../domain/case.ts';
import type { Instant } from '../domain/person.ts';
import type { Queue, QueueEntry, QueueSetting, Summary } from '../domain/queue.ts';
import { type Board, type BoardSummary, mostShown } from '../views/board.ts';
import type { Cases, Links } from './ports.ts';
import type { Queues } from './queue-ports.ts';
import { readSlot } from './slot-ref.ts';
import { readAll, UnreadableRow } from './unreadable.ts';

export type BoardPorts = {
  readonly cases: Cases;
  readonly queues: Queues;
  readonly links: Pick<Links, 'find'>;
  readonly setting: (queue: QueueId) => QueueSetting;
};

/** The queue as its channel is to see it now. */
export async function readBoard(queue: QueueId, ports: BoardPorts, now: Instant): Promise<Board> {
  const [{ value }, entries] = await Promise.all([ports.queues.read(queue), ports.queues.entries(queue)]);
  return boardOf(queue, value, entries, ports, now);
}

/** Of the cases, those that are named in a summary are read; the others are counted. */
export async function boardOf(
  queue: QueueId,
  { summaries }: Queue,
  entries: readonly QueueEntry[],
  { cases, links, setting }: BoardPorts,
  now: Instant,
): Promise<Board> {
  const { hours, byMail = false, name = (await links.find(queue))?.queueName ?? queue } = setting(queue);
  const opens = closedUntil(hours, now);
  const waiting = entries.filter(({ taken }) => !taken);
  const oldest = waiting.flatMap(({ since }) => since ?? []).sort()[0];
  return {
    queue,
    name,
    byMail,
    waiting: waiting.length,
    taken: entries.length - waiting.length,
    late: entries.filter(({ from }) => from !== undefined && from < dayOf(now)).length,
    ...(oldest === undefined ? {} : { oldest }),
    ...(opens === undefined ? {} : { opens }),
    summaries: await Promise.all(summaries.map((summary) => summaryOf(summary, entries, cases))),
  };
}

async function summaryOf(summary: Summary, entries: readonly QueueEntry[], cases: Cases): Promise<BoardSummary> {
  const left = entries.filter(({ caseId, slot }) =>
    summary.entries.some((one) => one.caseId === caseId && one.slot === slot),
  );
  const waiting = left.filter(({ taken }) => !taken);
  const first = [...waiting, ...left.filter(({ taken }) => taken)].slice(0, mostShown);
  const found = await readAll(
    cases,
    first.map(({ caseId }) => caseId),
  );
  return {
    at: summary.at,
    isOver: summary.over !== undefined,
    came: summary.entries.length,
    waiting: waiting.length,
    taken: left.length - waiting.length,
    shown: found.flatMap((stored, index) =>
      stored === undefined || stored instanceof UnreadableRow ? [] : shownOf(stored.value, first[index]?.slot ?? ''),
    ),
  };
}

function shownOf(c: Case, slot: string): BoardSummary['shown'] {
  const ref = readSlot(slot);
  const task =
    ref.kind === 'queue' ? c.tasks.find(({ id, round }) => id === ref.task && round === ref.round) : undefined;
  return task ? [{ case: c, task, slot }] : [];
}
