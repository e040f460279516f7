import { z } from 'zod';
import { count, done, id, instant, kind, person, shape, text } from './row-parts.ts';

/** Login details on their way, as they stand in their case's row. */
export const handover = shape({
  task: id,
  round: count,
  version: count,
  title: text,
  givenBy: person,
  givenAt: instant,
  reminded: z.boolean(),
  remindedUntil: instant.optional(),
  to: person.optional(),
  state: z.discriminatedUnion('kind', [
    kind('unopened', {}),
    kind('opened', { by: person, firstAt: instant }),
    kind('receipted', done),
    kind('expired', { at: instant, opened: z.boolean() }),
  ]),
});
