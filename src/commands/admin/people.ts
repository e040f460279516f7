import type { Person } from '../../domain/person.ts';
import type { Directory } from '../ports.ts';
import { type Input, input } from '../order/input.ts';
import { type Faults, lineOf, nameFault, onlyFaults, type Typed } from './typed.ts';

/** A list of people in a dialog: who is in it, who is to leave, and one who is to come. `id` begins the inputs' ids. */
export type PeopleField = {
  readonly id: string;
  readonly heading: string;
  /** What one of them is. */
  readonly who: string;
  readonly most: number;
};

/**
 * Those to leave are ticked, not those to stay: a client that leaves the input out removes nobody, and neither does somebody
 * who did not see whom another admin has just added.
 */
export function peopleInputs(
  { id, heading, who }: PeopleField,
  present: readonly Person[],
  typed: Typed,
  faults: Faults,
): Input[] {
  const value = (name: string): { value: string; fault: string } => ({
    value: typed[`${id}${name}`] ?? '',
    fault: faults[`${id}${name}`] ?? '',
  });
  const picked = typed[`${id}Pick`] ?? '';
  const remove = input('many', `${id}Remove`, `${heading} i dag – bocka i den som ska tas bort`, {
    ...value('Remove'),
    choices: present.map((person) => ({ title: person.name, value: person.id })),
  });
  return [
    input('heading', `${id}Heading`, heading),
    ...(present.length > 0 ? [remove] : []),
    input('search', `${id}Pick`, `Lägg till ${who}`, {
      ...value('Pick'),
      help: 'Sök på namn',
      // The picker's own choices are gone when the dialog is shown again.
      choices: picked === '' ? [] : [{ title: lineOf(typed, `${id}Name`) || picked, value: picked }],
      dataset: 'graph.microsoft.com/users',
    }),
    input('text', `${id}Id`, `Objekt-id, om personen inte finns i listan (${who})`, value('Id')),
    input('text', `${id}Name`, `Namn på den du lägger till, obligatoriskt för en ny person (${who})`, value('Name')),
  ];
}

/** The list as it is to be, or what is wrong. The picker gives an id only, so the name is typed or known already. */
export function readPeople(
  field: PeopleField,
  present: readonly Person[],
  typed: Typed,
  known: ReadonlyMap<string, string>,
): { people: Person[]; faults: Faults } {
  const { id, who, most } = field;
  const leaving = new Set((typed[`${id}Remove`] ?? '').split(','));
  const [picked, written, name] = [`${id}Pick`, `${id}Id`, `${id}Name`].map((each) => lineOf(typed, each)) as [
    string,
    string,
    string,
  ];
  const added = (picked || written).toLowerCase();
  const staying = present.filter((person) => !leaving.has(person.id));
  if (added === '') {
    const faults = {
      [`${id}Pick`]: name === '' ? '' : `Välj personen i listan eller skriv objekt-id. Namnet räcker inte.`,
    };
    return { people: staying, faults: onlyFaults(faults) };
  }
  const person = { id: added, name: name || (known.get(added) ?? '') };
  const people = [...staying.filter((one) => one.id !== added), person];
  const faults = {
    [`${id}Pick`]:
      people.length > most ? `Det får vara högst ${most} här. Ta bort ${most === 1 ? 'den' : 'någon'} som finns.` : '',
    [`${id}Id`]: idFault(picked, written),
    [`${id}Name`]:
      person.name === '' ? `Skriv namnet också: listan ger bara personens id. (${who})` : nameFault(person.name),
    [`${id}Remove`]: leaving.has(added) ? `Du har valt att både ta bort och lägga till samma person.` : '',
  };
  return { people, faults: onlyFaults(faults) };
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function idFault(picked: string, written: string): string {
  if (picked !== '' && written !== '' && picked.toLowerCase() !== written.toLowerCase()) {
    return 'Du har valt en person i listan och skrivit ett annat objekt-id. Behåll det ena.';
  }
  return guid.test(picked || written) ? '' : 'Ett objekt-id skrivs så här: 6f9619ff-8b86-4d01-b42d-00cf4fc964ff.';
}

/** Everybody's name as the directory has it, by id. */
export async function knownNames(directory: Directory): Promise<Map<string, string>> {
  const [providers, own] = await Promise.all([directory.providers(), directory.groups()]);
  const people = [
    ...providers.flatMap(({ managers, namedContacts, unreadable }) =>
      unreadable ? [] : [...managers, ...namedContacts],
    ),
    ...(own && !own.value.unreadable ? [...own.value.orderers, ...own.value.elderCare, ...own.value.approvers] : []),
  ];
  return new Map(people.map(({ id, name }) => [id, name]));
}
