import type { Answer } from '../../domain/application.ts';
import type { FormField } from '../../domain/form.ts';
import type { Draft } from './draft.ts';

/** Where a case that was sent is altered: the answers it has, to the common fields or to a system's own. */
function orderedAnswers({ ordered }: Draft, system?: string): readonly Answer[] | undefined {
  return system === undefined ? ordered?.answers : ordered?.systems.find(({ id }) => id === system)?.answers;
}

/** Answers to fields that the form has no longer: nobody asked for them to be taken away, so they stay. */
export function keptAnswers(draft: Draft, fields: readonly FormField[], system?: string): Answer[] {
  const answers = orderedAnswers(draft, system) ?? [];
  return answers.filter((answer) => !fields.some(({ id }) => id === answer.field));
}

/** The field has come since the case was sent: it is filled in by whoever wants to, and by nothing else. */
export function isNew(draft: Draft, field: FormField, system?: string): boolean {
  const answers = orderedAnswers(draft, system);
  return answers !== undefined && field.kind !== 'personnummer' && !answers.some((one) => one.field === field.id);
}

/**
 * The field as it was when the case was sent: a choice that was made then may stand, and a field that has come since is not
 * demanded.
 */
export function asOrdered(draft: Draft, field: FormField, system?: string): FormField {
  if (isNew(draft, field, system)) return { ...field, required: false };
  const { raw = '' } = orderedAnswers(draft, system)?.find((one) => one.field === field.id) ?? {};
  const { choices } = field;
  return choices === undefined || raw === '' || choices.includes(raw)
    ? field
    : { ...field, choices: [...choices, raw] };
}
