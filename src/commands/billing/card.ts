import { addToMonth, currentMonth, type Correction, type Month, sumOf, totalsOf } from '../../domain/billing.ts';
import type { Instant } from '../../domain/person.ts';
import { formatKronor, formatMoment } from '../../views/format.ts';
import { render } from '../../views/render.ts';
import { capital } from '../../views/words.ts';
import type { Card } from '../incoming.ts';
import type { Shown } from './bill.ts';
import { monthText } from './month.ts';

/** Lines of each kind on a card, which may weigh 28 KB: the file holds all of them. */
const mostLines = 25;

/** A month's bill: per ansvarskod, and in all. */
export function billCard(month: Month, shown: Shown, now: Instant, notice = ''): Card {
  const bill = shown.kind === 'unreadable' ? { month, charges: [], corrections: [] } : shown.bill;
  const totals = totalsOf(bill);
  const lines = totals.map(({ costCode, users, amount }) => ({
    label: `Ansvarskod ${costCode}`,
    value: `${users} användare, ${ore(amount)}`,
  }));
  const next = addToMonth(month, 1);
  const previous = addToMonth(month, -1);
  return render('billing', {
    month,
    sayHeading: `Debitering ${monthText(month)}`,
    ...stateOf(shown),
    notice,
    text: lines.length === 0 ? 'Inget att debitera.' : '',
    rows: shortened(lines, 'fler ansvarskoder'),
    sum: ore(sumOf(totals)),
    corrections: shortened(bill.corrections.map(correctionLine), 'fler rättelser'),
    previous,
    sayPrevious: capital(monthText(previous)),
    next: next > currentMonth(now) ? '' : next,
    sayNext: capital(monthText(next)),
    can: { file: shown.kind !== 'unreadable' && lines.length > 0 },
  });
}

function stateOf(shown: Shown): { state: string; stateColor: string } {
  if (shown.kind === 'settled')
    return { state: `Fastställd ${formatMoment(shown.bill.at)} av ${shown.bill.by.name}`, stateColor: 'good' };
  if (shown.kind === 'unreadable')
    return { state: 'Går inte att läsa. Det är anmält till botens administratör.', stateColor: 'attention' };
  return shown.damaged > 0
    ? {
        state: 'Preliminär: uppgifter går inte att läsa, så månaden kan inte fastställas. Skriv ”driftläge”.',
        stateColor: 'attention',
      }
    : { state: 'Preliminär: månaden är inte slut', stateColor: 'warning' };
}

function correctionLine({ concerns, costCode, amount, reason, by, at }: Correction) {
  return {
    label: `${monthText(concerns)}, ansvarskod ${costCode}`,
    value: `${ore(amount)}. ${reason} (${by.name} ${formatMoment(at)})`,
  };
}

type Line = { readonly label: string; readonly value: string };

function shortened(lines: readonly Line[], more: string): Line[] {
  const left = lines.length - mostLines;
  return left <= 0
    ? [...lines]
    : [...lines.slice(0, mostLines), { label: `${left} ${more}`, value: 'de står i filen' }];
}

function ore(amount: number): string {
  return formatKronor(amount / 100);
}
