import type { Provider } from '../../src/domain/directory.ts';
import type { Person } from '../../src/domain/person.ts';

const person = (number: number, name: string): Person => ({
  id: `00000000-0000-4000-8000-0000000000${String(number).padStart(2, '0')}`,
  name,
});

/** Everybody in the simulated municipality. */
export const people = {
  anna: person(1, 'Anna Chef'),
  malin: person(2, 'Malin Medchef'),
  olle: person(3, 'Olle Annanchef'),
  goran: person(4, 'Göran Godkännare'),
  birgit: person(5, 'Birgit Beställare'),
  ida: person(6, 'Ida IT'),
  isak: person(7, 'Isak IT'),
  sara: person(8, 'Sara System'),
  sven: person(9, 'Sven System'),
  hanna: person(10, 'Hanna Admin'),
  frans: person(11, 'Frans Främling'),
} as const;

export const everybody: readonly Person[] = Object.values(people);

const units = [
  { name: 'Hemtjänst Norr', costCode: '47110' },
  { name: 'Hemtjänst Söder', costCode: '47120' },
];
const provider = (id: string, name: string, managers: readonly Person[]): Provider => ({
  id,
  revision: 1,
  name,
  kind: 'private',
  certified: true,
  managers,
  namedContacts: [],
  units,
});

export const providers = [
  provider('omsorg-ab', 'Omsorg AB', [people.anna, people.malin]),
  provider('annan-ab', 'Annan AB', [people.olle]),
] as const;

type Queue = { readonly id: string; readonly phrase: string; readonly channels: readonly Channel[] };
export type Channel = { readonly id: string; readonly teamId: string };
const channel = (id: string, teamId: string): Channel => ({ id: `19:${id}@thread.tacv2`, teamId });

/** The first channel is the queue's at the start; it may be given the others: in the same team, and in another. */
export const queues: readonly Queue[] = [
  {
    id: 'it',
    phrase: 'it',
    channels: [channel('it', 'team-it'), channel('it-2', 'team-it'), channel('it-3', 'team-x')],
  },
  {
    id: 'systemAdministration',
    phrase: 'systemförvaltning',
    channels: [channel('sys', 'team-sys'), channel('sys-2', 'team-sys')],
  },
];

export const channels: readonly Channel[] = queues.flatMap((queue) => queue.channels);

export const teams: Readonly<Record<string, readonly Person[]>> = {
  'team-it': [people.ida, people.isak],
  'team-x': [people.ida, people.frans],
  'team-sys': [people.sara, people.sven],
};

/** Skatteverket's test numbers, and whom the orders are for: each name belongs to one order. */
export const subjects = [
  { name: 'Nadja Nordgren', personnummer: '19900602-2397' },
  { name: 'Pelle Söderkvist', personnummer: '20000101-2384' },
  { name: 'Quentin Östbergh', personnummer: '19900602-2397' },
  { name: 'Rut Västermark', personnummer: '20000101-2384' },
] as const;
