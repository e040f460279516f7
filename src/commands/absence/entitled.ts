import type { Rights } from '../../domain/directory.ts';
import type { Person } from '../../domain/person.ts';
import type { Directory, Groups } from '../ports.ts';

/** Somebody who is asked to approve, and as what. */
export type Entitled = { readonly person: Person; readonly what: string };

/** Whether anybody is asked to approve by virtue of these rights. */
export function isAsked(rights: Rights): boolean {
  return rights.managerOf.length > 0 || isForAll(rights);
}

/** Asked for any provider. */
function isForAll({ groups }: Rights): boolean {
  return groups.includes('approvers') || groups.includes('orderers');
}

/** Everybody who is asked to approve, for one provider or for all. Of a damaged entry the names are gone. */
export async function entitledPeople(directory: Directory): Promise<Entitled[]> {
  const [providers, own] = await Promise.all([directory.providers(), directory.groups()]);
  const managers = providers
    .filter(({ unreadable }) => !unreadable)
    .flatMap(({ name, managers: all }) => all.map((person) => ({ person, what: `ansvarig chef, ${name}` })));
  return byName([...managers, ...ownPeople(own?.value)]);
}

/** Those who may approve all that somebody with these rights may. */
export async function standInsFor(directory: Directory, personId: string, rights: Rights): Promise<Person[]> {
  const groups = (await directory.groups())?.value;
  const own = ownPeople(groups).map(({ person }) => person);
  const providers = isForAll(rights) ? [] : await Promise.all(rights.managerOf.map((id) => directory.provider(id)));
  const managers = providers.map((stored) => (stored?.value.unreadable ? [] : (stored?.value.managers ?? [])));
  const shared = (managers[0] ?? []).filter(({ id }) => managers.every((all) => all.some((one) => one.id === id)));
  const others = [...shared, ...own].filter(({ id }) => id !== personId);
  return byName(others.map((person) => ({ person, what: '' }))).map(({ person }) => person);
}

function ownPeople(groups: Groups | undefined): Entitled[] {
  if (groups === undefined || groups.unreadable) return [];
  return [
    ...groups.orderers.map((person) => ({ person, what: 'beställare' })),
    ...groups.approvers.map((person) => ({ person, what: 'attesträtt' })),
  ];
}

/** Each person once, with what they are first. */
function byName(all: readonly Entitled[]): Entitled[] {
  const once = all.filter(({ person }, index) => all.findIndex((other) => other.person.id === person.id) === index);
  return once.sort((a, b) => a.person.name.localeCompare(b.person.name, 'sv'));
}
