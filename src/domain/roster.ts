import type { Instant, Person } from './person.ts';

/** Who is on call from one instant to another: the first of them is, and the others are called after that one, in order. */
export type Shift = {
  /** Counts what was entered in the roster, from 1. */
  readonly number: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly people: readonly Person[];
  readonly by: Person;
  readonly at: Instant;
};

/** The roster (jourlista) of an on-call queue, as it was entered: later shifts last. */
export type Roster = { readonly queue: string; readonly revision: number; readonly shifts: readonly Shift[] };

/** The most that is kept, and for how long after its end. */
export const mostShifts = 60;
const keptMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Those who are on call at an instant, the first to be called first. Of two shifts that overlap the one entered last goes
 * before, so that a night is swapped by entering it anew.
 */
export function onDuty({ shifts }: Pick<Roster, 'shifts'>, now: Instant): Person[] {
  const people = shifts
    .filter(({ from, to }) => Date.parse(from) <= Date.parse(now) && Date.parse(now) < Date.parse(to))
    .sort((a, b) => b.number - a.number)
    .flatMap((shift) => shift.people);
  return people.filter(({ id }, index) => people.findIndex((other) => other.id === id) === index);
}

/** When other people are on call than now, at the earliest; undefined where nothing more is entered. */
export function nextShift({ shifts }: Pick<Roster, 'shifts'>, now: Instant): Instant | undefined {
  const all = shifts.flatMap(({ from, to }) => [from, to]).filter((time) => Date.parse(time) > Date.parse(now));
  return all.sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}

/** The roster with a shift entered, or one of its own changed: that counts as entered last. Long past ones go. */
export function withShift(roster: Roster, shift: Omit<Shift, 'number'>, changed?: number): Roster {
  const number = Math.max(0, ...roster.shifts.map((one) => one.number)) + 1;
  const { shifts } = withoutShift(roster, changed);
  const kept = shifts.filter(({ to }) => Date.parse(shift.at) - Date.parse(to) < keptMs);
  return { ...roster, shifts: [...kept, { number, ...shift }] };
}

export function withoutShift(roster: Roster, number: number | undefined): Roster {
  return { ...roster, shifts: roster.shifts.filter((one) => one.number !== number) };
}

/** What has not ended, the next to begin first. */
export function comingShifts({ shifts }: Pick<Roster, 'shifts'>, now: Instant): Shift[] {
  return shifts
    .filter(({ to }) => Date.parse(to) > Date.parse(now))
    .sort((a, b) => Date.parse(a.from) - Date.parse(b.from) || b.number - a.number);
}

/** The id under which a roster is woken, where a case has its own. */
export const rosterSubject = (queue: string): string => `roster.${queue}`;
export const rosterOfSubject = (id: string): string | undefined => /^roster\.(.+)$/.exec(id)?.[1];
