import { fold } from '../../domain/text.ts';
import type { Form, Slot } from './form.ts';

type Checked = { readonly slot: Slot; readonly text: string; readonly raw: string; readonly fault?: string };

/** R96: who ticks that the certificate was sent before says so in words too. */
export function withNoteAsked<T extends Checked>({ process }: Form, checked: T[]): T[] {
  const { noted } = process.certificate ?? {};
  if (noted === undefined) return checked;
  const find = (id: string): T | undefined =>
    checked.find(({ slot }) => slot.system === undefined && slot.field.id === id);
  const note = find(noted.note);
  const isMissing = find(noted.field)?.raw === 'true' && !fold(note?.text ?? '').includes(fold(noted.word));
  if (!isMissing || note === undefined || note.fault !== undefined) return checked;
  return checked.map((one) => (one === note ? { ...one, fault: noted.fault } : one));
}
