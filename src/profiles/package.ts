import { z } from 'zod';
import { provenance, slug, words } from './field.ts';

/** Systems that are ordered together, with what to fill in for each, by the ids of its fields. */
export const packageSchema = z.strictObject({
  id: slug,
  name: words(60),
  help: words(120).optional(),
  orderableBy: z.array(z.enum(['private', 'municipal'])).min(1, 'någon måste få beställa paketet'),
  systems: z.record(slug, z.record(z.string(), words(200))),
  ...provenance,
});

/**
 * The slip for a new employee: how to log in the first time, and what to know. `systems` are words on how to reach a system.
 * Where to turn are the contacts.
 */
export const slipSchema = z.strictObject({
  intro: words(400),
  firstLogin: z.array(words(300)).min(1).max(10),
  rules: z.array(words(300)).min(1).max(10),
  systems: z.record(slug, words(300)).default({}),
  ...provenance,
});
