import type { Case, Receipt, Task } from '../domain/case.ts';
import { isGivenBack, isReceivable } from '../domain/decisions/receive.ts';
import { findTask } from '../domain/evolve.ts';
import { slots } from '../domain/slots.ts';
import { type CaseAction, type CaseCard, caseCard, coreRows } from './case-card.ts';
import { formatMoment } from './format.ts';

/** A thing that was handed out, to be receipted by the manager. */
export function receiptCard(c: Case, { task, round, item, by, at, received }: Receipt): CaseCard {
  const title = findTask(c, task)?.title ?? '';
  return caseCard(
    c,
    slots.receipt(task, round),
    {
      sayHeading: `${title}: kvittera`,
      ...(received
        ? ({ state: `Kvitterat av ${received.by.name} ${formatMoment(received.at)}`, stateColor: 'good' } as const)
        : ({ state: 'Väntar på dig', stateColor: 'accent' } as const)),
      rows: [
        ...coreRows(c).slice(0, 1),
        { label: isGivenBack(c) ? 'Återlämnat' : 'Utlämnat', value: `${item}, ${by.name} ${formatMoment(at)}` },
      ],
      next: received ? '' : `tryck på Kvittera mottagen när ${item} är framme hos personen.`,
    },
    received ? [] : ['receive'],
  );
}

/** What the manager may receipt on the status card: what was handed out, or what a queue that works by mail has handed out or got back. */
export function receivable(c: Case): { readonly action: CaseAction; readonly slot: string } | undefined {
  const waiting = c.receipts?.find(({ received }) => received === undefined);
  const open = c.tasks.find((task) => isReceivable(c, task));
  const { task, round } = waiting ?? (open && ofTask(open)) ?? {};
  if (task === undefined || round === undefined) return undefined;
  return { action: isGivenBack(c) ? 'giveBack' : 'receive', slot: slots.receipt(task, round) };
}

function ofTask({ id, round }: Task): { readonly task: string; readonly round: number } {
  return { task: id, round };
}
