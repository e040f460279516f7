import { z } from 'zod';
import { provenance, words } from './field.ts';

/** A dated checklist of what a provider's computers and telephones must do; another day asks for another confirmation. */
export const requirementsSchema = z.strictObject({
  title: words(80),
  validFrom: z.iso.date('ska vara ett datum, till exempel 2019-05-27'),
  sections: z
    .array(z.strictObject({ title: words(80), items: z.array(words(300)).min(1).max(20), ...provenance }))
    .min(1)
    .max(10),
  ...provenance,
});
