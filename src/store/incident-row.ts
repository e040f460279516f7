import { id, instant, list, person, shape, text } from './row-parts.ts';

/** How reports of one fault hang together, as it stands in their cases' rows. */
export const gathering = shape({
  reports: list(shape({ case: id, provider: shape({ id, name: text }), unit: text, at: instant })),
  told: text,
});
export const gathered = shape({
  first: id,
  call: text.optional(),
  handler: shape({ by: person, at: instant }).optional(),
});
