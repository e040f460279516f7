import { z } from 'zod';
import type { Rosters } from '../commands/roster-ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import type { Instant } from '../domain/person.ts';
import { type Roster, rosterSubject } from '../domain/roster.ts';
import { latestRevision, saveEntry } from './history.ts';
import { dueKey, rosterKey } from './keys.ts';
import { readRow } from './read.ts';
import type { Table } from './table.ts';

const person = z.object({ id: z.string(), name: z.string() });
const instant = z.iso.datetime();
const rosterRow = z.object({
  queue: z.string(),
  revision: z.number().int(),
  shifts: z.array(
    z.object({
      number: z.number().int(),
      from: instant,
      to: instant,
      people: z.array(person),
      by: person,
      at: instant,
    }),
  ),
});

/** Who is on call when. A roster that cannot be read is as if nothing had been entered, until it is entered anew. */
export function createRosters(table: Table, unreadable: Unreadable): Rosters {
  return {
    async find(queue) {
      const row = await table.get(rosterKey(queue));
      if (row === undefined) return undefined;
      const known = readRow(row, rosterRow, unreadable);
      const blank = { queue, revision: await latestRevision(table, rosterSubject(queue)), shifts: [] };
      return { value: known ?? blank, etag: row.etag };
    },

    async save(before, after, change, by, at) {
      const entity = rosterSubject(after.queue);
      const revision = (before?.value.revision ?? (await latestRevision(table, entity))) + 1;
      return saveEntry(table, {
        key: rosterKey(after.queue),
        entity,
        etag: before?.etag,
        revision,
        value: { ...after, revision } satisfies Roster,
        changes: [change],
        by,
        at,
        more: async () => [wakeOf(after.queue, at)],
      });
    },
  };
}

/** What nobody has taken is looked at: there may be somebody to call now. */
function wakeOf(queue: string, now: Instant): { put: string; value: object } {
  return { put: dueKey(now, rosterSubject(queue)), value: {} };
}
