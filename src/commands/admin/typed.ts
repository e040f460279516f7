import { z } from 'zod';
import { cleanLine } from '../../domain/text.ts';
import { containsPersonnummer } from '../../domain/personnummer.ts';
import { limits } from './limits.ts';

/** What stands in a dialog's inputs, by their ids. A choice in which nothing is ticked may not be sent at all. */
export type Typed = Readonly<Record<string, string>>;
/** What is wrong, by the id of the input that it is shown under. */
export type Faults = Readonly<Record<string, string>>;

/** The longest that is kept of an input, in UTF-16 units: Teams would not show a dialog that gave more of it back. */
function longestOf(id: string): number {
  if (id === 'units') return limits.unitsText + 1;
  // Ids with commas between.
  return id.endsWith('Remove') ? 40 * limits.groupMembers : 400;
}

/** Somebody has pasted far too much: the rest of it was not kept. */
export function isCut(id: string, value: string): boolean {
  return value.length >= longestOf(id);
}

export function typedTexts(data: unknown): Typed {
  const parsed = z.record(z.string(), z.unknown()).safeParse(data);
  const entries = Object.entries(parsed.success ? parsed.data : {});
  return Object.fromEntries(
    entries.flatMap(([id, value]): [string, string][] => {
      if (typeof value === 'string') return [[id, value.slice(0, longestOf(id))]];
      return typeof value === 'boolean' ? [[id, String(value)]] : [];
    }),
  );
}

export function lineOf(typed: Typed, id: string): string {
  return cleanLine(typed[id] ?? '');
}

/** What is wrong with a name of a person, a provider or a unit; empty where nothing is. */
export function nameFault(name: string): string {
  if (name === '') return 'Fältet är obligatoriskt.';
  if ([...name].length > limits.name) return `Namnet får vara högst ${limits.name} tecken.`;
  return containsPersonnummer(name) ? 'Namnet ser ut att innehålla ett personnummer. Ta bort det.' : '';
}

/** Only what is a fault, so that an empty record means that all is well. */
export function onlyFaults(faults: Faults): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== ''));
}
