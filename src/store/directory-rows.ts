import { z } from 'zod';
import type { Groups } from '../commands/ports.ts';
import { groups, type Provider } from '../domain/directory.ts';

const person = z.object({ id: z.string(), name: z.string() });
const people = z.array(person);

export const providerRow: z.ZodType<Provider> = z.object({
  id: z.string(),
  revision: z.number().int(),
  name: z.string(),
  kind: z.enum(['private', 'municipal']),
  certified: z.boolean(),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
  managers: people,
  namedContacts: people,
  units: z.array(z.object({ name: z.string(), costCode: z.string() })),
  confirmed: z.object({ version: z.string(), by: person, at: z.string() }).optional(),
});

export const groupsRow: z.ZodType<Groups> = z.object({
  revision: z.number().int(),
  orderers: people,
  elderCare: people,
  approvers: people,
});

/** What the directory says of one person; who is admin is configuration. */
export const rightsRow = z.object({
  managerOf: z.array(z.string()),
  groups: z.array(z.enum(groups)),
  contactOf: z.array(z.string()).optional(),
});
export type RightsRow = z.output<typeof rightsRow>;
