import { z } from 'zod';
import type { Incidents } from '../commands/incident-port.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { incidentKey } from './keys.ts';
import { readRow } from './read.ts';
import type { Table } from './table.ts';

const incidentRow = z.object({ case: z.string() });

/** A row for each fault that was ever reported, which its next first report writes over. One that cannot be read is written over too. */
export function createIncidents(table: Table, unreadable: Unreadable): Incidents {
  return {
    async find(name) {
      const row = await table.get(incidentKey(name));
      return row && { case: readRow(row, incidentRow, unreadable)?.case, etag: row.etag };
    },
  };
}
