import type { Answer, OrderedSystem, Unit } from '../../domain/application.ts';
import type { Provider } from '../../domain/directory.ts';
import {
  checkDates,
  checkField,
  type FieldQuery,
  type FormContext,
  type FormField,
  maxLengthOf,
  unitText,
} from '../../domain/form.ts';
import type { Day } from '../../domain/person.ts';
import { fieldFaultText, fieldQueryText } from '../../views/field-faults.ts';
import type { Profile, System } from '../../profiles/schema.ts';
import type { Draft } from './draft.ts';

/** The longest input that is kept at all, in UTF-16 units: dialogs have a limit too. */
export const longestInput = 5000;

/** What an application is filled in against. */
export type Form = { readonly profile: Profile; readonly provider: Provider; readonly today: Day };

/** One field with its place in the draft. `inputId` is the id of the input in the dialog. */
export type Slot = { readonly inputId: string; readonly field: FormField; readonly system?: System };

export type Step = 'person' | 'systems' | 'summary' | `fields.${number}`;

/** Systems on one page of a dialog: a card may weigh 28 KB, and a phone shows little at a time. */
const systemsPerPage = 4;

/**
 * What one transaction can carry: every task may change two lists with each command, and Azure takes a hundred rows.
 */
const mostSystems = 20;

export function orderable({ profile, provider }: Form): System[] {
  return profile.systems.filter((system) => system.orderableBy.includes(provider.kind));
}

export function chosen(form: Form, draft: Draft): System[] {
  return orderable(form).filter((system) => draft.systems.includes(system.id));
}

/** The steps of this application, in order: a page of fields only where a chosen system has some. */
export function stepsOf(form: Form, draft: Draft): Step[] {
  const pages = Math.ceil(chosen(form, draft).filter((system) => system.fields.length > 0).length / systemsPerPage);
  const fields = Array.from({ length: pages }, (_, page): Step => `fields.${page}`);
  return ['person', ...(draft.systemsLocked ? [] : ['systems' as const]), ...fields, 'summary'];
}

/** The fields of a step, in the form's order. */
export function slotsOf(form: Form, draft: Draft, step: Step): Slot[] {
  if (step === 'person') return form.profile.permission.fields.map((field) => ({ inputId: `f_${field.id}`, field }));
  if (!step.startsWith('fields.')) return [];
  const page = Number(step.slice('fields.'.length));
  return chosen(form, draft)
    .filter((system) => system.fields.length > 0)
    .slice(page * systemsPerPage, (page + 1) * systemsPerPage)
    .flatMap((system) => system.fields.map((field) => ({ inputId: `s_${system.id}_${field.id}`, field, system })));
}

/** What stands in a field: what was typed, or what it begins with. */
export function valueOf(form: Form, draft: Draft, { field, system }: Slot): string {
  const typed = system ? draft.systemValues[system.id]?.[field.id] : draft.values[field.id];
  // An application always has a unit of its own: an emptied field is filled in anew.
  if (typed !== undefined && (typed !== '' || field.kind !== 'unit')) return typed;
  if (field.kind !== 'unit' && field.kind !== 'units') return field.initial ?? '';
  // R68: prefilled with the own unit, changeable; a system's with the unit chosen for the person.
  return system ? commonUnit(form, draft) : ownUnit(form.provider);
}

function ownUnit(provider: Provider): string {
  const [first] = provider.units;
  return first ? unitText(first) : '';
}

function commonUnit(form: Form, draft: Draft): string {
  const field = form.profile.permission.fields.find((one) => one.kind === 'unit');
  return field ? valueOf(form, draft, { inputId: '', field }) : ownUnit(form.provider);
}

export function withValue(draft: Draft, { field, system }: Slot, value: string): Draft {
  if (!system) return { ...draft, values: { ...draft.values, [field.id]: value } };
  return {
    ...draft,
    systemValues: { ...draft.systemValues, [system.id]: { ...draft.systemValues[system.id], [field.id]: value } },
  };
}

type Checked = {
  readonly slot: Slot;
  readonly text: string;
  readonly raw: string;
  readonly fault?: string;
  readonly query?: string;
};

/** Every field of a step, checked; a fault says how to put it right. */
export function checkStep(form: Form, draft: Draft, step: Step): Checked[] {
  const context = contextOf(form);
  const checked = slotsOf(form, draft, step).map((slot) => check(slot, valueOf(form, draft, slot), context));
  const day = (kind: FormField['kind']): string | undefined =>
    checked.find(({ slot, text }) => slot.field.kind === kind && text !== '')?.raw;
  const dates = checkDates(day('fromDate'), day('toDate'), form.today);
  return dates
    ? checked.map((one) => (one.slot.field.kind === 'toDate' ? { ...one, fault: fieldFaultText(dates) } : one))
    : checked;
}

function check(slot: Slot, value: string, context: FormContext): Checked {
  if (value.length >= longestInput) return { slot, text: '', raw: value, fault: cutText(slot.field) };
  const result = checkField(slot.field, value, context);
  if (!result.ok) return { slot, text: '', raw: value, fault: fieldFaultText(result.fault) };
  return {
    slot,
    text: result.text,
    raw: result.raw,
    ...(result.query ? { query: queryText(result.query, result.text) } : {}),
  };
}

/** Somebody has pasted far too much: the rest of it was not kept. */
function cutText(field: FormField): string {
  return `Texten är för lång: högst ${maxLengthOf(field)} tecken. Här finns bara början av det du skrev.`;
}

function queryText(query: FieldQuery, text: string): string {
  return fieldQueryText(query, text);
}

export function contextOf({ profile, provider, today }: Form): FormContext {
  return { today, units: provider.units, userNamePrefixes: profile.userNamePrefixes };
}

/** A whole form without faults, as it is submitted. */
export type FilledIn = {
  readonly name: string;
  readonly personnummer: string;
  readonly unit: Unit;
  readonly from?: Day;
  readonly to?: Day;
  readonly answers: readonly Answer[];
  readonly systems: readonly OrderedSystem[];
  readonly queries: readonly string[];
};

/** The whole form, or the first step that has a fault. */
export function fillIn(form: Form, draft: Draft): { readonly filled: FilledIn } | { readonly faultyStep: Step } {
  const steps = stepsOf(form, draft).filter((step) => step !== 'summary');
  const faultyStep = steps.find((step) => isFaulty(form, draft, step));
  if (faultyStep) return { faultyStep };
  const checked = steps.flatMap((step) => checkStep(form, draft, step));
  const common = checked.filter(({ slot }) => slot.system === undefined);
  const find = (kind: FormField['kind']): Checked | undefined => common.find(({ slot }) => slot.field.kind === kind);
  const unit = form.provider.units.find((one) => unitText(one) === find('unit')?.text) ?? form.provider.units[0];
  if (unit === undefined) return { faultyStep: 'person' };
  const from = find('fromDate')?.raw;
  const to = find('toDate')?.raw;
  return {
    filled: {
      name: find('personName')?.text ?? '',
      personnummer: find('personnummer')?.raw ?? '',
      unit,
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      answers: common
        .filter(({ slot }) => slot.field.kind !== 'personnummer')
        .map((one) => withCostCode(answer(one), one, unit)),
      systems: chosen(form, draft).map((system) => ({
        id: system.id,
        name: system.name,
        answers: checked.filter(({ slot }) => slot.system === system).map(answer),
      })),
      queries: checked.flatMap(({ query }) => query ?? []),
    },
  };
}

/** What is wrong with the choice of systems; empty where nothing is. */
export function systemsFault(form: Form, draft: Draft): string {
  const { length } = chosen(form, draft);
  if (length === 0) return 'Välj minst ett system.';
  return length > mostSystems ? `Välj högst ${mostSystems} system i en ansökan, och skicka resten i en till.` : '';
}

export function isFaulty(form: Form, draft: Draft, step: Step): boolean {
  if (step === 'systems') return systemsFault(form, draft) !== '';
  return checkStep(form, draft, step).some(({ fault }) => fault !== undefined);
}

function answer({ slot, text, raw }: Checked): Answer {
  return { field: slot.field.id, label: slot.field.label, text, raw };
}

/** R74: where no other ansvarskod is given, the person is charged to the unit's own. */
function withCostCode(given: Answer, { slot, text }: Checked, unit: Unit): Answer {
  return slot.field.kind === 'costCode' && text === '' ? { ...given, text: unit.costCode, raw: '' } : given;
}
