import type { Case } from '../domain/case.ts';
import { isSettled } from '../domain/route.ts';
import { type CaseCard, caseCard, coreRows } from './case-card.ts';
import { enumerate, formatDay } from './format.ts';
import { taskState } from './progress.ts';
import { capital, nounOf } from './words.ts';

/** To whoever waits: what is left of what should have been done by now, and who has it. */
export function overdueNews(
  c: Case,
  slot: (key: string) => string,
): { key: string; card: CaseCard; summary: string }[] {
  if (c.overdue === undefined) return [];
  const left = c.tasks.filter((task) => !isSettled(task));
  const queues = enumerate([...new Set(left.map(({ queueName }) => queueName))]);
  const summary = `${capital(nounOf(c.terms).definite)} tar längre tid än väntat`;
  const card = caseCard(c, slot('overdue'), {
    sayHeading: summary,
    rows: [
      ...coreRows(c).slice(0, 1),
      { label: 'Skulle ha varit klar', value: `omkring ${formatDay(c.overdue.day)}` },
      ...left.map((task) => ({ label: `${task.title}, ${task.queueName}`, value: taskState(c, task).text })),
    ],
    next: left.length === 0 ? '' : `${queues} är påmind. ${c.terms.lateText ?? ''}`.trim(),
  });
  return [{ key: 'overdue', summary, card }];
}
