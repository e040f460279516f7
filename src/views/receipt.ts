import type { Case, Receipt, Task } from '../domain/case.ts';
import { isReceivable } from '../domain/decisions/receive.ts';
import { isGivenBack } from '../domain/serial.ts';
import { findTask } from '../domain/evolve.ts';
import { slots } from '../domain/slots.ts';
import { type CaseAction, type CaseCard, caseCard, coreRows } from './case-card.ts';
import { formatMoment } from './format.ts';

/** A thing that was handed out, to be receipted by the manager. */
export function receiptCard(c: Case, receipt: Receipt): CaseCard {
  const { task, round, by, at, received, lost } = receipt;
  const title = findTask(c, task)?.title ?? '';
  const words = receiveWords(c, receipt);
  const thing = thingText(receipt);
  const what = lost ? 'Förlorad och spärrad' : isGivenBack(c) ? 'Återlämnat' : 'Utlämnat';
  return caseCard(
    c,
    slots.receipt(task, round),
    {
      sayHeading: received && isGivenBack(c) ? `${title}: kvitto` : `${title}: kvittera`,
      ...(received
        ? ({ state: `Kvitterat av ${received.by.name} ${formatMoment(received.at)}`, stateColor: 'good' } as const)
        : ({ state: 'Väntar på dig', stateColor: 'accent' } as const)),
      rows: [...coreRows(c).slice(0, 1), { label: what, value: `${thing}, ${by.name} ${formatMoment(at)}` }],
      next: received ? '' : `tryck på ${words} när ${receipt.item} är framme hos personen.`,
      sayReceive: words,
    },
    received ? [] : ['receive'],
  );
}

/** What has a number is confirmed by it, and what goes with no system by name. */
export const confirmWords = 'Bekräfta kvittens';

function receiveWords(c: Case, { serial, task: id }: Partial<Receipt>): string {
  const isOfSystem = c.tasks.some((task) => task.id === id && task.system !== undefined);
  return serial === undefined && (id === undefined || isOfSystem) ? 'Kvittera mottagen' : confirmWords;
}

function thingText({ item, serial }: Pick<Receipt, 'item' | 'serial'>): string {
  return serial === undefined ? item : `${item}, ${serial.label.toLowerCase()} ${serial.text}`;
}

/** What the manager may receipt on the status card: what was handed out, or what a queue that works by mail has handed out or got back. */
export function receivable(
  c: Case,
): { readonly action: CaseAction; readonly slot: string; readonly words: string } | undefined {
  const waiting = c.receipts?.find(({ received }) => received === undefined);
  const open = c.tasks.find((task) => isReceivable(c, task));
  const { task, round } = waiting ?? (open && ofTask(open)) ?? {};
  if (task === undefined || round === undefined) return undefined;
  return {
    action: isGivenBack(c) ? 'giveBack' : 'receive',
    slot: slots.receipt(task, round),
    words: receiveWords(c, waiting ?? {}),
  };
}

function ofTask({ id, round }: Task): { readonly task: string; readonly round: number } {
  return { task: id, round };
}
