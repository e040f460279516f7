import type { Provider } from '../../domain/directory.ts';
import type { UnitRole } from '../../domain/offer.ts';
import { unitText } from '../../domain/units.ts';
import type { Profile } from '../../profiles/schema.ts';
import { type Faults, lineOf, nameFault, onlyFaults, type Typed } from '../admin/typed.ts';
import { type Input, input } from '../order/input.ts';
import type { UnitRoles } from './port.ts';

export type Line = UnitRoles['people'][number];
export type Ground = {
  readonly profile: Profile;
  readonly provider: Provider;
  readonly people: readonly Line[];
  /** What is changed. */
  readonly line: Line | undefined;
};

/** The more there are, the more are found by typing. */
const mostChoices = 50;

export function initialTyped({ provider, line }: Ground): Typed {
  if (line === undefined) return {};
  const unit = provider.units.find(({ name }) => name === line.unit);
  return { unit: unit ? unitText(unit) : '', role: line.role, person: line.person.id };
}

export function roleInputs({ profile, provider, people, line }: Ground, typed: Typed, faults: Faults): Input[] {
  const of = (id: string): { value: string; fault: string } => ({ value: typed[id] ?? '', fault: faults[id] ?? '' });
  const known = new Map(people.map(({ person }) => [person.id, person.name]));
  const picked = typed['person'] ?? '';
  const name = known.get(picked) ?? (lineOf(typed, 'name') || picked);
  const remove = input('toggle', 'remove', 'Ta bort', { ...of('remove'), help: 'Personen har inte rollen längre' });
  return [
    input('search', 'unit', 'Enhet (obligatoriskt)', {
      ...of('unit'),
      help: 'Sök på namn eller ansvarskod',
      choices: provider.units.slice(0, mostChoices).map((unit) => ({ title: unitText(unit), value: unitText(unit) })),
      dataset: `units/${provider.id}`,
    }),
    input('choice', 'role', 'Roll (obligatoriskt)', {
      ...of('role'),
      choices: profile.unitRoles.map(({ id, name: title }) => ({ title, value: id })),
    }),
    input('search', 'person', 'Person (obligatoriskt)', {
      ...of('person'),
      help: 'Sök på namn',
      choices: picked === '' ? [] : [{ title: name, value: picked }],
      dataset: 'graph.microsoft.com/users',
    }),
    input('text', 'name', 'Namn, om personen inte har någon roll sedan tidigare', of('name')),
    ...(line ? [remove] : []),
  ];
}

export type Read =
  | { readonly kind: 'removed' }
  | { readonly kind: 'entered'; readonly role: UnitRole }
  | { readonly kind: 'faulty'; readonly faults: Faults };

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The line as it is to be, or what is wrong. R50: one or two for a unit. */
export function readRole({ profile, provider, people, line }: Ground, typed: Typed): Read {
  if (line && lineOf(typed, 'remove') === 'true') return { kind: 'removed' };
  const unit = provider.units.find((one) => unitText(one) === lineOf(typed, 'unit'));
  const role = profile.unitRoles.find(({ id }) => id === typed['role']);
  const id = lineOf(typed, 'person').toLowerCase();
  const name = people.find(({ person }) => person.id === id)?.person.name ?? lineOf(typed, 'name');
  const others = people.filter(
    (one) => one.number !== line?.number && one.role === role?.id && one.unit === unit?.name,
  );
  const isFull = role !== undefined && others.length >= role.perUnit;
  const isThere = others.some(({ person }) => person.id === id);
  const faults = onlyFaults({
    unit: unit === undefined ? 'Välj enheten i listan.' : '',
    role:
      role === undefined
        ? 'Välj en roll.'
        : isFull && !isThere
          ? `Enheten har redan ${others.length}. Ta bort någon först.`
          : '',
    person: !guid.test(id) ? 'Välj personen i listan.' : isThere ? 'Personen har redan rollen på enheten.' : '',
    name: guid.test(id) ? (name === '' ? 'Skriv namnet också: listan ger bara personens id.' : nameFault(name)) : '',
  });
  if (unit === undefined || role === undefined || Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return { kind: 'entered', role: { role: role.id, unit: unit.name, person: { id, name } } };
}
