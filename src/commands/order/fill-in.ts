import type { Answer, OrderedSystem, Unit } from '../../domain/application.ts';
import {
  checkDates,
  checkField,
  type FieldQuery,
  type FormContext,
  type FormField,
  maxLengthOf,
  unitText,
} from '../../domain/form.ts';
import { isOnboarding } from '../../domain/onboarding.ts';
import type { Day } from '../../domain/person.ts';
import type { Process, System } from '../../profiles/schema.ts';
import { type Assessment, assess, isAssessment } from '../../domain/guide.ts';
import { fieldFaultText, fieldQueryText } from '../../views/field-faults.ts';
import { groupOf, severalOfOne } from './alternatives.ts';
import type { Draft } from './draft.ts';
import {
  anywayField,
  chosen,
  chosenKept,
  commonFields,
  type Form,
  guideField,
  longestInput,
  type Slot,
  slotsOf,
  type Step,
  stepsOf,
  valueOf,
} from './form.ts';
import { thingOf } from './thing.ts';
import { isNew, keptAnswers } from './kept.ts';
import { withNoteAsked } from './note-asked.ts';
import { providerFault } from './provider-fault.ts';

/**
 * What one transaction can carry: every task may change two lists with each command, and Azure takes a hundred rows.
 */
const mostSystems = 20;

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
  if (step === 'guide') return guided(form, checked);
  const dates = checkDates(day('fromDate'), day('toDate'), form.today);
  const all = dates
    ? checked.map((one) => (one.slot.field.kind === 'toDate' ? { ...one, fault: fieldFaultText(dates) } : one))
    : checked;
  const noted = step === 'person' ? withNoteAsked(form, all) : all;
  return form.kind === 'newProvider' ? noted.map((one) => ({ ...one, ...providerFault(form, draft, one) })) : noted;
}

/** Domain 6: what the rule says is not needed is not ordered, unless somebody insists and the approver decides. */
function guided({ process }: Form, checked: readonly Checked[]): Checked[] {
  const unneeded = assessmentOf(process, checked);
  if (unneeded?.outcome !== 'notNeeded' && unneeded?.outcome !== 'elsewhere') return [...checked];
  const anyway = ' Ingen beställning behövs. Behövs den ändå: kryssa i rutan, så avgör den som godkänner.';
  const fault = `${unneeded.text}${unneeded.outcome === 'notNeeded' ? anyway : ''}`;
  return checked.map((one) => (one.slot.field.id === guideField ? { ...one, fault } : one));
}

function assessmentOf({ guide }: Process, checked: readonly Checked[]): ReturnType<typeof assess> {
  const textOf = (id: string): string => checked.find(({ slot }) => slot.field.id === id)?.text ?? '';
  return guide && assess(guide, textOf(guideField), textOf(anywayField) !== '');
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

function contextOf({ profile, provider, today }: Form): FormContext {
  const { units, managers } = provider;
  return { today, units, managers, userNamePrefixes: profile.userNamePrefixes };
}

/** A whole form without faults, as it is submitted. */
export type FilledIn = {
  readonly name: string;
  readonly personnummer: string;
  readonly unit: Unit;
  readonly from?: Day;
  readonly to?: Day;
  readonly assessment?: Assessment;
  readonly answers: readonly Answer[];
  readonly systems: readonly OrderedSystem[];
  readonly queries: readonly string[];
};

/** The whole form, or the first step that has a fault. */
export function fillIn(form: Form, draft: Draft): { readonly filled: FilledIn } | { readonly faultyStep: Step } {
  const steps = stepsOf(form, draft).filter((step) => step !== 'summary');
  const faultyStep = steps.find((step) => isFaulty(form, draft, step));
  if (faultyStep) return { faultyStep };
  const checked = steps
    .flatMap((step) => checkStep(form, draft, step))
    .filter(({ slot, text }) => text !== '' || !isNew(draft, slot.field, slot.system?.id));
  const common = checked.filter(({ slot }) => slot.system === undefined);
  const find = (kind: FormField['kind']): Checked | undefined => common.find(({ slot }) => slot.field.kind === kind);
  const chosenUnit = form.provider.units.find((one) => unitText(one) === find('unit')?.text);
  const { subject } = form.process;
  const isWhole = isOnboarding(form) || subject !== undefined;
  const whole = isWhole ? { name: form.provider.name, costCode: '' } : undefined;
  const unit = chosenUnit ?? form.provider.units[0] ?? whole;
  if (unit === undefined) return { faultyStep: 'person' };
  const has = (kind: FormField['kind']): boolean => form.process.fields.some((field) => field.kind === kind);
  const assessment = assessmentOf(form.process, common);
  const from = has('fromDate') ? find('fromDate')?.raw : draft.ordered?.from;
  const to = has('toDate') ? find('toDate')?.raw : draft.ordered?.to;
  return {
    filled: {
      name:
        (subject === undefined ? find('personName') : common.find(({ slot }) => slot.field.id === subject))?.text ?? '',
      personnummer: find('personnummer')?.raw ?? '',
      unit,
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      ...(isAssessment(assessment) ? { assessment } : {}),
      answers: [
        ...common
          .filter(({ slot }) => slot.field.kind !== 'personnummer')
          .map((one) => withCostCode(answer(one), one, unit)),
        ...(assessment === undefined || form.process.subject !== undefined
          ? []
          : [{ field: 'assessment', label: 'Enligt rutinen', text: assessment.text, raw: '' }]),
        ...keptAnswers(draft, commonFields(form.process)).filter(({ field }) => field !== 'assessment'),
      ],
      systems: [
        ...chosen(form, draft).map((system) => ({
          id: system.id,
          name: system.name,
          ...queueOf(form, system),
          ...thingOf(system),
          ...groupOf(form, system),
          answers: [
            ...checked.filter(({ slot }) => slot.system === system).map(answer),
            ...keptAnswers(draft, system.fields, system.id),
          ],
        })),
        ...chosenKept(form, draft),
      ],
      queries: checked.flatMap(({ query }) => query ?? []),
    },
  };
}

function queueOf({ profile }: Form, { queue }: System): Pick<OrderedSystem, 'queue'> {
  return queue === undefined ? {} : { queue: { id: queue, name: profile.queues[queue]?.name ?? queue } };
}

/** What is wrong with the choice of systems; empty where nothing is. */
export function systemsFault(form: Form, draft: Draft): string {
  const length = chosen(form, draft).length + chosenKept(form, draft).length;
  if (length === 0) return 'Välj minst ett system.';
  if (length > mostSystems) return `Välj högst ${mostSystems} system i en ansökan, och skicka resten i en till.`;
  return severalOfOne(form, draft);
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
