import { z } from 'zod';
import { groups, type Provider } from '../domain/directory.ts';
import type { Instant, Person } from '../domain/person.ts';
import { cleanLine, fold } from '../domain/text.ts';
import { unitText } from '../domain/units.ts';
import { limits } from './admin/limits.ts';
import type { Directory } from './ports.ts';

const name = z
  .string()
  .transform(cleanLine)
  .pipe(z.string().min(1, 'får inte vara tomt').max(limits.name, `får vara högst ${limits.name} tecken`));
const guid = z.guid('ska vara ett objekt-id, till exempel 6f9619ff-8b86-4d01-b42d-00cf4fc964ff').toLowerCase();
const day = z.iso
  .date('ska vara ett datum, åååå-mm-dd')
  .nullish()
  .transform((given) => given ?? undefined);

const people = (most: number) =>
  z
    .array(z.strictObject({ id: guid, name }))
    .max(most, `får vara högst ${most} personer`)
    .superRefine(refuseRepeated(({ id }) => id, 'id'))
    .default([]);

const unitSchema = z.strictObject({
  name,
  costCode: z
    .string()
    .trim()
    .min(1, 'får inte vara tomt')
    .max(limits.costCode, `får vara högst ${limits.costCode} tecken`),
});

const providerSchema = z
  .strictObject({
    id: z
      .string()
      .max(60)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'ska bestå av a–z, siffror och enkla bindestreck'),
    name,
    kind: z.enum(['private', 'municipal']),
    certified: z.boolean(),
    validFrom: day,
    validTo: day,
    managers: people(limits.managers),
    namedContacts: people(limits.namedContacts),
    units: z
      .array(unitSchema)
      .max(limits.units)
      .superRefine(refuseRepeated((unit) => fold(unitText(unit)), 'name'))
      .default([]),
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo, {
    path: ['validTo'],
    error: 'är före validFrom',
  });

const fileSchema = z
  .strictObject({
    orderers: people(limits.groupMembers),
    elderCare: people(limits.groupMembers),
    approvers: people(limits.groupMembers),
    providers: z.array(providerSchema).superRefine(refuseRepeated(({ id }) => id, 'id')),
  })
  .refine((file) => new Set(groups.flatMap((group) => file[group].map(({ id }) => id))).size <= limits.groupMembers, {
    path: ['approvers'],
    error: `kommunens egna får vara högst ${limits.groupMembers} personer sammanlagt`,
  });
export type DirectoryFile = z.output<typeof fileSchema>;

/** A DIRECTORY_FILE that cannot be used. The message says what is wrong and where. */
export class DirectoryFileError extends Error {
  override readonly name = 'DirectoryFileError';
}

/** The text of a DIRECTORY_FILE; `origin` names it in the error. Throws `DirectoryFileError`. */
export function parseDirectoryFile(text: string, origin: string): DirectoryFile {
  const parsed = fileSchema.safeParse(fromJson(text, origin), { error: z.locales.sv().localeError });
  if (parsed.success) return parsed.data;
  throw new DirectoryFileError(`Katalogfilen ${origin} går inte att använda:\n${z.prettifyError(parsed.error)}`);
}

const by: Person = { id: 'system', name: 'Katalogfilen' };

/**
 * Fills an empty directory. The groups come last and say that all is in place: what was cut short is gone on with at the next
 * start, and two replicas at once hinder each other in nothing. A directory that somebody has begun to keep is left alone.
 */
export async function applyDirectoryFile(
  directory: Directory,
  file: DirectoryFile,
  now: Instant,
): Promise<'applied' | 'left alone'> {
  if (await directory.groups()) return 'left alone';
  const present = await directory.providers();
  const listed = new Set(file.providers.map(({ id }) => id));
  if (present.some(({ id, revision }) => !listed.has(id) || revision > 1)) return 'left alone';
  for (const entry of file.providers.filter(({ id }) => !present.some((provider) => provider.id === id))) {
    const provider: Provider = { ...entry, revision: 1 };
    // A conflict says that another replica has just written the same.
    await directory.saveProvider(undefined, provider, by, now);
  }
  const { orderers, elderCare, approvers } = file;
  await directory.saveGroups(undefined, { revision: 1, orderers, elderCare, approvers }, by, now);
  return 'applied';
}

function fromJson(text: string, origin: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new DirectoryFileError(`Katalogfilen ${origin} är inte giltig JSON.`);
  }
}

/** Each item is there once; the one that comes again is named. */
function refuseRepeated<T>(
  keyOf: (item: T) => string,
  at: string,
): (items: T[], context: z.RefinementCtx<T[]>) => void {
  return (items, context) => {
    const seen = new Set<string>();
    for (const [index, item] of items.entries()) {
      if (seen.has(keyOf(item)))
        context.addIssue({ code: 'custom', path: [index, at], message: 'finns redan i listan' });
      seen.add(keyOf(item));
    }
  };
}
