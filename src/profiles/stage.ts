import { z } from 'zod';
import { fieldSchema, provenance, slug, words } from './field.ts';

/** Stands in slots and row keys, so it holds no separator of theirs. */
export const queueId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'ska börja med liten bokstav och bestå av a–z och siffror');

/** For every order, or for those that say so in a field. */
const outOfHoursSchema = z.strictObject({
  queue: queueId,
  when: z.strictObject({ field: words(40), choices: z.array(words(100)).min(1).max(50) }).optional(),
  ...provenance,
});

/** Roles of the profile's, and the provider's managers where somebody at the unit has one. */
const firstSchema = z.strictObject({
  roles: z.array(slug).min(1).max(5),
  managers: z.boolean().default(true),
  minutes: z
    .int()
    .min(1)
    .max(24 * 60),
  ...provenance,
});

/** A stage of the route: one task for the case, or one per system, whose name stands for `{system}` in the title. */
export const stageSchema = z.strictObject({
  /** Where a queue has several stages: each is a task of its own. */
  id: queueId.optional(),
  queue: queueId,
  per: z.enum(['case', 'system']),
  title: words(120),
  /** Whether login details can be given when it is done. */
  credentials: z.boolean().default(true),
  /** What the caseworker fills in when it is done. */
  asks: z.array(fieldSchema).max(10).default([]),
  /** The field that names the system it is about: that one's own queue handles it, and the name stands for `{system}` in the title. */
  system: words(40).optional(),
  /** What the person is asked before a password is given. */
  identity: z.array(words(200)).max(10).default([]),
  /** A password may be given in words after a call back, and is changed at the first login. */
  spoken: z.boolean().default(false),
  /** The field with the account of the person whom login details go to; they go to the manager where it is empty. */
  handTo: words(40).optional(),
  /** R43, R50: those of the unit who may take it first, and for how many minutes; it goes to the queue then. */
  first: firstSchema.optional(),
  /** R29: the queue it goes to instead while its own is closed. */
  outOfHours: outOfHoursSchema.optional(),
  /** Left out unless the order says so in a field. */
  when: z.strictObject({ field: words(40), choices: z.array(words(100)).min(1).max(50) }).optional(),
  /** A time is proposed, chosen and held before it is done; `item`, in the definite form, is handed over then and receipted. Later stages wait. */
  booking: z.strictObject({ item: words(60), ...provenance }).optional(),
  ...provenance,
});
