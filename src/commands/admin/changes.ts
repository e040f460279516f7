import { groups, type Provider } from '../../domain/directory.ts';
import type { Person } from '../../domain/person.ts';
import { unitText } from '../../domain/units.ts';
import type { Groups } from '../ports.ts';
import { groupWords, kindWords, yesNo } from './words.ts';

type Content<T> = Omit<T, 'id' | 'revision'>;

const blank: Content<Provider> = {
  name: '',
  kind: 'private',
  certified: false,
  managers: [],
  namedContacts: [],
  units: [],
};

/** What differs, in words for the history and for the one who saved it. Nothing where nothing differs. */
export function providerChanges(before: Provider | undefined, after: Content<Provider>): string[] {
  const old: Content<Provider> = before ?? blank;
  const units = [old.units.map(unitText), after.units.map(unitText)] as const;
  const reordered = units[0].join('\n') !== units[1].join('\n');
  const unitChanges = [...added('Ny enhet', ...units), ...added('Borttagen enhet', units[1], units[0])];
  return [
    ...value('Namn', old.name, after.name),
    ...(before ? value('Typ', kindWords[old.kind], kindWords[after.kind]) : [`Typ: ${kindWords[after.kind]}`]),
    ...value('Certifierad', yesNo(old.certified), yesNo(after.certified)),
    ...value('Giltig från', old.validFrom ?? 'inget datum', after.validFrom ?? 'inget datum'),
    ...value('Giltig till', old.validTo ?? 'inget datum', after.validTo ?? 'inget datum'),
    ...value('Krav bekräftade, gällande från', old.confirmed?.version ?? 'inga', after.confirmed?.version ?? 'inga'),
    ...unitChanges,
    ...(reordered && unitChanges.length === 0 ? ['Enheternas ordning'] : []),
    ...people('ansvarig chef', old.managers, after.managers),
    ...people('namngiven kontakt', old.namedContacts, after.namedContacts),
  ];
}

export function groupChanges(before: Content<Groups> | undefined, after: Content<Groups>): string[] {
  return groups.flatMap((group) => people(groupWords[group].who, before?.[group] ?? [], after[group]));
}

function value(label: string, before: string, after: string): string[] {
  return before === after ? [] : [`${label}: ${after}`];
}

function added(label: string, before: readonly string[], after: readonly string[]): string[] {
  const known = new Set(before);
  return after.filter((one) => !known.has(one)).map((one) => `${label}: ${one}`);
}

function people(who: string, before: readonly Person[], after: readonly Person[]): string[] {
  const had = new Map(before.map(({ id, name }) => [id, name]));
  const has = new Set(after.map(({ id }) => id));
  return [
    ...after.filter(({ id }) => !had.has(id)).map(({ name }) => `Tillagd ${who}: ${name}`),
    ...after
      .filter(({ id, name }) => had.has(id) && had.get(id) !== name)
      .map(({ id, name }) => `Nytt namn på ${who}: ${name} (förut ${had.get(id)})`),
    ...before.filter(({ id }) => !has.has(id)).map(({ name }) => `Borttagen ${who}: ${name}`),
  ];
}
