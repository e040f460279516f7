import { isBooked } from '../domain/booked.ts';
import type { Case, Task } from '../domain/case.ts';
import { awaitsApproval } from '../domain/decisions/take.ts';
import { filesOf } from '../domain/files.ts';
import { isSettled } from '../domain/route.ts';
import { isTerminating } from '../domain/terminating.ts';
import { slots } from '../domain/slots.ts';
import { type CaseAction, type CaseCard, caseCard, coreRows, fileRows } from './case-card.ts';
import { certificateRows } from './certificate-steps.ts';
import { countRows } from './incident.ts';
import type { Addressee } from './posting.ts';
import { promiseRows } from './promise.ts';
import { taskState } from './progress.ts';
import { taskRows } from './termination.ts';
import { capital } from './words.ts';

const headings: Record<Task['purpose'], (title: string) => string> = {
  fulfil: (title) => title,
  redo: (title) => `Ändrat: ${title}`,
  reissue: (title) => `Nya inloggningsuppgifter: ${title}`,
};

/** What a task is about, over its card and its dialog. */
export function taskHeading({ purpose, title }: Task): string {
  return headings[purpose](title);
}

/** Where a task is shown: what came while its queue was closed, in the thread of the summary that told of it. */
export function placeOfTask(task: Task, round: number): Addressee {
  const isTold = task.held !== undefined && round === task.round;
  return { kind: 'queue', queue: task.queue, ...(isTold ? { underSummary: slots.queue(task.id, round) } : {}) };
}

/** A task's card in its queue's channel. It names the person, never a personnummer; the rest stands behind Öppna. */
export function taskCard(c: Case, task: Task, round: number): CaseCard {
  const slot = slots.queue(task.id, round);
  if (round < task.round)
    return caseCard(c, slot, {
      sayHeading: task.title,
      state: 'Åter i kön; se det nyare inlägget',
      stateColor: 'default',
      rows: coreRows(c).slice(0, 1),
    });
  const { text, color } = taskState(c, task);
  const rows = isTerminating(c)
    ? taskRows(c)
    : coreRows(c).filter((row) => task.system === undefined || row.label !== 'System');
  return caseCard(
    c,
    slot,
    {
      sayHeading: taskHeading(task),
      state: capital(text),
      stateColor: color,
      rows: [
        ...countRows(c),
        ...rows,
        ...(isSettled(task) ? [] : [...fileRows(c), ...certificateRows(c), ...promiseRows(c)]),
      ],
      quote: task.state.kind === 'refused' ? { label: 'Anledning', text: task.state.reason } : { label: '', text: '' },
    },
    withFiles(c, actions(c, task)),
  );
}

function actions(c: Case, task: Task): CaseAction[] {
  if (c.state !== 'handling' || isSettled(task)) return ['history'];
  switch (task.state.kind) {
    case 'queued':
      return isBooked(c, task) ? ['take', 'open', 'proposeTimes', 'history'] : ['take', 'open', 'history'];
    case 'questioned':
      return ['open', 'takeOver', 'history'];
    case 'taken': {
      if (isBooked(c, task)) return ['open', 'proposeTimes', 'reject', 'takeOver', 'putBack'];
      // A card holds five buttons.
      const more: CaseAction[] = awaitsApproval(c, task.id) ? ['history'] : ['ask', 'reject'];
      return ['open', ...more, 'takeOver', 'putBack'];
    }
    default:
      return ['history'];
  }
}

/** A card holds five buttons; where it has them all, the files stand behind Öppna. */
function withFiles(c: Case, shown: CaseAction[]): CaseAction[] {
  return filesOf(c).length > 0 && shown.length < 5 ? [...shown, 'files'] : shown;
}

const noteTexts: Record<Task['notes'][number]['kind'], (by: string) => string> = {
  putBack: (by) => `${by} lade tillbaka ärendet i kön.`,
  answered: (by) => `${by} har svarat på frågan.`,
  certificate: (by) => `Intyget har kommit från ${by}. Öppna ärendet och bedöm det.`,
  late: () => 'Startdatumet närmar sig eller har varit, och det här är inte klart än.',
  overdue: () => 'Handläggningstiden som har utlovats har gått, och det här är inte klart än.',
  timeChosen: (by) => `${by} har valt en tid.`,
  timesDeclined: (by) => `${by} behöver andra tider. Föreslå nya.`,
  fileAttached: (by) => `${by} har lagt till något under Filer.`,
  altered: (by) => `Uppgifterna är ändrade och godkända av ${by}. Öppna ärendet för att se dem.`,
};

export function noteText({ kind, by }: Task['notes'][number]): string {
  return noteTexts[kind](by);
}
