import { DateTime } from 'luxon';
import { type Input, input } from '../order/input.ts';

/** A date input shows nothing for a text that is no date; then what was typed is kept in a text input instead. */
export function dateInput(id: string, label: string, { value, fault }: { value: string; fault: string }): Input {
  return input(value === '' || dayFault(value) === '' ? 'date' : 'text', id, label, { value, fault });
}

/** What is wrong with a day; empty where nothing is, or where none is given. */
export function dayFault(text: string): string {
  if (text === '') return '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return 'Skriv datumet så här: åååå-mm-dd.';
  return DateTime.fromISO(text, { zone: 'utc' }).isValid ? '' : 'Datumet finns inte. Kontrollera månad och dag.';
}
