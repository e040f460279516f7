import type { Provider } from '../../domain/directory.ts';
import { type Input, input } from '../order/input.ts';
import { dateInput, dayFault } from './day-input.ts';
import { limits } from './limits.ts';
import { type PeopleField, peopleInputs, readPeople } from './people.ts';
import { type Faults, lineOf, nameFault, onlyFaults, type Typed } from './typed.ts';
import { parseUnits, unitsText } from './units-text.ts';
import { kindWords } from './words.ts';

const managers: PeopleField = {
  id: 'managers',
  heading: 'Ansvariga chefer',
  who: 'ansvarig chef',
  most: limits.managers,
};
const contacts: PeopleField = {
  id: 'contacts',
  heading: 'Namngivna kontakter',
  who: 'namngiven kontakt',
  most: limits.namedContacts,
};

/** What the dialog shows first: the entry as it is. */
export function initialText(provider: Provider | undefined): Typed {
  return {
    name: provider?.unreadable ? '' : (provider?.name ?? ''),
    kind: provider?.kind ?? 'private',
    certified: String(provider?.certified ?? false),
    validFrom: provider?.validFrom ?? '',
    validTo: provider?.validTo ?? '',
    units: unitsText(provider?.units ?? []),
  };
}

/** `asked`: the name is so near another's that the admin has to say that it is meant. */
export function providerInputs(present: Provider | undefined, typed: Typed, faults: Faults, asked: boolean): Input[] {
  const of = (id: string): { value: string; fault: string } => ({ value: typed[id] ?? '', fault: faults[id] ?? '' });
  return [
    input('text', 'name', 'Namn (obligatoriskt)', of('name')),
    ...(asked
      ? [
          input('toggle', 'other', 'Liknande namn', {
            value: typed['other'] ?? 'false',
            help: 'Det är en annan utförare',
          }),
        ]
      : []),
    input('choice', 'kind', 'Typ (obligatoriskt)', {
      ...of('kind'),
      choices: Object.entries(kindWords).map(([value, title]) => ({ title: capital(title), value })),
    }),
    input('toggle', 'certified', 'Certifierad', { ...of('certified'), help: 'Ja, utföraren är certifierad' }),
    dateInput('validFrom', 'Giltig från', of('validFrom')),
    dateInput('validTo', 'Giltig till', of('validTo')),
    ...(areEditable(present)
      ? [
          input('long', 'units', 'Enheter, en per rad: namn; ansvarskod', {
            ...of('units'),
            help: 'Hemtjänst Norr; 47110',
          }),
        ]
      : []),
    ...peopleInputs(managers, present?.managers ?? [], typed, faults),
    ...peopleInputs(contacts, present?.namedContacts ?? [], typed, faults),
  ];
}

/** More units than a dialog has room for came with a file and stay as they are. */
export function areEditable(present: Provider | undefined): boolean {
  return unitsText(present?.units ?? []).length <= limits.unitsText;
}

/** The entry as it is to be, and what is wrong with it. The revision is the store's to count. */
export function readProvider(
  present: Provider | undefined,
  typed: Typed,
  known: ReadonlyMap<string, string>,
): { provider: Omit<Provider, 'id'>; faults: Faults } {
  const name = lineOf(typed, 'name');
  const [validFrom, validTo] = [lineOf(typed, 'validFrom'), lineOf(typed, 'validTo')];
  const kind = (['private', 'municipal'] as const).find((one) => one === typed['kind']);
  const units = areEditable(present) ? parseUnits(typed['units'] ?? '') : { units: present?.units ?? [], fault: '' };
  const chiefs = readPeople(managers, present?.managers ?? [], typed, known);
  const named = readPeople(contacts, present?.namedContacts ?? [], typed, known);
  const faults = {
    name: nameFault(name),
    kind: kind ? '' : 'Välj privat eller egen regi.',
    validFrom: dayFault(validFrom),
    validTo:
      dayFault(validTo) ||
      (validFrom !== '' && validTo !== '' && validTo < validFrom ? 'Giltig till är före Giltig från.' : ''),
    units: units.fault,
    ...chiefs.faults,
    ...named.faults,
  };
  const provider = {
    revision: present?.revision ?? 0,
    name,
    kind: kind ?? 'private',
    certified: typed['certified'] === 'true',
    ...(validFrom === '' ? {} : { validFrom }),
    ...(validTo === '' ? {} : { validTo }),
    managers: chiefs.people,
    namedContacts: named.people,
    units: units.units,
    ...(present?.confirmed === undefined ? {} : { confirmed: present.confirmed }),
  };
  return { provider, faults: onlyFaults(faults) };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
