import type { Groups } from '../commands/ports.ts';
import { groups, type Provider } from '../domain/directory.ts';
import type { Person } from '../domain/person.ts';
import { groupsRow, providerRow, rightsRow, type RightsRow } from './directory-rows.ts';
import { latestRevision } from './history.ts';
import { groupsKey, providerPrefix, rightsPrefix } from './keys.ts';
import { everything, readRows } from './read.ts';
import type { Table } from './table.ts';

/**
 * A damaged entry, from what the rows beside it say: who has rights because of it stays known, so that an admin who fills it
 * in anew also takes away the rights of those who are left out.
 */
export async function recoverProvider(table: Table, id: string): Promise<Provider> {
  const revision = await latestRevision(table, `provider.${id}`);
  const managers = await peopleWho(table, ({ managerOf }) => managerOf.includes(id));
  const namedContacts = await peopleWho(table, ({ contactOf = [] }) => contactOf.includes(id));
  const blank = { kind: 'private', certified: false, units: [] } as const;
  return { id, revision, name: id, ...blank, managers, namedContacts, unreadable: true };
}

export async function recoverGroups(table: Table): Promise<Groups> {
  const revision = await latestRevision(table, 'groups');
  const members = groups.map(async (group) => [
    group,
    await peopleWho(table, (rights) => rights.groups.includes(group)),
  ]);
  const people = Object.fromEntries(await Promise.all(members)) as Record<(typeof groups)[number], Person[]>;
  return { revision, ...people, unreadable: true };
}

/** Somebody's rights as the entries have them, for writing the row anew. */
export async function recoverRights(table: Table, personId: string): Promise<RightsRow> {
  const ignore = (): void => undefined;
  const has = (people: readonly Person[]): boolean => people.some(({ id }) => id === personId);
  const providers = readRows(await everything(table, providerPrefix()), providerRow, ignore);
  const own = groupsRow.safeParse((await table.get(groupsKey()))?.value).data;
  const contactOf = providers.filter(({ namedContacts }) => has(namedContacts)).map(({ id }) => id);
  return {
    managerOf: providers.filter(({ managers }) => has(managers)).map(({ id }) => id),
    groups: own ? groups.filter((group) => has(own[group])) : [],
    ...(contactOf.length === 0 ? {} : { contactOf }),
  };
}

async function peopleWho(table: Table, may: (rights: RightsRow) => boolean): Promise<Person[]> {
  const rows = await everything(table, rightsPrefix());
  const entitled = rows.filter(({ value }) => {
    const rights = rightsRow.safeParse(value).data;
    return rights !== undefined && may(rights);
  });
  return entitled.map(({ key }) => key.slice(rightsPrefix().length)).map((id) => ({ id, name: unnamed(id) }));
}

/** Names stood in the damaged entry alone. */
function unnamed(id: string): string {
  return `Namn saknas (${id.slice(-6)})`;
}
