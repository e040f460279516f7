import { containsPersonnummer } from './personnummer.ts';
import { refuse } from './refusal.ts';

/** The longest question, answer or reason, in characters. */
export const longestText = 1000;

/** A question, answer or reason: something is said, not too much, and no personnummer in it, since it is shown to many. */
export function checkText(text: string): ReturnType<typeof refuse> | undefined {
  if (text.trim() === '') return refuse('textMissing');
  if ([...text].length > longestText) return refuse('textTooLong');
  return containsPersonnummer(text) ? refuse('personnummerInText') : undefined;
}
