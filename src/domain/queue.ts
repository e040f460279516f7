import type { Hours } from './calendar/hours.ts';
import type { OnCallSetting } from './on-call.ts';
import type { Day, Instant } from './person.ts';

/** What the profile says of a queue: nothing of one that it has no longer, and no hours where it is always open. */
export type QueueSetting = {
  readonly name?: string | undefined;
  readonly hours?: Hours | undefined;
  /** It is told by mail, and need have no channel. */
  readonly byMail?: boolean;
  /** Somebody is on call for it, and is called to what nobody has taken. */
  readonly onCall?: OnCallSetting & { readonly changesAt: number };
};

/** A task in its queue, as the queue's list has it. What was written by an earlier version says less. */
export type QueueEntry = {
  readonly caseId: string;
  readonly slot: string;
  readonly from?: Day;
  /** Since when it waits for somebody; left out once somebody has it. */
  readonly since?: Instant;
  readonly taken: boolean;
  /** It came while the queue was closed. */
  readonly held: boolean;
  readonly provider?: { readonly id: string; readonly name: string };
  /** The day by which it should be done, where one is promised. */
  readonly due?: Day;
};

/** What came to a queue while it was closed, told of in one message when it opened. Its slot is `summary.<at>`. */
export type Summary = {
  readonly at: Instant;
  readonly entries: readonly Pick<QueueEntry, 'caseId' | 'slot'>[];
  /** When all of them had been finished. */
  readonly over?: Instant;
};

/** A queue as a value: what it has been told of in its channel. Its overview is the slot `overview`. */
export type Queue = { readonly summaries: readonly Summary[] };

export const emptyQueue: Queue = { summaries: [] };

export const overviewSlot = 'overview';
export const summarySlot = ({ at }: Pick<Summary, 'at'>): string => `summary.${Date.parse(at)}`;

/** The id under which a queue is woken, shown and recorded as shown, where a case has its own. */
export const queueSubject = (queue: string): string => `queue.${queue}`;
export const queueOfSubject = (id: string): string | undefined => /^queue\.(.+)$/.exec(id)?.[1];

/** How long a summary is kept up to date when nothing of it is left to do. */
const keptMs = 7 * 24 * 60 * 60 * 1000;

/**
 * The queue with everything told that is to be told now: what came while it was closed, once it is open. The same value where
 * there is no news.
 */
export function summarise(queue: Queue, entries: readonly QueueEntry[], now: Instant, isOpen: boolean): Queue {
  const present = new Set(entries.map(nameOf));
  const told = new Set(queue.summaries.flatMap((summary) => summary.entries.map(nameOf)));
  const news = isOpen ? entries.filter((entry) => entry.held && !entry.taken && !told.has(nameOf(entry))) : [];
  const kept = queue.summaries
    .map((summary) => followed(summary, present, now))
    .filter((summary) => !isOld(summary, now));
  const summaries =
    news.length === 0 ? kept : [...kept, { at: now, entries: news.map(({ caseId, slot }) => ({ caseId, slot })) }];
  const isSame =
    summaries.length === queue.summaries.length && summaries.every((one, index) => one === queue.summaries[index]);
  return isSame ? queue : { summaries };
}

function nameOf({ caseId, slot }: Pick<QueueEntry, 'caseId' | 'slot'>): string {
  return `${caseId} ${slot}`;
}

/** Whether anything of it is left to do is seen anew each time: what was taken may be put back. */
function followed(summary: Summary, present: ReadonlySet<string>, now: Instant): Summary {
  const { over, ...rest } = summary;
  const isLeft = summary.entries.some((entry) => present.has(nameOf(entry)));
  if (isLeft) return over === undefined ? summary : rest;
  return over === undefined ? { ...rest, over: now } : summary;
}

function isOld({ over }: Summary, now: Instant): boolean {
  return over !== undefined && Date.parse(now) - Date.parse(over) > keptMs;
}
