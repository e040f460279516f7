import type { Case } from '../domain/case.ts';
import { countOf } from '../domain/incident.ts';
import { type CaseCard, caseCard, coreRows } from './case-card.ts';
import { formatMoment } from './format.ts';
import type { Line } from './step.ts';

/** For whoever reported it: that others have too, and nothing of them. */
export function othersRows(c: Case): Line[] {
  const isShared = c.gathered !== undefined || countOf(c).reports > 1;
  return isShared ? [{ label: 'Samma fel', value: 'har anmälts av fler, och hanteras tillsammans' }] : [];
}

type News = { readonly key: string; readonly card: CaseCard; readonly summary: string };

/** Its queue cannot be reached in Teams: whoever waits is told at once where to turn, by a message of its own. */
export function unreachedNews(c: Case, slotOf: (key: string) => string): News[] {
  return c.tasks.flatMap((task): News[] => {
    if (task.unreached === undefined) return [];
    const key = `unreached-${task.id}`;
    const waits = c.state === 'handling' && task.state.kind === 'queued';
    const heading = `${task.queueName} går inte att nå i Teams`;
    const parts = {
      sayHeading: heading,
      ...(waits
        ? ({ state: `Ingen såg den ${formatMoment(task.unreached)}`, stateColor: 'attention' } as const)
        : ({ state: 'Behövs inte längre', stateColor: 'default' } as const)),
      rows: coreRows(c).slice(0, 2),
      next: waits ? `${c.terms.callText ?? ''} Botens administratör vet om det.` : '',
    };
    return [{ key, summary: heading, card: caseCard(c, slotOf(key), parts) }];
  });
}
