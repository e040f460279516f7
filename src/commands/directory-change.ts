import type { Case } from '../domain/case.ts';
import { entryAfter, isOnboarding } from '../domain/onboarding.ts';
import type { Instant, Person } from '../domain/person.ts';
import type { Directory, DirectoryChange } from './ports.ts';

/**
 * What a step of a case changes in the directory, to be written in the same transaction: so a manager is never told that she may
 * enter before she may, and no crash comes in between. Read anew at each attempt, since administrators alter entries too.
 */
export async function directoryChange(
  directory: Pick<Directory, 'provider'>,
  { before, after }: { readonly before: Case; readonly after: Case },
  by: Person,
  at: Instant,
): Promise<DirectoryChange | undefined> {
  if (!isOnboarding(after)) return undefined;
  const stored = await directory.provider(after.provider.id);
  if (stored === undefined) return undefined;
  const next = entryAfter(before, after, stored.value);
  if (next === stored.value) return undefined;
  // Written over, what is left of it would be lost: an administrator saves it anew, and the step is taken again.
  if (stored.value.unreadable) throw new Error(`The entry of provider ${after.provider.id} cannot be read`);
  return { before: stored, after: next, by, at };
}
