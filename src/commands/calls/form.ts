import type { Answer } from '../../domain/application.ts';
import { checkField, type FormField } from '../../domain/form.ts';
import type { Provider } from '../../domain/directory.ts';
import type { Day } from '../../domain/person.ts';
import type { Process, Profile } from '../../profiles/schema.ts';
import { fieldFaultText } from '../../views/field-faults.ts';
import type { Faults, Typed } from '../admin/typed.ts';
import { type Input, input } from '../order/input.ts';
import { plainInput } from '../order/plain-input.ts';

/** What a call is filled in against. */
export type CallForm = {
  readonly profile: Profile;
  readonly process: Process;
  readonly providers: readonly Provider[];
  readonly today: Day;
};

/** The more there are, the more are found by typing. */
const mostChoices = 50;
const providerInput = 'provider';
const identifiedInput = 'identified';
const inputId = ({ id }: FormField): string => `f_${id}`;

/** The process's own fields: whoever rings says what its form would ask, but not where the person works. */
function fieldsOf({ process }: CallForm): FormField[] {
  return process.fields.filter(({ kind }) => kind !== 'unit' && kind !== 'account');
}

export function callInputs(form: CallForm, typed: Typed, faults: Faults): Input[] {
  const of = (id: string): { value: string; fault: string } => ({ value: typed[id] ?? '', fault: faults[id] ?? '' });
  const ways = form.process.calls?.identifiedBy ?? [];
  const picked = form.providers.filter(({ id }) => id === typed[providerInput]);
  const shown = [...picked, ...form.providers.filter((one) => !picked.includes(one))].slice(0, mostChoices);
  return [
    input('search', providerInput, 'Utförare (obligatoriskt)', {
      ...of(providerInput),
      help: 'Sök på namn',
      choices: shown.map(({ id, name }) => ({ title: name, value: id })),
      dataset: 'providers',
    }),
    ...fieldsOf(form).map((field) =>
      plainInput(
        field,
        inputId(field),
        field.required ? `${field.label} (obligatoriskt)` : field.label,
        of(inputId(field)),
      ),
    ),
    input('choice', identifiedInput, 'Hur identifierades personen? (obligatoriskt)', {
      ...of(identifiedInput),
      help: 'Välj',
      choices: ways.map((title) => ({ title, value: title })),
    }),
  ];
}

export type ReadCall =
  | { readonly faults: Faults }
  | {
      readonly provider: Provider;
      readonly identified: string;
      readonly name: string;
      readonly personnummer: string;
      readonly answers: readonly Answer[];
    };

/** The call as it is registered, or what is wrong. */
export function readCall(form: CallForm, typed: Typed): ReadCall {
  const provider = form.providers.find(({ id }) => id === typed[providerInput]);
  const identified = typed[identifiedInput] ?? '';
  const context = { today: form.today, units: [], userNamePrefixes: form.profile.userNamePrefixes };
  const checked = fieldsOf(form).map((field) => ({
    field,
    result: checkField(field, typed[inputId(field)] ?? '', context),
  }));
  const faults: Record<string, string> = {};
  if (provider === undefined) faults[providerInput] = 'Välj utföraren i listan.';
  if (form.process.calls?.identifiedBy.includes(identified) !== true)
    faults[identifiedInput] = 'Välj hur du vet vem det är.';
  for (const { field, result } of checked) if (!result.ok) faults[inputId(field)] = fieldFaultText(result.fault);
  if (provider === undefined || Object.keys(faults).length > 0) return { faults };
  const given = checked.flatMap(({ field, result }) => (result.ok ? [{ field, ...result }] : []));
  const ofKind = (kind: FormField['kind']) => given.find(({ field }) => field.kind === kind);
  return {
    provider,
    identified,
    name: ofKind('personName')?.text ?? '',
    personnummer: ofKind('personnummer')?.raw ?? '',
    answers: given
      .filter(({ field }) => field.kind !== 'personnummer')
      .map(({ field, text, raw }) => ({ field: field.id, label: field.label, text, raw })),
  };
}
