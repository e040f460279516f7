import { groupChanges, providerChanges } from '../commands/admin/changes.ts';
import type { Directory, Groups, Stored } from '../commands/ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { groups, type Provider } from '../domain/directory.ts';
import type { Person } from '../domain/person.ts';
import { groupsRow, providerRow, rightsRow, type RightsRow } from './directory-rows.ts';
import { recoverGroups, recoverProvider, recoverRights } from './directory-recovery.ts';
import { latestRevision, saveEntry } from './history.ts';
import { groupsKey, providerKey, providerPrefix, rightsKey } from './keys.ts';
import { everything, readRow } from './read.ts';
import type { Row, Table, Write } from './table.ts';

/** A transaction holds a hundred rows; the entry and its history are two of them. */
const mostRights = 98;

/** Anything else is nobody's id, and might not even be a key. */
const personId = /^[\w-]{1,64}$/;

const none: RightsRow = { managerOf: [], groups: [] };

type Settings = { readonly adminIds: readonly string[]; readonly unreadable: Unreadable };

/** Providers, the municipality's own people, and what each person may do because of them. */
export function createDirectory(table: Table, { adminIds, unreadable }: Settings): Directory {
  const admins = new Set(adminIds.map((id) => id.trim().toLowerCase()));
  const toProvider = async (row: Row): Promise<Provider> =>
    readRow(row, providerRow, unreadable) ?? (await recoverProvider(table, row.key.slice(providerPrefix().length)));
  const toGroups = async (row: Row): Promise<Groups> =>
    readRow(row, groupsRow, unreadable) ?? (await recoverGroups(table));

  /** The rights rows of people, each altered and written only as it was read. */
  async function rightsWrites(
    people: readonly string[],
    alter: (id: string, rights: RightsRow) => RightsRow,
  ): Promise<Write[]> {
    if (people.length > mostRights) {
      throw new Error(`A change of the rights of ${people.length} people at once; ${mostRights} is the limit`);
    }
    return Promise.all(
      people.map(async (id) => {
        const row = await table.get(rightsKey(id));
        const known = row ? readRow(row, rightsRow, unreadable) : none;
        const rights = known ?? (await recoverRights(table, id));
        return { put: rightsKey(id), value: alter(id, rights), if: row?.etag ?? 'absent' };
      }),
    );
  }

  return {
    async rights(id) {
      const lower = id.toLowerCase();
      const admin = admins.has(lower);
      const row = personId.test(lower) ? await table.get(rightsKey(lower)) : undefined;
      const rights = row ? readRow(row, rightsRow, unreadable) : none;
      return rights ? { ...rights, admin } : { ...none, admin, unreadable: true };
    },

    async provider(id) {
      const row = await table.get(providerKey(id));
      return row && { value: await toProvider(row), etag: row.etag };
    },

    async providers() {
      const rows = await everything(table, providerPrefix());
      const found = await Promise.all(rows.map(toProvider));
      return found.sort((a, b) => a.name.localeCompare(b.name, 'sv'));
    },

    async groups() {
      const row = await table.get(groupsKey());
      return row && { value: await toGroups(row), etag: row.etag };
    },

    async saveProvider(before, after, by, at) {
      const entity = `provider.${after.id}`;
      const revision = await nextRevision(table, entity, before);
      const managers = ids(after.managers);
      const more = (): Promise<Write[]> =>
        rightsWrites(differing(ids(before?.value.managers ?? []), managers), (id, rights) => {
          const others = rights.managerOf.filter((provider) => provider !== after.id);
          return { ...rights, managerOf: managers.has(id) ? [...others, after.id] : others };
        });
      const changes = providerChanges(before?.value, after);
      const value: Provider = { ...after, revision };
      return saveEntry(table, {
        key: providerKey(after.id),
        entity,
        etag: before?.etag,
        revision,
        value,
        changes,
        by,
        at,
        more,
      });
    },

    async saveGroups(before, after, by, at) {
      const revision = await nextRevision(table, 'groups', before);
      const members = groups.map((group) => ({ group, now: ids(after[group]), then: ids(before?.value[group] ?? []) }));
      const concerned = new Set(members.flatMap(({ then, now }) => differing(then, now)));
      const more = (): Promise<Write[]> =>
        rightsWrites([...concerned], (id, rights) => ({
          ...rights,
          groups: members.filter(({ now }) => now.has(id)).map(({ group }) => group),
        }));
      const changes = groupChanges(before?.value, after);
      const value = { ...after, revision };
      return saveEntry(table, {
        key: groupsKey(),
        entity: 'groups',
        etag: before?.etag,
        revision,
        value,
        changes,
        by,
        at,
        more,
      });
    },
  };
}

const ids = (people: readonly Person[]): Set<string> => new Set(people.map(({ id }) => id));

function differing(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  return [...[...before].filter((id) => !after.has(id)), ...[...after].filter((id) => !before.has(id))];
}

/** An entry that was never there may have a history all the same: somebody has taken its row away. */
async function nextRevision(
  table: Table,
  entity: string,
  before: Stored<{ readonly revision: number }> | undefined,
): Promise<number> {
  return (before?.value.revision ?? (await latestRevision(table, entity))) + 1;
}
