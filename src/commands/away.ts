import { type AwayNow, awayOn } from '../domain/absence.ts';
import type { Day } from '../domain/person.ts';
import type { AbsenceEntries, Directory } from './ports.ts';

type Entries = {
  readonly absences: Pick<AbsenceEntries, 'find' | 'all'>;
  readonly directory: Pick<Directory, 'rights'>;
};

/** Whether somebody is away on the day, with the rights that the one who stands in has now. */
export async function awayNow(
  { absences, directory }: Entries,
  personId: string,
  day: Day,
): Promise<AwayNow | undefined> {
  // Nearly everybody is there: one row says so.
  const own = await absences.find(personId);
  if (own === undefined || awayOn(day, personId, new Map([[personId, own.value]])) === undefined) return undefined;
  const away = awayOn(day, personId, await absences.all());
  if (away?.standIn === undefined) return away && { until: away.until };
  const { until, standIn } = away;
  return { until, standIn: { person: standIn, rights: await directory.rights(standIn.id) } };
}
