import type { OrderedSystem } from '../../domain/application.ts';
import type { CaseKind } from '../../domain/case.ts';
import type { Provider } from '../../domain/directory.ts';
import { isOnboarding } from '../../domain/onboarding.ts';
import { type FormField, unitText } from '../../domain/form.ts';
import type { Facts } from '../../domain/actor.ts';
import type { Day } from '../../domain/person.ts';
import type { Process, Profile, System } from '../../profiles/schema.ts';
import type { Draft } from './draft.ts';
import { asOrdered, isNew, keptAnswers } from './kept.ts';

/** The longest input that is kept at all, in UTF-16 units: dialogs have a limit too. */
export const longestInput = 5000;

/** What an application is filled in against. */
export type Form = {
  readonly profile: Profile;
  readonly kind: CaseKind;
  readonly process: Process;
  readonly provider: Provider;
  readonly today: Day;
  /** Where a new provider is ordered: those that the directory has. */
  readonly others?: readonly Provider[];
  /** When a queue opens that is closed now. */
  readonly closedUntil?: Facts['closedUntil'];
  /** Files can be attached here. */
  readonly takesFiles?: boolean;
};

/** One field with its place in the draft. `inputId` is the id of the input in the dialog. */
export type Slot = { readonly inputId: string; readonly field: FormField; readonly system?: System };

/** `person` is the first page of the form's own fields, and `person.1` the second. */
export type Step = 'guide' | 'person' | `person.${number}` | 'systems' | 'summary' | `fields.${number}`;

/** Systems on one page of a dialog: a card may weigh 28 KB, and a phone shows little at a time. */
const systemsPerPage = 4;

export function orderable(form: Form): System[] {
  const { profile, process, provider } = form;
  const isOffered = ({ id, orderedWith }: System): boolean =>
    process.systems === undefined ? orderedWith === undefined : process.systems.includes(id);
  const offered = profile.systems.filter((system) => system.orderableBy.includes(provider.kind) && isOffered(system));
  // What is ordered for a provider as a whole asks for no one's role in its systems.
  return isOnboarding(form) ? offered.map((system) => ({ ...system, fields: [] })) : offered;
}

/** Those ticked, or all that the process is about. */
export function chosen(form: Form, draft: Draft): System[] {
  return orderable(form).filter(({ id }) => form.process.systems !== undefined || draft.systems.includes(id));
}

/** Systems that the case was sent with and that can be ordered no longer: they stay as they were ordered. */
export function kept(form: Form, draft: Draft): OrderedSystem[] {
  const offered = new Set(orderable(form).map(({ id }) => id));
  return (draft.ordered?.systems ?? []).filter(({ id }) => !offered.has(id));
}

export function chosenKept(form: Form, draft: Draft): OrderedSystem[] {
  return kept(form, draft).filter(({ id }) => draft.systems.includes(id));
}

/** What a page shows of one system: fields to fill in, or what is only to be read. */
type Part = { readonly system: System } | { readonly kept: OrderedSystem };

function parts(form: Form, draft: Draft): Part[] {
  const filledIn = chosen(form, draft).filter(
    (system) => system.fields.length > 0 || keptAnswers(draft, system.fields, system.id).length > 0,
  );
  return [...filledIn.map((system) => ({ system })), ...chosenKept(form, draft).map((one) => ({ kept: one }))];
}

/** The steps of this application, in order: a page of fields only where a chosen system has some. */
export function stepsOf(form: Form, draft: Draft): Step[] {
  const pages = Math.ceil(parts(form, draft).length / systemsPerPage);
  const fields = Array.from({ length: pages }, (_, page): Step => `fields.${page}`);
  const isChoice = form.process.systems === undefined && draft.systemsLocked !== true;
  const guide = form.process.guide === undefined ? [] : ['guide' as const];
  const more = pagesOf(form).slice(1);
  return [
    ...guide,
    'person',
    ...more.map((_, index): Step => `person.${index + 1}`),
    ...(isChoice ? ['systems' as const] : []),
    ...fields,
    'summary',
  ];
}

/** The form's own fields, a page for each section. */
function pagesOf({ process }: Form): FormField[][] {
  const pages: FormField[][] = [];
  for (const field of process.fields) {
    const page = pages.at(-1);
    if (page && (field.section === undefined || field.section === page[0]?.section)) page.push(field);
    else pages.push([field]);
  }
  return pages;
}

/** The fields of a page of the form's own; none for another step. */
export function pageOf(form: Form, step: Step): readonly FormField[] {
  if (step === 'guide') return guideFields(form.process);
  if (step !== 'person' && !step.startsWith('person.')) return [];
  return pagesOf(form)[step === 'person' ? 0 : Number(step.slice('person.'.length))] ?? [];
}

/** The systems of a page of fields. */
export function partsOf(form: Form, draft: Draft, step: Step): Part[] {
  if (!step.startsWith('fields.')) return [];
  const page = Number(step.slice('fields.'.length));
  return parts(form, draft).slice(page * systemsPerPage, (page + 1) * systemsPerPage);
}

export const guideField = 'guide';
export const anywayField = 'guideAnyway';

/** The question that comes before the form, as fields of it. */
function guideFields({ guide }: Process): FormField[] {
  if (guide === undefined) return [];
  const { question, help, answers, anyway } = guide;
  return [
    {
      id: guideField,
      kind: 'choice',
      label: question,
      required: true,
      help,
      choices: answers.map(({ choice }) => choice),
    },
    ...(anyway === undefined ? [] : [{ id: anywayField, kind: 'yes' as const, label: anyway, required: false }]),
  ];
}

/** Every field but those of the systems. */
export function commonFields(process: Process): FormField[] {
  return [...guideFields(process), ...process.fields];
}

/** The fields of a step, in the form's order. */
export function slotsOf(form: Form, draft: Draft, step: Step): Slot[] {
  const page = pageOf(form, step);
  if (page.length > 0)
    return page.map((field) => ({
      inputId: `f_${field.id}`,
      field: asOrdered(draft, field),
    }));
  return partsOf(form, draft, step).flatMap((part) => ('system' in part ? slotsFor(draft, part.system) : []));
}

function slotsFor(draft: Draft, system: System): Slot[] {
  return system.fields.map((field) => ({
    inputId: `s_${system.id}_${field.id}`,
    field: asOrdered(draft, field, system.id),
    system,
  }));
}

/** What stands in a field: what was typed, or what it begins with. */
export function valueOf(form: Form, draft: Draft, { field, system }: Slot): string {
  const typed = system ? draft.systemValues[system.id]?.[field.id] : draft.values[field.id];
  // An application always has a unit of its own: an emptied field is filled in anew.
  if (typed !== undefined && (typed !== '' || field.kind !== 'unit')) return typed;
  if (isNew(draft, field, system?.id)) return '';
  if (field.kind !== 'unit' && field.kind !== 'units') return field.initial ?? '';
  // R68: prefilled with the own unit, changeable; a system's with the unit chosen for the person.
  return system ? commonUnit(form, draft) : ownUnit(form.provider);
}

function ownUnit(provider: Provider): string {
  const [first] = provider.units;
  return first ? unitText(first) : '';
}

function commonUnit(form: Form, draft: Draft): string {
  const field = form.process.fields.find((one) => one.kind === 'unit');
  return field ? valueOf(form, draft, { inputId: '', field }) : ownUnit(form.provider);
}

export function withValue(draft: Draft, { field, system }: Slot, value: string): Draft {
  if (!system) return { ...draft, values: { ...draft.values, [field.id]: value } };
  return {
    ...draft,
    systemValues: { ...draft.systemValues, [system.id]: { ...draft.systemValues[system.id], [field.id]: value } },
  };
}
