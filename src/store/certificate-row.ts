import { z } from 'zod';
import { count, day, done, instant, kind, list, shape, text } from './row-parts.ts';

/** A certificate as it stands in its case's row, and what its process asks of it. */
export const certificate = shape({
  version: count,
  since: instant,
  reminders: list(shape({ number: count, days: count, until: day })),
  refusals: list(shape({ ...done, number: count, reason: text })),
  state: z.discriminatedUnion('kind', [
    kind('missing', {}),
    kind('given', { ...done, note: text.optional() }),
    kind('accepted', done),
  ]),
});
export const certificateTerms = shape({
  title: text,
  days: count,
  reminderDays: list(count),
  courseText: text,
  courseLink: shape({ title: text, url: text }).optional(),
  notedBy: text.optional(),
});
