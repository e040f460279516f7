import type { FormField } from '../../domain/form.ts';
import { render } from '../../views/render.ts';
import type { Reply } from '../incoming.ts';
import type { Draft } from './draft.ts';
import {
  checkStep,
  type Form,
  orderable,
  type Slot,
  slotsOf,
  type Step,
  stepsOf,
  systemsFault,
  valueOf,
  longestInput,
} from './form.ts';
import { unitChoices } from './typed.ts';

type Choice = { readonly title: string; readonly value: string };
/** One input in `cards/form-dialog.json`; `fault` is shown under it. */
export type Input = {
  readonly kind: 'heading' | 'text' | 'tel' | 'long' | 'date' | 'toggle' | 'choice' | 'many' | 'search';
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly dataset: string;
  readonly fault: string;
};

export function input(kind: Input['kind'], id: string, label: string, more: Partial<Input> = {}): Input {
  return { kind, id, label, help: '', value: '', choices: [], dataset: '', fault: '', ...more };
}

export type StepView = {
  /** Faults are shown: only after Nästa, not the first time the step is seen. */
  readonly checked: boolean;
  /** Units in full instead of by type-ahead, those that fit the query. */
  readonly allUnits?: string;
};

const titles = { person: 'Vem gäller det?', systems: 'Vilka system?', fields: 'Uppgifter för systemen' } as const;

/** A step of the application as a dialog. */
export function stepDialog(form: Form, draft: Draft, step: Exclude<Step, 'summary'>, view: StepView): Reply {
  const steps = stepsOf(form, draft);
  const inputs = step === 'systems' ? systemInputs(form, draft, view) : fieldInputs(form, draft, step, view);
  const faults = inputs.filter((one) => one.fault !== '').length;
  const isCut = inputs.some((one) => one.value.length >= longestInput);
  const hasUnits = inputs.some((one) => one.kind === 'search');
  const card = render('form-dialog', {
    id: draft.caseId,
    step,
    sayProgress: `Steg ${steps.indexOf(step) + 1} av ${steps.length}`,
    sayHeading: titles[step.startsWith('fields') ? 'fields' : (step as 'person' | 'systems')],
    text: step === 'person' ? form.profile.protectedIdentityText : '',
    notice:
      faults === 0
        ? ''
        : `Rätta ${faults === 1 ? 'en uppgift' : `${faults} uppgifter`} nedan.${isCut ? '' : ' Det du har skrivit finns kvar.'}`,
    sayNext: nextTitle(form, draft, step),
    fields: inputs,
    can: { back: steps.indexOf(step) > 0, allUnits: hasUnits },
  });
  return { kind: 'dialog', title: dialogTitle(draft), size: 'large', card };
}

export function dialogTitle({ question }: Draft): string {
  return question === undefined ? 'Ny behörighet' : 'Komplettera';
}

/** The button says where it leads: to the summary from the last step before it. */
function nextTitle(form: Form, draft: Draft, step: Step): string {
  const steps = stepsOf(form, draft);
  return step !== 'systems' && steps[steps.indexOf(step) + 1] === 'summary' ? 'Till sammanfattning' : 'Nästa';
}

function systemInputs(form: Form, draft: Draft, view: StepView): Input[] {
  const systems = orderable(form);
  const categories = [...new Set(systems.map((system) => system.category))];
  const inputs = categories.map((category, index) =>
    input('many', `systems_${index}`, categories.length === 1 ? 'System (obligatoriskt)' : `System: ${category}`, {
      value: draft.systems.filter((id) => systems.find((system) => system.id === id)?.category === category).join(','),
      choices: systems
        .filter((system) => system.category === category)
        .map((system) => ({ title: system.name, value: system.id })),
    }),
  );
  const [first, ...rest] = inputs;
  return first ? [{ ...first, fault: view.checked ? systemsFault(form, draft) : '' }, ...rest] : [];
}

function fieldInputs(form: Form, draft: Draft, step: Step, view: StepView): Input[] {
  const faults = new Map(
    checkStep(form, draft, step).map(({ slot, fault }) => [slot.inputId, view.checked ? (fault ?? '') : '']),
  );
  let system = '';
  const slots = slotsOf(form, draft, step);
  // Read aloud, a label that stands there more than once must say which system it belongs to.
  const isRepeated = ({ field }: Slot): boolean => slots.filter((slot) => slot.field.label === field.label).length > 1;
  return slots.flatMap((slot) => {
    const headed = slot.system !== undefined && slot.system.name !== system;
    system = slot.system?.name ?? '';
    const own = fieldInput(form, draft, slot, isRepeated(slot), view, faults.get(slot.inputId) ?? '');
    return headed ? [input('heading', `${slot.inputId}_heading`, system), ...own] : own;
  });
}

const kinds: Record<Exclude<FormField['kind'], 'unit' | 'units'>, Input['kind']> = {
  personName: 'text',
  personnummer: 'text',
  costCode: 'text',
  phone: 'tel',
  userName: 'text',
  fromDate: 'date',
  toDate: 'date',
  text: 'text',
  longText: 'long',
  choice: 'choice',
  yes: 'toggle',
};

function fieldInput(form: Form, draft: Draft, slot: Slot, named: boolean, view: StepView, fault: string): Input[] {
  const { field, inputId } = slot;
  const value = valueOf(form, draft, slot);
  const name = named && slot.system ? `${field.label}, ${slot.system.name}` : field.label;
  const label = field.required ? `${name} (obligatoriskt)` : name;
  const common = { help: field.help ?? '', fault };
  if (field.kind === 'unit' || field.kind === 'units')
    return unitInputs(
      form,
      slot,
      {
        label,
        more: named && slot.system ? `Fler enheter, ${slot.system.name}, en per rad` : 'Fler enheter, en per rad',
      },
      value,
      view,
      fault,
    );
  if (field.kind === 'choice')
    return [
      input('choice', inputId, label, {
        ...common,
        value,
        choices: (field.choices ?? []).map((title) => ({ title, value: title })),
      }),
    ];
  if (field.kind === 'yes')
    return [
      input('toggle', inputId, label, { ...common, value: value === 'ja' ? 'true' : value, help: field.help ?? 'Ja' }),
    ];
  // A date field shows nothing for a text that is no date; then what was typed is kept in a text field instead.
  if ((field.kind === 'fromDate' || field.kind === 'toDate') && value !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(value))
    return [input('text', inputId, label, { ...common, value })];
  return [input(kinds[field.kind], inputId, label, { ...common, value })];
}

/** In a list of all units: a dialog weighs at most 28 KB, and has a list for each system on the page. */
const mostUnits = 75;

/** Five hits at once, by name or ansvarskod; "Visa alla enheter" is the way where type-ahead does not work. */
function unitInputs(
  form: Form,
  { inputId, field }: Slot,
  labels: { label: string; more: string },
  value: string,
  view: StepView,
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
