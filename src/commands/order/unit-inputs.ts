import type { Form, Slot } from './form.ts';
import { type Input, input } from './input.ts';
import { unitChoices } from './typed.ts';

/** In a list of all units: a dialog weighs at most 28 KB, and has a list for each system on the page. */
const mostUnits = 75;

/** Five hits at once, by name or ansvarskod; "Visa alla enheter" is the way where type-ahead does not work. */
export function unitInputs(
  form: Form,
  { inputId, field }: Slot,
  labels: { label: string; more: string },
  value: string,
  view: { readonly allUnits?: string },
  fault: string,
): Input[] {
  const [first = '', ...more] = value.split('\n');
  const { choices: shown, total } = unitChoices(form, view.allUnits ?? '', view.allUnits === undefined ? 5 : mostUnits);
  const isShort = view.allUnits !== undefined && total > shown.length;
  const choices =
    first === '' || shown.some((choice) => choice.value === first) ? shown : [{ title: first, value: first }, ...shown];
  const own = input(view.allUnits === undefined ? 'search' : 'choice', inputId, labels.label, {
    value: first,
    choices,
    dataset: `units/${form.provider.id}`,
    help: 'Sök på namn eller ansvarskod',
    fault: isShort
      ? `${fault} Här visas ${shown.length} av ${total}. Sök på namn eller ansvarskod i stället.`.trim()
      : fault,
  });
  if (field.kind === 'unit') return [own];
  return [
    own,
    input('long', `${inputId}_more`, labels.more, { value: more.join('\n'), help: 'Namn eller ansvarskod' }),
  ];
}
