import { providerChanges } from '../commands/admin/changes.ts';
import type { DirectoryChange } from '../commands/ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { providerSubject } from '../domain/directory.ts';
import type { Person } from '../domain/person.ts';
import { rightsRow, type RightsRow } from './directory-rows.ts';
import { recoverRights } from './directory-recovery.ts';
import { type EntryChange, latestRevision } from './history.ts';
import { dueKey, providerKey, rightsKey } from './keys.ts';
import { readRow } from './read.ts';
import type { Table, Write } from './table.ts';

/** A transaction holds a hundred rows; the entry, its history and a wake are three of them. */
const mostRights = 97;

export const noneGiven: RightsRow = { managerOf: [], groups: [] };

/** The rights rows of people, each altered and written only as it was read. */
export async function rightsWrites(
  table: Table,
  unreadable: Unreadable,
  people: readonly string[],
  alter: (id: string, rights: RightsRow) => RightsRow,
): Promise<Write[]> {
  if (people.length > mostRights) {
    throw new Error(`A change of the rights of ${people.length} people at once; ${mostRights} is the limit`);
  }
  return Promise.all(
    people.map(async (id) => {
      const row = await table.get(rightsKey(id));
      const known = row ? readRow(row, rightsRow, unreadable) : noneGiven;
      const rights = known ?? (await recoverRights(table, id));
      return { put: rightsKey(id), value: alter(id, rights), if: row?.etag ?? 'absent' };
    }),
  );
}

/** A provider's entry as it is to be, with the rights that follow and the look at its cases where its managers change. */
export async function providerEntry(
  table: Table,
  unreadable: Unreadable,
  { before, after, by, at }: DirectoryChange,
): Promise<EntryChange> {
  const entity = `provider.${after.id}`;
  const revision = await nextRevision(table, entity, before);
  const [managers, contacts] = [ids(after.managers), ids(after.namedContacts)];
  const changed = differing(ids(before?.value.managers ?? []), managers);
  const concerned = [...new Set([...changed, ...differing(ids(before?.value.namedContacts ?? []), contacts)])];
  const more = async (): Promise<Write[]> => {
    const rights = await rightsWrites(table, unreadable, concerned, (id, given) => {
      const without = (all: readonly string[]): string[] => all.filter((provider) => provider !== after.id);
      const [managed, answeredFor] = [without(given.managerOf), without(given.contactOf ?? [])];
      return {
        ...given,
        managerOf: managers.has(id) ? [...managed, after.id] : managed,
        ...(contacts.has(id) || given.contactOf
          ? { contactOf: contacts.has(id) ? [...answeredFor, after.id] : answeredFor }
          : {}),
      };
    });
    const isCases = before !== undefined && changed.length > 0;
    return isCases ? [...rights, { put: dueKey(at, providerSubject(after.id)), value: {} }] : rights;
  };
  return {
    key: providerKey(after.id),
    entity,
    etag: before?.etag,
    revision,
    value: { ...after, revision },
    changes: providerChanges(before?.value, after),
    by,
    at,
    more,
  };
}

export const ids = (people: readonly Person[]): Set<string> => new Set(people.map(({ id }) => id));

export function differing(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  return [...[...before].filter((id) => !after.has(id)), ...[...after].filter((id) => !before.has(id))];
}

/** An entry that was never there may have a history all the same: somebody has taken its row away. */
export async function nextRevision(
  table: Table,
  entity: string,
  before: { readonly value: { readonly revision: number } } | undefined,
): Promise<number> {
  return (before?.value.revision ?? (await latestRevision(table, entity))) + 1;
}
