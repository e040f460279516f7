import type { Draft } from './draft.ts';
import { accountTyped } from './account-input.ts';
import { type Form, kept, longestInput, orderable, type Slot, slotsOf, type Step, valueOf, withValue } from './form.ts';
import { askedAbout, otherInput, otherPlace } from './new-provider.ts';
import { findUnits, unitText } from '../../domain/form.ts';
import { withPackage } from './packages.ts';

/** What the type-ahead's last line sends: show every unit that fits, since five are not enough. */
export const showAll = 'alla:';

/** The draft with everything typed in a step, right or wrong: nothing typed is lost by an error or by going back. */
export function withTyped(form: Form, draft: Draft, step: Step, data: Readonly<Record<string, unknown>>): Draft {
  const text = (id: string): string | undefined => {
    const value = data[id];
    return typeof value === 'string'
      ? value.slice(0, longestInput)
      : typeof value === 'boolean'
        ? String(value)
        : undefined;
  };
  if (step === 'systems') {
    const known = new Map([...orderable(form), ...kept(form, draft)].map(({ id, name }) => [id, name]));
    // A group in which nothing is ticked is not sent at all.
    const groups = Object.keys(data).filter((key) => key.startsWith('systems_'));
    const systems = [...new Set(groups.flatMap((key) => (text(key) ?? '').split(',')))].filter((id) => known.has(id));
    const next = withPackage(form, { ...draft, systems }, text('package') ?? '');
    return { ...next, names: Object.fromEntries(next.systems.map((id) => [id, known.get(id) ?? id])) };
  }
  if (step === 'summary') {
    return {
      ...draft,
      own: text('own') === undefined ? draft.own : text('own') === 'true',
      signed: text('signed') === 'true',
      approver: text('approver') ?? '',
      confirmed: text('confirmed') === 'true',
    };
  }
  const filled = slotsOf(form, draft, step).reduce((next, slot) => {
    const sent = slot.field.kind === 'account' ? accountTyped(text, slot.inputId) : text(slot.inputId);
    const others = slot.field.kind === 'units' ? text(`${slot.inputId}_more`) : undefined;
    if (sent === undefined && others === undefined && isUntouched(next, slot)) return next;
    // An input that was emptied is not sent at all.
    const typed = sent ?? '';
    // "Visa alla" asks for the list and is no value of its own.
    const value = typed.startsWith(showAll) ? (valueOf(form, draft, slot).split('\n')[0] ?? '') : typed;
    const more = others === undefined ? '' : `\n${others}`;
    const whole = `${value}${more}`.trim();
    const typedIn = withValue(next, slot, whole);
    return whole === valueOf(form, draft, slot) ? typedIn : { ...typedIn, begun: true };
  }, draft);
  return withOther(form, filled, text);
}

/** "Det är en annan utförare" holds for the name that it was said of: another name near another provider's is asked about anew. */
function withOther(form: Form, draft: Draft, text: (id: string) => string | undefined): Draft {
  const name = form.process.fields.find(({ kind }) => kind === 'providerName');
  const near = name && askedAbout(draft, draft.values[name.id] ?? '', form.others);
  const said = near && text(otherInput(near.id));
  if (near === undefined || said === undefined) return draft;
  return { ...draft, values: { ...draft.values, [otherPlace]: said === 'true' ? near.id : '' } };
}

/** Nothing was ever typed in the field, so what it begins with stands. */
function isUntouched({ values, systemValues }: Draft, { field, system }: Slot): boolean {
  return (system ? systemValues[system.id]?.[field.id] : values[field.id]) === undefined;
}

/** A field in which "Visa alla" was chosen among the hits, and what was searched for. */
export function askedForAll(
  form: Form,
  draft: Draft,
  step: Step,
  data: Readonly<Record<string, unknown>>,
): string | undefined {
  for (const slot of slotsOf(form, draft, step)) {
    const value = data[slot.inputId];
    if (typeof value === 'string' && value.startsWith(showAll)) return value.slice(showAll.length);
  }
  return undefined;
}

/** Units as choices: those that a query finds, by name or ansvarskod. */
export function unitChoices(
  form: Form,
  query: string,
  limit: number,
): { choices: { title: string; value: string }[]; total: number } {
  const { hits, total } = findUnits(form.provider.units, query, { limit });
  return { total, choices: hits.map((unit) => ({ title: unitText(unit), value: unitText(unit) })) };
}
