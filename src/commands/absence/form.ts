import { type Absences, type Period, presentPeriod } from '../../domain/absence.ts';
import type { Day, Person } from '../../domain/person.ts';
import { addDays } from '../../domain/calendar/days.ts';
import { formatDays } from '../../views/format.ts';
import { dateInput, dayFault } from '../admin/day-input.ts';
import { type Faults, onlyFaults, type Typed } from '../admin/typed.ts';
import { type Choice, type Input, input } from '../order/input.ts';

/** What the dialog is about: today, what was entered before, and those who may stand in. */
export type Ground = {
  readonly today: Day;
  readonly present: Period | undefined;
  readonly standIns: readonly Person[];
  readonly absences: Absences;
};

/** No stand-in: whoever asks is told, and chooses another. */
const nobody = 'nobody';
/** A slip of the finger in the year would keep somebody away for ever. */
const longestDays = 2 * 366;

/** What the dialog shows first: the absence as it is, or one from today. */
export function initialTyped({ today, present }: Ground): Typed {
  return { from: present?.from ?? today, to: present?.to ?? '', standIn: standInValue(present), end: 'false' };
}

function standInValue(present: Period | undefined): string {
  return present ? (present.standIn?.id ?? nobody) : '';
}

export function absenceInputs(ground: Ground, typed: Typed, faults: Faults): Input[] {
  const of = (id: string): { value: string; fault: string } => ({ value: typed[id] ?? '', fault: faults[id] ?? '' });
  const end = input('toggle', 'end', 'Tillbaka tidigare', { ...of('end'), help: 'Avsluta frånvaron nu' });
  return [
    dateInput('from', 'Från och med (obligatoriskt)', of('from')),
    dateInput('to', 'Till och med (obligatoriskt)', of('to')),
    input('choice', 'standIn', 'Vem godkänner under tiden? (obligatoriskt)', {
      ...of('standIn'),
      help: 'Välj vem som står in',
      choices: [
        ...ground.standIns.map((person) => standInChoice(ground, person)),
        { title: 'Ingen: den som beställer får välja någon annan', value: nobody },
      ],
    }),
    ...(ground.present ? [end] : []),
  ];
}

/** One who is to be away is stood in for by theirs in turn. */
function standInChoice({ absences, today }: Ground, { id, name }: Person): Choice {
  const own = presentPeriod(absences.get(id), today);
  return { title: own ? `${name} (borta ${formatDays(own.from, own.to)})` : name, value: id };
}

export type Read =
  | { readonly kind: 'end' }
  | { readonly kind: 'entered'; readonly period: Pick<Period, 'from' | 'to' | 'standIn'> }
  | { readonly kind: 'faulty'; readonly faults: Faults };

/** The absence as it is to be, or what is wrong. */
export function readAbsence({ today, standIns }: Ground, typed: Typed): Read {
  if (typed['end'] === 'true') return { kind: 'end' };
  const { from = '', to = '', standIn: chosen = '' } = typed;
  const standIn = standIns.find(({ id }) => id === chosen);
  const faults = onlyFaults({
    from: neededDay(from),
    to: neededDay(to) || toFault(from, to, today),
    standIn: standIn || chosen === nobody ? '' : 'Välj vem som står in, eller att ingen gör det.',
  });
  if (Object.keys(faults).length > 0) return { kind: 'faulty', faults };
  return { kind: 'entered', period: { from, to, ...(standIn ? { standIn } : {}) } };
}

function neededDay(text: string): string {
  return text === '' ? 'Fältet är obligatoriskt.' : dayFault(text);
}

function toFault(from: Day, to: Day, today: Day): string {
  if (to < today) return 'Till och med har redan passerat. Välj i dag eller en senare dag.';
  if (neededDay(from) !== '') return '';
  if (to < from) return 'Till och med är före Från och med. Välj samma dag eller en senare.';
  return to > addDays(from, longestDays) ? 'Det är mer än två år. Kontrollera året.' : '';
}
