import { formatCaseId } from '../domain/case-id.ts';
import type { Case, Task } from '../domain/case.ts';
import { isOffered } from '../domain/offered.ts';
import { slots } from '../domain/slots.ts';
import { type CaseAction, type CaseCard, caseCard, coreRows } from './case-card.ts';
import { formatMoment } from './format.ts';
import type { Posting } from './posting.ts';
import { taskState } from './progress.ts';
import { taskHeading } from './queue.ts';
import { capital } from './words.ts';

/** A task in the own chat of each of those who may take it before its queue hears of it. */
export function offerPostings(c: Case): Posting[] {
  return c.tasks.flatMap((task) =>
    (task.offered?.to ?? []).map(({ id }, index): Posting => {
      const slot = slots.offer(task.id, task.round, index);
      return {
        slot,
        to: { kind: 'person', personId: id },
        template: 'case',
        data: { ...offerCard(c, task, id, slot) },
        summary: `Ärende ${formatCaseId(c.id)}: ${task.title}, du kan ta det`,
        retired: c.state !== 'handling' || !isOffered(task),
      };
    }),
  );
}

function offerCard(c: Case, task: Task, personId: string, slot: string): CaseCard {
  const { text, color } = taskState(c, task);
  const stands = c.state === 'handling' && task.state.kind === 'queued' && isOffered(task);
  const isOwn = task.state.kind === 'taken' && task.state.by.id === personId;
  const can: CaseAction[] = stands ? ['take', 'open'] : isOwn ? ['open', 'putBack'] : [];
  const until = task.offered?.until ?? '';
  return caseCard(
    c,
    slot,
    {
      sayHeading: taskHeading(task),
      ...(stands
        ? { state: 'Du kan ta ärendet', stateColor: 'attention' }
        : { state: capital(text), stateColor: color }),
      rows: coreRows(c),
      next: stands ? `tar ingen av er det går det vidare till ${task.queueName} ${formatMoment(until)}.` : '',
    },
    can,
  );
}
