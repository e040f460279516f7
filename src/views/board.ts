import { formatCaseId } from '../domain/case-id.ts';
import type { Case, Task } from '../domain/case.ts';
import type { Instant } from '../domain/person.ts';
import { overviewSlot, summarySlot } from '../domain/queue.ts';
import { enumerate, formatDate, formatDay, formatMoment } from './format.ts';
import type { Posting } from './postings.ts';
import { taskState } from './progress.ts';
import { taskHeading } from './queue.ts';

/** A queue's channel seen as a whole. */
export type Board = {
  readonly queue: string;
  readonly name: string;
  /** It is told by mail, and need have no channel. */
  readonly byMail: boolean;
  readonly waiting: number;
  readonly taken: number;
  /** Those whose start date has passed. */
  readonly late: number;
  /** Since when the one that has waited longest waits. */
  readonly oldest?: Instant;
  /** When it opens, where it is closed. */
  readonly opens?: Instant;
  readonly summaries: readonly BoardSummary[];
};

/** A summary as it is now; `shown` are the first of those that are left to do. */
export type BoardSummary = {
  readonly at: Instant;
  readonly isOver: boolean;
  readonly came: number;
  readonly waiting: number;
  readonly taken: number;
  readonly shown: readonly { readonly case: Case; readonly task: Task; readonly slot: string }[];
};

/** Tasks that a summary names: more would make a card that nobody reads, and that Teams might not take. */
export const mostShown = 10;

/** What a queue's channel is told of as a whole: how it stands, and what came while it was closed. */
export function boardPostings(board: Board): Posting[] {
  return [overviewPosting(board), ...board.summaries.map((summary) => summaryPosting(board, summary))];
}

function overviewPosting({ queue, name, byMail, waiting, taken, late, oldest, opens }: Board): Posting {
  const since = oldest === undefined ? '' : `, det äldsta sedan ${formatMoment(oldest)}`;
  const rows = [
    { label: 'Väntar', value: waiting === 0 ? 'inget' : `${waiting}${since}` },
    { label: 'Tagna', value: taken === 0 ? 'inga' : String(taken) },
    ...(late > 0 ? [{ label: 'Försenade', value: `${late}, startdatum har passerat` }] : []),
  ];
  return {
    slot: overviewSlot,
    to: { kind: 'queue', queue },
    template: 'queue-overview',
    data: { sayHeading: 'Läget i kön', subject: name, rows, color: late > 0 ? 'attention' : 'default' },
    summary: `${name}: läget i kön`,
    open: true,
    held: waiting + taken === 0,
    alsoByMail: byMail,
    ...(opens === undefined ? {} : { notBefore: opens }),
  };
}

function summaryPosting(
  { queue, name, byMail }: Board,
  { at, isOver, came, waiting, taken, shown }: BoardSummary,
): Posting {
  const slot = summarySlot({ at });
  const some = came === 1 ? '1 nytt ärende' : `${came} nya ärenden`;
  const done = came - waiting - taken;
  const hidden = waiting + taken - shown.length;
  return {
    slot,
    to: { kind: 'queue', queue },
    template: 'queue-summary',
    data: {
      sayHeading: `Inkommet medan kön hade stängt`,
      subject: `${name}, ${formatDate(at)}`,
      state: enumerate([
        some,
        ...(waiting < came ? [waiting === 0 ? 'inget väntar' : `${waiting} väntar`] : []),
        ...(taken > 0 ? [`${taken} ${taken === 1 ? 'är taget' : 'är tagna'}`] : []),
        ...(done > 0 ? [`${done} ${done === 1 ? 'är klart' : 'är klara'}`] : []),
      ]),
      stateColor: waiting > 0 ? 'accent' : 'good',
      items: shown.map(({ case: c, task, slot: taskSlot }) => item(c, task, taskSlot)),
      rest: hidden > 0 ? `… och ${hidden} till. Nämn mig och skriv ”öppna ärenden” för att se alla.` : '',
      summary: slot,
      notice: '',
    },
    summary: `${some} till ${name}`,
    alsoByMail: byMail,
    ...(isOver ? { retired: true } : { open: true }),
  };
}

type Item = Readonly<Record<string, unknown>>;

function item(c: Case, task: Task, slot: string): Item {
  const { subject, from } = c.application;
  const { text, color } = taskState(c, task);
  return {
    title: subject.name,
    details: [
      taskHeading(task),
      from ? `från ${formatDay(from)}` : 'så snart som möjligt',
      c.provider.name,
      formatCaseId(c.id),
    ].join(' · '),
    // That it waits is said by its button.
    state: task.state.kind === 'queued' ? '' : text,
    color,
    reference: formatCaseId(c.id),
    case: c.id,
    slot,
    version: task.version,
    untaken: task.state.kind === 'queued',
  };
}
