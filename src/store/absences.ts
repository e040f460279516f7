import { z } from 'zod';
import type { AbsenceEntries } from '../commands/ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { type Absence, absenceSubject, latestPeriod } from '../domain/absence.ts';
import { addDays, startOfDay } from '../domain/calendar/days.ts';
import type { Instant } from '../domain/person.ts';
import { latestRevision, saveEntry } from './history.ts';
import { absenceKey, absencePrefix, dueKey, isPersonId } from './keys.ts';
import { everything, readRow, readRows } from './read.ts';
import type { Table, Write } from './table.ts';

const person = z.object({ id: z.string(), name: z.string() });
const instant = z.iso.datetime();
const day = z.iso.date();

const absenceRow = z.object({
  person,
  revision: z.number().int(),
  periods: z.array(
    z.object({
      number: z.number().int(),
      from: day,
      to: day,
      standIn: person.optional(),
      by: person,
      at: instant,
      ended: z.object({ by: person, at: instant }).optional(),
    }),
  ),
});

/** Who is away when. An entry that cannot be read is as if nothing had been entered, until it is entered anew. */
export function createAbsences(table: Table, unreadable: Unreadable): AbsenceEntries {
  return {
    async find(personId) {
      const row = isPersonId(personId) ? await table.get(absenceKey(personId)) : undefined;
      if (row === undefined) return undefined;
      const known = readRow(row, absenceRow, unreadable);
      return { value: known ?? (await blank(table, personId)), etag: row.etag };
    },

    async all() {
      const rows = await everything(table, absencePrefix());
      return new Map(readRows(rows, absenceRow, unreadable).map((absence) => [absence.person.id, absence]));
    },

    async save(before, after, by, at) {
      const { id } = after.person;
      const entity = absenceSubject(id);
      const revision = (before?.value.revision ?? (await latestRevision(table, entity))) + 1;
      return saveEntry(table, {
        key: absenceKey(id),
        entity,
        etag: before?.etag,
        revision,
        value: { ...after, revision },
        changes: changesOf(after),
        by,
        at,
        more: async () => wakesOf(after, at),
      });
    },
  };
}

async function blank(table: Table, id: string): Promise<Absence> {
  return { person: { id, name: '' }, revision: await latestRevision(table, absenceSubject(id)), periods: [] };
}

/** Looked at now, when it begins and when it is over. */
function wakesOf(absence: Absence, now: Instant): Write[] {
  const period = latestPeriod(absence);
  const times = period ? [startOfDay(period.from), startOfDay(addDays(period.to, 1))].filter((time) => time > now) : [];
  return [now, ...times].map((time) => ({ put: dueKey(time, absenceSubject(absence.person.id)), value: {} }));
}

function changesOf(absence: Absence): string[] {
  const period = latestPeriod(absence);
  if (period === undefined) return ['Frånvaron avslutad'];
  return [`Borta: ${period.from}–${period.to}`, `Står in: ${period.standIn?.name ?? 'ingen'}`];
}
