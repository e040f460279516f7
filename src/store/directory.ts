import { groupChanges, providerChanges } from '../commands/admin/changes.ts';
import type { Directory, Stored } from '../commands/ports.ts';
import { groups, type Provider } from '../domain/directory.ts';
import type { Person } from '../domain/person.ts';
import { groupsRow, providerRow, rightsRow, type RightsRow } from './directory-rows.ts';
import { saveEntry } from './history.ts';
import { groupsKey, providerKey, providerPrefix, rightsKey } from './keys.ts';
import { after as endOf, type Row, type Table, type Write } from './table.ts';

/** A transaction holds a hundred rows; the entry and its history are two of them. */
const mostRights = 98;
const page = 1000;

/** Anything else is nobody's id, and might not even be a key. */
const personId = /^[\w-]{1,64}$/;

const none: RightsRow = { managerOf: [], groups: [] };

/** Providers, the municipality's own people, and what each person may do because of them. */
export function createDirectory(table: Table, { adminIds }: { readonly adminIds: readonly string[] }): Directory {
  const admins = new Set(adminIds.map((id) => id.trim().toLowerCase()));
  const rightsOf = async (id: string): Promise<{ rights: RightsRow; etag: string | undefined }> => {
    const row = await table.get(rightsKey(id));
    return { rights: row ? rightsRow.parse(row.value) : none, etag: row?.etag };
  };

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
        const { rights, etag } = await rightsOf(id);
        return { put: rightsKey(id), value: alter(id, rights), if: etag ?? 'absent' };
      }),
    );
  }

  return {
    async rights(id) {
      const lower = id.toLowerCase();
      const rights = personId.test(lower) ? (await rightsOf(lower)).rights : none;
      return { ...rights, admin: admins.has(lower) };
    },

    async provider(id) {
      const row = await table.get(providerKey(id));
      return row && { value: providerRow.parse(row.value), etag: row.etag };
    },

    async providers() {
      const rows = await everything(table, providerPrefix());
      const found = rows.map((row) => providerRow.parse(row.value));
      return found.sort((a, b) => a.name.localeCompare(b.name, 'sv'));
    },

    async groups() {
      const row = await table.get(groupsKey());
      return row && { value: groupsRow.parse(row.value), etag: row.etag };
    },

    saveProvider(before, after, by, at) {
      const revision = nextRevision(before);
      const managers = ids(after.managers);
      const more = (): Promise<Write[]> =>
        rightsWrites(differing(ids(before?.value.managers ?? []), managers), (id, rights) => {
          const others = rights.managerOf.filter((provider) => provider !== after.id);
          return { ...rights, managerOf: managers.has(id) ? [...others, after.id] : others };
        });
      const changes = providerChanges(before?.value, after);
      const value: Provider = { ...after, revision };
      const entity = `provider.${after.id}`;
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

    saveGroups(before, after, by, at) {
      const revision = nextRevision(before);
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

function nextRevision(before: Stored<{ readonly revision: number }> | undefined): number {
  return (before?.value.revision ?? 0) + 1;
}

async function everything(table: Table, prefix: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = prefix; ;) {
    const found = await table.range({ from, before: endOf(prefix), limit: page });
    rows.push(...found);
    const last = found.at(-1);
    if (found.length < page || !last) return rows;
    // Nothing sorts between a key and the same key with a `!` behind it, which is no key of ours.
    from = `${last.key}!`;
  }
}
