import type { Answer } from '../../domain/application.ts';
import { checkField, type FormField } from '../../domain/form.ts';
import type { Day } from '../../domain/person.ts';
import { fieldFaultText } from '../../views/field-faults.ts';
import { accountInputs, accountTyped } from '../order/account-input.ts';
import type { Input } from '../order/input.ts';
import { plainInput } from '../order/plain-input.ts';

type Typed = Readonly<Record<string, string>>;

/** The input of a field that a stage asks for. */
export const askId = (field: string): string => `ask_${field}`;

/** The fields of a stage with what was typed; faults are shown where `checkedOn` says that it was looked at. */
export function askInputs(fields: readonly FormField[], typed: Typed, checkedOn?: Day): Input[] {
  return fields.flatMap((field) => {
    const value = typed[field.id] ?? field.initial ?? '';
    const label = field.required ? `${field.label} (obligatoriskt)` : field.label;
    const fault = checkedOn === undefined ? '' : (faultOf(field, value, checkedOn) ?? '');
    const id = askId(field.id);
    return field.kind === 'account'
      ? accountInputs(field, id, label, { value, fault })
      : [plainInput(field, id, label, { value, fault })];
  });
}

/** What was typed in a field, where it is given in one of two ways. */
export function typedIn({ id, kind }: FormField, text: (id: string) => string): string {
  return kind === 'account' ? (accountTyped(text, askId(id)) ?? '') : text(askId(id));
}

/** What the caseworker filled in, as it is kept; `fault` where something must be put right first. */
export function checkAsked(
  fields: readonly FormField[],
  typed: Typed,
  today: Day,
): { readonly answers: readonly Answer[]; readonly fault?: string } {
  const faulty = fields.some((field) => faultOf(field, typed[field.id] ?? '', today) !== undefined);
  if (faulty) return { answers: [], fault: 'Rätta det som är markerat nedan.' };
  const answers = fields.map((field) => {
    const checked = checkField(field, typed[field.id] ?? '', context(today));
    return {
      field: field.id,
      label: field.label,
      text: checked.ok ? checked.text : '',
      raw: checked.ok ? checked.raw : '',
    };
  });
  return { answers };
}

function faultOf(field: FormField, value: string, today: Day): string | undefined {
  const checked = checkField(field, value, context(today));
  return checked.ok ? undefined : fieldFaultText(checked.fault);
}

/** Stages ask for nothing that depends on the provider's units. */
const context = (today: Day): Parameters<typeof checkField>[2] => ({ today, units: [], userNamePrefixes: [] });
