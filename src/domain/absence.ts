import type { Rights } from './directory.ts';
import type { Day, Instant, Person } from './person.ts';

/** From a day to a day, both of them included. Without a stand-in, whoever asks chooses somebody else. */
export type Period = {
  /** Counts what was entered for the person, from 1. */
  readonly number: number;
  readonly from: Day;
  readonly to: Day;
  readonly standIn?: Person;
  readonly by: Person;
  readonly at: Instant;
  readonly ended?: { readonly by: Person; readonly at: Instant };
};

/** When somebody is away: the last period counts, unless it was ended; the others have been replaced by a later one. */
export type Absence = {
  readonly person: Person;
  readonly revision: number;
  readonly periods: readonly Period[];
};

/** That somebody is away on the day, until when, and who is there in their place. */
export type Away = { readonly until: Day; readonly standIn?: Person };

/** The same, with the rights that the directory gives the stand-in now. */
export type AwayNow = {
  readonly until: Day;
  readonly standIn?: { readonly person: Person; readonly rights: Rights };
};

/** Those who are told of a period keep a card each, so that not all there ever were can be kept. */
const kept = 10;

/** What was entered and neither ended nor replaced, whether it has begun or not; it may be over. */
export function latestPeriod({ periods }: Pick<Absence, 'periods'>): Period | undefined {
  const latest = periods.at(-1);
  return latest?.ended === undefined ? latest : undefined;
}

/** What has begun by the day, or is to come. */
export function presentPeriod(absence: Absence | undefined, day: Day): Period | undefined {
  const period = absence && latestPeriod(absence);
  return period && day <= period.to ? period : undefined;
}

export function withPeriod(periods: readonly Period[], entered: Omit<Period, 'number'>): readonly Period[] {
  return [...periods, { number: (periods.at(-1)?.number ?? 0) + 1, ...entered }].slice(-kept);
}

export function withoutPeriod(periods: readonly Period[], ended: { by: Person; at: Instant }): readonly Period[] {
  return periods.map((period, index) => (index === periods.length - 1 ? { ...period, ended } : period));
}

function periodOn(absence: Absence | undefined, day: Day): Period | undefined {
  const period = presentPeriod(absence, day);
  return period && period.from <= day ? period : undefined;
}

export type Absences = ReadonlyMap<string, Absence>;

/**
 * Whether somebody is away on the day. A stand-in who is away too is stood in for by theirs, and so on to the first who
 * is there; where they come round in a ring, nobody is.
 */
export function awayOn(day: Day, personId: string, absences: Absences): Away | undefined {
  const own = periodOn(absences.get(personId), day);
  if (own === undefined) return undefined;
  const passed = new Set([personId]);
  let next = own.standIn;
  while (next !== undefined && !passed.has(next.id)) {
    const period = periodOn(absences.get(next.id), day);
    if (period === undefined) return { until: own.to, standIn: next };
    passed.add(next.id);
    next = period.standIn;
  }
  return { until: own.to };
}

/** Everybody for whom it matters whether this person is away: those who are stood in for by them, also through others. */
export function leaningOn(personId: string, absences: Absences): string[] {
  const found = new Set([personId]);
  // A set hands out what is added while it is gone through.
  for (const id of found)
    for (const absence of absences.values())
      if (latestPeriod(absence)?.standIn?.id === id) found.add(absence.person.id);
  return [...found];
}

/** The id under which an absence is woken, shown and recorded as shown, where a case has its own. */
export const absenceSubject = (personId: string): string => `absence.${personId}`;
export const absenceSlots = {
  own: (number: number): string => `absent.${number}`,
  standIn: (number: number): string => `standIn.${number}`,
};
export const absentOfSubject = (id: string): string | undefined => /^absence\.(.+)$/.exec(id)?.[1];
