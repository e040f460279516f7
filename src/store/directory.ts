import { groupChanges } from '../commands/admin/changes.ts';
import type { Directory, Groups } from '../commands/ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { groups, type Provider } from '../domain/directory.ts';
import { groupsRow, providerRow, rightsRow } from './directory-rows.ts';
import { recoverGroups, recoverProvider } from './directory-recovery.ts';
import { saveEntry } from './history.ts';
import { groupsKey, isPersonId, providerKey, providerPrefix, rightsKey } from './keys.ts';
import { differing, ids, nextRevision, noneGiven, providerEntry, rightsWrites } from './provider-entry.ts';
import { everything, readRow } from './read.ts';
import type { Row, Table, Write } from './table.ts';

/** Anything else is nobody's id, and might not even be a key. */

type Settings = { readonly adminIds: readonly string[]; readonly unreadable: Unreadable };

/** Providers, the municipality's own people, and what each person may do because of them. */
export function createDirectory(table: Table, { adminIds, unreadable }: Settings): Directory {
  const admins = new Set(adminIds.map((id) => id.trim().toLowerCase()));
  const toProvider = async (row: Row): Promise<Provider> =>
    readRow(row, providerRow, unreadable) ?? (await recoverProvider(table, row.key.slice(providerPrefix().length)));
  const toGroups = async (row: Row): Promise<Groups> =>
    readRow(row, groupsRow, unreadable) ?? (await recoverGroups(table));

  return {
    async rights(id) {
      const lower = id.toLowerCase();
      const admin = admins.has(lower);
      const row = isPersonId(lower) ? await table.get(rightsKey(lower)) : undefined;
      const rights = row ? readRow(row, rightsRow, unreadable) : noneGiven;
      return rights ? { ...rights, admin } : { ...noneGiven, admin, unreadable: true };
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
      return saveEntry(table, await providerEntry(table, unreadable, { before, after, by, at }));
    },

    async saveGroups(before, after, by, at) {
      const revision = await nextRevision(table, 'groups', before);
      const members = groups.map((group) => ({ group, now: ids(after[group]), then: ids(before?.value[group] ?? []) }));
      const concerned = new Set(members.flatMap(({ then, now }) => differing(then, now)));
      const more = (): Promise<Write[]> =>
        rightsWrites(table, unreadable, [...concerned], (id, rights) => ({
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
