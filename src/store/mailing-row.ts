import { z } from 'zod';
import { count, id, instant, kind, shape, text } from './row-parts.ts';

/** A mail of a case, and what became of it. */
export const mailing = shape({
  id,
  task: id,
  round: count,
  word: z.enum(['new', 'reminder', 'altered', 'over']),
  address: text,
  since: shape({ at: instant, revision: count }),
  outcome: z.discriminatedUnion('kind', [
    kind('waiting', {}),
    kind('failed', { at: instant }),
    kind('sent', { at: instant }),
  ]),
});
