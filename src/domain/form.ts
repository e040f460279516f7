import { checkers } from './form-checkers.ts';
import type { CheckedField, FieldFault, FieldKind, FormContext, FormField } from './form-field.ts';
import type { Day } from './person.ts';
import { containsPersonnummer } from './personnummer.ts';
import { cleanLine, cleanText, excess, plainSigns } from './text.ts';

export type { CheckedField, FieldFault, FieldKind, FieldQuery, FormContext, FormField } from './form-field.ts';
export { findUnits, unitText } from './units.ts';

const defaultMaxLength: Record<FieldKind, number> = {
  personName: 60,
  personnummer: 30,
  unit: 200,
  units: 2000,
  costCode: 20,
  phone: 30,
  mobile: 30,
  mail: 100,
  userName: 30,
  fromDate: 20,
  toDate: 20,
  text: 100,
  longText: 2000,
  choice: 200,
  yes: 10,
  date: 20,
  providerName: 100,
  providerKind: 20,
  newUnits: 4000,
  manager: 100,
  account: 100,
  serialNumber: 40,
};

export function maxLengthOf(field: Pick<FormField, 'kind' | 'maxLength'>): number {
  return field.maxLength ?? defaultMaxLength[field.kind];
}

const lined: ReadonlySet<FieldKind> = new Set(['longText', 'units', 'newUnits']);

/**
 * What was typed in one field, checked by its kind. Two fields that must fit each other: `checkDates`.
 * For a `personnummer`, `text` and `raw` are the number in full: to be sealed at once.
 */
export function checkField(field: FormField, typed: string, context: FormContext): CheckedField {
  const clean = lined.has(field.kind) ? cleanText(typed) : cleanLine(typed);
  if (clean === '') return field.required ? faulty({ kind: 'required' }) : { ok: true, text: '', raw: '' };
  if (holdsPersonnummer(field.kind, clean)) return faulty({ kind: 'personnummerInText' });
  const max = maxLengthOf(field);
  const over = excess(clean, max);
  if (over > 0) return faulty({ kind: 'tooLong', max, over });
  return checkers[field.kind](clean, field, context);
}

/** R65, R66: T.o.m. is not before Fr.o.m. and not in the past; either may be left out. The fault belongs to T.o.m. */
export function checkDates(from: Day | undefined, to: Day | undefined, today: Day): FieldFault | undefined {
  if (to === undefined || to === '') return undefined;
  if (from !== undefined && to < from) return { kind: 'toBeforeFrom' };
  return to < today ? { kind: 'toInPast' } : undefined;
}

/** R1: certified and current, which is from when it starts, and not ended by then. */
export function checkValidity(
  { validFrom, validTo }: { readonly validFrom: Day | undefined; readonly validTo: Day | undefined },
  start: Day | undefined,
): FieldFault | undefined {
  if (validTo !== undefined && validFrom !== undefined && validTo < validFrom) return { kind: 'toBeforeFrom' };
  const isValid =
    (validFrom === undefined || validFrom <= (start ?? '')) && (validTo === undefined || (start ?? '') <= validTo);
  return start === undefined || isValid ? undefined : { kind: 'notValidAtStart' };
}

/**
 * Domain 10: a personnummer stands in its own field only, since all the others are shown to more people.
 * A ten-digit one can be a telephone number too; only `ååmmdd-xxxx` is never how one writes a telephone number.
 */
function holdsPersonnummer(kind: FieldKind, text: string): boolean {
  if (kind === 'personnummer') return false;
  if (kind === 'phone' || kind === 'mobile')
    return /^\d{6}[-+]\d{4}$/.test(plainSigns(text)) && containsPersonnummer(text);
  return containsPersonnummer(text);
}

function faulty(fault: FieldFault): CheckedField {
  return { ok: false, fault };
}
