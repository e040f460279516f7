import { atClock, dayOf } from '../../domain/calendar/days.ts';
import type { Instant, Person } from '../../domain/person.ts';
import type { Shift } from '../../domain/roster.ts';
import { dateInput, dayFault } from '../admin/day-input.ts';
import { type Faults, lineOf, nameFault, onlyFaults, type Typed } from '../admin/typed.ts';
import { type Input, input } from '../order/input.ts';

/** In the order in which they are called. */
const places = [
  { id: 'first', label: 'Har jouren (obligatoriskt)', name: 'den som har jouren' },
  { id: 'second', label: 'Tillkallas sedan', name: 'den andra' },
  { id: 'third', label: 'Tillkallas därefter', name: 'den tredje' },
] as const;

export type Ground = {
  readonly now: Instant;
  /** Minutes after midnight at which shifts begin and end. */
  readonly changesAt: number;
  /** People whose names are known, by id. */
  readonly known: ReadonlyMap<string, string>;
  /** What is changed. */
  readonly shift: Shift | undefined;
};

/** A slip of the finger in the year would keep somebody on call for ever. */
const longestDays = 100;
const day = 24 * 60 * 60 * 1000;

export function initialTyped({ shift }: Ground): Typed {
  if (shift === undefined) return {};
  const [first, second, third] = shift.people.map(({ id }) => id);
  const people = { first: first ?? '', second: second ?? '', third: third ?? '' };
  return { from: dayOf(shift.from), to: dayOf(shift.to), ...people };
}

export function rosterInputs(ground: Ground, typed: Typed, faults: Faults): Input[] {
  const of = (id: string): { value: string; fault: string } => ({ value: typed[id] ?? '', fault: faults[id] ?? '' });
  const choices = [...ground.known].map(([value, title]) => ({ title, value }));
  const end = input('toggle', 'remove', 'Ta bort', { ...of('remove'), help: 'Ta bort raden ur jourlistan' });
  return [
    dateInput('from', 'Från och med dag (obligatoriskt)', of('from')),
    dateInput('to', 'Till dag (obligatoriskt)', of('to')),
    ...places.flatMap(({ id, label, name }) => [
      input('search', id, label, {
        ...of(id),
        help: 'Sök på namn',
        choices: withPicked(choices, typed, id),
        dataset: 'graph.microsoft.com/users',
      }),
      input('text', `${id}Name`, `Namn på ${name}, om personen är ny i listan`, of(`${id}Name`)),
    ]),
    ...(ground.shift ? [end] : []),
  ];
}

/** The picker's own choices are gone when the dialog is shown again. */
function withPicked(choices: Input['choices'], typed: Typed, id: string): Input['choices'] {
  const picked = typed[id] ?? '';
  if (picked === '' || choices.some(({ value }) => value === picked)) return choices;
  return [...choices, { title: lineOf(typed, `${id}Name`) || picked, value: picked }];
}

export type Read =
  | { readonly kind: 'removed' }
  | { readonly kind: 'entered'; readonly shift: Pick<Shift, 'from' | 'to' | 'people'> }
  | { readonly kind: 'faulty'; readonly faults: Faults };

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The shift as it is to be, or what is wrong. */
export function readShift({ now, changesAt, known, shift }: Ground, typed: Typed): Read {
  if (shift && lineOf(typed, 'remove') === 'true') return { kind: 'removed' };
  const [from, to] = [lineOf(typed, 'from'), lineOf(typed, 'to')];
  const dayFaults = {
    from: from === '' ? 'Välj dagen som jouren börjar.' : dayFault(from),
    to: to === '' ? 'Välj dagen som jouren slutar.' : dayFault(to),
  };
  const people: Person[] = [];
  const peopleFaults: Record<string, string> = {};
  for (const { id } of places) {
    const [picked, name] = [lineOf(typed, id).toLowerCase(), lineOf(typed, `${id}Name`)];
    if (picked === '' && name === '') continue;
    const person = { id: picked, name: known.get(picked) ?? name };
    if (picked === '') peopleFaults[id] = 'Välj personen i listan. Namnet räcker inte.';
    else if (!guid.test(picked)) peopleFaults[id] = 'Välj personen i listan.';
    else if (people.some((one) => one.id === picked)) peopleFaults[id] = 'Personen står redan här ovanför.';
    else if (person.name === '') peopleFaults[`${id}Name`] = 'Skriv namnet också: listan ger bara personens id.';
    else if (nameFault(person.name) !== '') peopleFaults[`${id}Name`] = nameFault(person.name);
    people.push(person);
  }
  const nobody = lineOf(typed, 'first') === '' && lineOf(typed, 'firstName') === '';
  const faults = onlyFaults({
    ...dayFaults,
    ...(nobody ? { first: 'Välj vem som har jouren.' } : {}),
    ...peopleFaults,
  });
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  const period = { from: atClock(from, changesAt), to: atClock(to, changesAt) };
  const fault = periodFault(period, now);
  return fault === '' ? { kind: 'entered', shift: { ...period, people } } : { kind: 'faulty', faults: { to: fault } };
}

function periodFault({ from, to }: Pick<Shift, 'from' | 'to'>, now: Instant): string {
  if (to <= from) return 'Jouren ska sluta en senare dag än den börjar.';
  if (to <= now) return 'Dagen har redan varit.';
  return Date.parse(to) - Date.parse(from) > longestDays * day ? `Högst ${longestDays} dagar åt gången.` : '';
}
