import { enumerate } from '../../views/format.ts';
import type { Draft } from './draft.ts';
import { chosen, commonFields, type Form, kept, orderable } from './form.ts';
import { asOrdered, keptAnswers } from './kept.ts';

/** What a draft holds that the form has no longer, in words; empty where everything is as it was. */
export function goneText(form: Form, draft: Draft): string {
  const known = new Set([...orderable(form), ...kept(form, draft)].map(({ id }) => id));
  const systems = draft.systems.filter((id) => !known.has(id)).map((id) => draft.names?.[id] ?? id);
  return [
    ...(systems.length > 0 ? [`${enumerate(systems)} finns inte längre att beställa och är inte med.`] : []),
    ...(hasGoneFields(form, draft) ? ['Något du har fyllt i finns inte längre i formuläret och är inte med.'] : []),
    ...goneChoices(form, draft).map((label) => `Välj på nytt: ${label}.`),
  ].join(' ');
}

type Filled = {
  readonly fields: Parameters<typeof keptAnswers>[1];
  readonly values: Draft['values'];
  readonly id?: string;
};

/** The fields of the form with what was typed: the common ones, and those of each system. */
function filled(form: Form, draft: Draft): Filled[] {
  const own = chosen(form, draft).map(({ id, fields }) => ({ fields, values: draft.systemValues[id] ?? {}, id }));
  return [{ fields: commonFields(form.process), values: draft.values }, ...own];
}

function hasGoneFields(form: Form, draft: Draft): boolean {
  return filled(form, draft).some(({ fields, values, id }) => {
    const ids = new Set(
      [...fields, ...keptAnswers(draft, fields, id).map(({ field }) => ({ id: field }))].map((one) => one.id),
    );
    return Object.entries(values).some(([field, value]) => value !== '' && !ids.has(field));
  });
}

function goneChoices(form: Form, draft: Draft): string[] {
  return filled(form, draft).flatMap(({ fields, values, id }) =>
    fields
      .map((field) => asOrdered(draft, field, id))
      .filter(({ id: field, choices }) => choices && values[field] && !choices.includes(values[field]))
      .map(({ label }) => label),
  );
}
