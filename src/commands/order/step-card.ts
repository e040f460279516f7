import { render } from '../../views/render.ts';
import { attachHint } from '../files/words.ts';
import type { Reply } from '../incoming.ts';
import type { Draft } from './draft.ts';
import { accountInputs } from './account-input.ts';
import { checkStep } from './fill-in.ts';
import {
  commonFields,
  type Form,
  longestInput,
  pageOf,
  partsOf,
  type Slot,
  slotsOf,
  type Step,
  stepsOf,
  valueOf,
} from './form.ts';
import { type Input, input } from './input.ts';
import { askedAbout, otherInput, otherPlace } from './new-provider.ts';
import { plainInput } from './plain-input.ts';
import { keptFields, keptSystem, systemInputs } from './system-inputs.ts';
import type { StepView } from './step-view.ts';
import { unitInputs } from './unit-inputs.ts';

const titles = {
  guide: 'Vad behövs?',
  person: 'Vem gäller det?',
  systems: 'Vilka system?',
  fields: 'Uppgifter för systemen',
} as const;

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
    sayHeading: headingOf(form, step),
    lead: step === 'person' ? leadOf(form.process) : '',
    links: step === 'person' ? courseLinks(form.process) : [],
    text: pageOf(form, step).some(({ kind }) => kind === 'personnummer') ? form.profile.protectedIdentityText : '',
    notice: [view.notice ?? '', faults === 0 || step === 'guide' ? '' : faultsText(faults, isCut)].join(' ').trim(),
    sayNext: nextTitle(form, draft, step),
    fields: inputs,
    hint: form.takesFiles && isLast(form, draft, step) ? attachHint : '',
    can: { back: steps.indexOf(step) > 0, allUnits: hasUnits },
  });
  return { kind: 'dialog', title: dialogTitle(form, draft), size: 'large', card };
}

/** R85, R86: for whom it is, and what must come with it. */
function leadOf({ eligibilityText, certificate }: Form['process']): string {
  return [eligibilityText, certificate?.courseText].filter((text) => text !== undefined).join(' ');
}

/** R97 */
function courseLinks({ certificate }: Form['process']): { title: string; url: string }[] {
  return certificate?.courseLink === undefined ? [] : [certificate.courseLink];
}

function headingOf(form: Form, step: Exclude<Step, 'summary'>): string {
  if (step === 'systems' || step === 'guide') return titles[step];
  return step.startsWith('fields') ? titles.fields : (pageOf(form, step)[0]?.section ?? titles.person);
}

function faultsText(faults: number, isCut: boolean): string {
  const some = faults === 1 ? 'en uppgift' : `${faults} uppgifter`;
  return `Rätta ${some} nedan.${isCut ? '' : ' Det du har skrivit finns kvar.'}`;
}

export function dialogTitle({ process }: Form, { question }: Draft): string {
  return question === undefined ? process.name : 'Komplettera';
}

/** The button says where it leads: to the summary from the last step before it. */
function nextTitle(form: Form, draft: Draft, step: Step): string {
  return isLast(form, draft, step) ? 'Till sammanfattning' : 'Nästa';
}

function isLast(form: Form, draft: Draft, step: Step): boolean {
  return step !== 'systems' && stepsOf(form, draft).at(-2) === step;
}

function fieldInputs(form: Form, draft: Draft, step: Step, view: StepView): Input[] {
  const faults = new Map(
    checkStep(form, draft, step).map(({ slot, fault }) => [
      slot.inputId,
      view.checked ? (fault ?? view.faults?.get(slot.inputId) ?? '') : '',
    ]),
  );
  const slots = slotsOf(form, draft, step);
  // Read aloud, a label that stands there more than once must say which system it belongs to.
  const isRepeated = ({ field }: Slot): boolean => slots.filter((slot) => slot.field.label === field.label).length > 1;
  const inputsOf = (slot: Slot): Input[] =>
    fieldInput(form, draft, slot, isRepeated(slot), view, faults.get(slot.inputId) ?? '');
  if (step === 'guide') return slots.flatMap(inputsOf);
  if (step === 'person') return [...slots.flatMap(inputsOf), ...keptFields(draft, commonFields(form.process))];
  if (step.startsWith('person.')) return slots.flatMap(inputsOf);
  return partsOf(form, draft, step).flatMap((part) => {
    if ('kept' in part) return keptSystem(part.kept);
    const { id, name, fields } = part.system;
    return [
      input('heading', `s_${id}_heading`, name),
      ...slots.filter((slot) => slot.system === part.system).flatMap(inputsOf),
      ...keptFields(draft, fields, id),
    ];
  });
}

function fieldInput(form: Form, draft: Draft, slot: Slot, named: boolean, view: StepView, fault: string): Input[] {
  const { field, inputId } = slot;
  const value = valueOf(form, draft, slot);
  const name = named && slot.system ? `${field.label}, ${slot.system.name}` : field.label;
  const label = field.required ? `${name} (obligatoriskt)` : name;
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
  const shown = { value, fault };
  switch (field.kind) {
    case 'account':
      return accountInputs(field, inputId, label, shown);
    case 'providerName':
      return [plainInput(field, inputId, label, shown), ...otherProvider(form, draft, value)];
    case 'manager':
      return [
        input('choice', inputId, label, {
          ...shown,
          help: field.help ?? '',
          choices: form.provider.managers.map(({ id, name: title }) => ({ title, value: id })),
        }),
      ];
    default:
      return [plainInput(field, inputId, label, shown)];
  }
}

/** A name like another provider's is asked about, and taken only when it is said to be meant. */
function otherProvider(form: Form, draft: Draft, name: string): Input[] {
  const near = askedAbout(draft, name, form.others);
  if (near === undefined) return [];
  return [
    input('toggle', otherInput(near.id), `Liknar ${near.name}, som redan finns`, {
      value: String(draft.values[otherPlace] === near.id),
      help: `Det är en annan utförare än ${near.name}`,
    }),
  ];
}
