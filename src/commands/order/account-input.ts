import type { FormField } from '../../domain/form.ts';
import { type Input, input } from './input.ts';

/**
 * Somebody's account in the municipality's tenant: by Teams' own people picker, or by its object id where the picker does not find
 * them (guests and new accounts are not always there).
 */
export function accountInputs(
  field: FormField,
  id: string,
  label: string,
  { value, fault }: { readonly value: string; readonly fault: string },
): Input[] {
  const isId = /^[0-9a-f-]{36}$/i.test(value);
  return [
    input('search', id, label, {
      value: isId ? value : '',
      help: field.help ?? 'Sök på namn',
      // The picker's own choices are gone when the dialog is shown again.
      choices: isId ? [{ title: `Den valda personen (${value})`, value }] : [],
      dataset: 'graph.microsoft.com/users',
      fault,
    }),
    input('text', `${id}_id`, `${field.label}: objekt-id, om personen inte finns i listan`, {
      value: isId ? '' : value,
    }),
  ];
}

/** What was given, in either way; undefined where neither input was sent. */
export function accountTyped(text: (id: string) => string | undefined, id: string): string | undefined {
  const [picked, written] = [text(id), text(`${id}_id`)];
  return written !== undefined && written.trim() !== '' ? written.trim() : (picked ?? written);
}
