import { stringify } from 'csv-stringify/sync';
import type { Bill } from '../../domain/billing.ts';
import { formatCaseId } from '../../domain/case-id.ts';

const header = [
  'Månad',
  'Typ',
  'Ansvarskod',
  'Utförare',
  'System',
  'Ärende',
  'Avser månad',
  'Belopp (kr)',
  'Anledning',
  'Infört av',
];

/** A bill as a file that Excel in Sweden opens as it is: semicolons, decimal comma, and a mark that says UTF-8. */
export function billCsv({ month, charges, corrections }: Bill): string {
  const rows = [
    ...charges.map(({ costCode, provider, system, case: id, amount }) => [
      month,
      'Avgift',
      safe(costCode),
      safe(provider),
      safe(system),
      formatCaseId(id),
      month,
      kronor(amount),
      '',
      '',
    ]),
    ...corrections.map(({ concerns, costCode, amount, reason, by }) => [
      month,
      'Rättelse',
      safe(costCode),
      '',
      '',
      '',
      concerns,
      kronor(amount),
      safe(reason),
      safe(by.name),
    ]),
  ];
  return stringify([header, ...rows], { delimiter: ';', bom: true, record_delimiter: 'windows' });
}

/** A text that a spreadsheet would take for a formula is made plain. */
function safe(text: string): string {
  return /^[=+\-@\t\r\0]/.test(text) ? `'${text}` : text;
}

function kronor(ore: number): string {
  return (ore / 100).toFixed(2).replace('.', ',');
}
