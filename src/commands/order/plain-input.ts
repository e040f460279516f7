import { providerKinds } from '../../domain/form-checkers.ts';
import type { FormField } from '../../domain/form.ts';
import { type Input, input } from './input.ts';

const kinds: Record<FormField['kind'], Input['kind']> = {
  personName: 'text',
  personnummer: 'text',
  unit: 'text',
  units: 'long',
  costCode: 'text',
  phone: 'tel',
  mobile: 'tel',
  mail: 'mail',
  userName: 'text',
  fromDate: 'date',
  toDate: 'date',
  text: 'text',
  longText: 'long',
  choice: 'choice',
  yes: 'toggle',
  date: 'date',
  providerName: 'text',
  providerKind: 'choice',
  newUnits: 'long',
  manager: 'choice',
  account: 'search',
  serialNumber: 'text',
};

type Shown = { readonly value: string; readonly fault: string };

/** The input of a field that needs nothing but itself. */
export function plainInput(field: FormField, id: string, label: string, { value, fault }: Shown): Input {
  const common = { help: field.help ?? '', fault, value };
  switch (field.kind) {
    case 'choice':
      return input('choice', id, label, {
        ...common,
        choices: (field.choices ?? []).map((title) => ({ title, value: title })),
      });
    case 'yes':
      return input('toggle', id, label, {
        ...common,
        value: value === 'ja' ? 'true' : value,
        help: field.help ?? 'Ja',
      });
    case 'providerKind':
      return input('choice', id, label, {
        ...common,
        choices: Object.entries(providerKinds).map(([kind, title]) => ({ title, value: kind })),
      });
    case 'date':
    case 'fromDate':
    case 'toDate':
      // A date field shows nothing for a text that is no date; then what was typed is kept in a text field instead.
      return input(value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text', id, label, common);
    default:
      return input(kinds[field.kind], id, label, common);
  }
}
