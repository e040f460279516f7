import { z } from 'zod';
import type { Click } from '../domain/decide.ts';
import type { Incoming } from './incoming.ts';

/** A case id as it stands in card data and keys. */
export const caseId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/);

/** What every button on a card of a case carries. `shown` is the card's own slot where the button acts on another. */
export const caseData = z.object({
  case: caseId,
  slot: z.string().max(120),
  version: z.number().int(),
  shown: z.string().max(120).optional(),
  /** The time that a button chooses. */
  time: z.iso.datetime().optional(),
  /** The card took the place of a list for the one who pressed. */
  copy: z.boolean().optional(),
  /** The slot of the queue's summary that the button stands on. */
  summary: z.string().max(60).optional(),
});
export type CaseData = z.output<typeof caseData>;

export function clickOf(data: CaseData): Click {
  return { slot: data.slot, version: data.version };
}

/** The longest text that is read at all, in UTF-16 units: Teams would not show a dialog that gave more of it back. */
const longestTyped = 5000;

/** Text typed in a dialog: anything that is not text is as if nothing was typed. */
export function typed(incoming: Incoming & { data: unknown }, id: string): string {
  const parsed = z.record(z.string(), z.unknown()).safeParse(incoming.data);
  const value = parsed.success ? parsed.data[id] : undefined;
  return typeof value === 'string' ? value.slice(0, longestTyped) : '';
}

/** Said with a fault where somebody has pasted far too much: the rest of it was not kept. Empty otherwise. */
export function cutText(incoming: Incoming & { data: unknown }, id: string): string {
  return typed(incoming, id).length < longestTyped ? '' : ' Här finns bara början av det du skrev.';
}
