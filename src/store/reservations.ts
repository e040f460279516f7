import { z } from 'zod';
import type { ReservationChange, Reservations } from '../commands/reservation-port.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { reservedKey } from './keys.ts';
import { readRow } from './read.ts';
import type { Table, Write } from './table.ts';

const reservation = z.object({ scope: z.string(), key: z.string(), cases: z.array(z.string()) });

/** Values that only one may have, each in a row whose creation decides. */
export function createReservations(table: Table, unreadable: Unreadable): Reservations {
  return {
    async find(scope, key) {
      const row = await table.get(reservedKey(scope, key));
      if (row === undefined) return undefined;
      const value = readRow(row, reservation, unreadable);
      return value === undefined ? 'unreadable' : { value, etag: row.etag };
    },
  };
}

export function reserving({ before, after }: ReservationChange): Write {
  return { put: reservedKey(after.scope, after.key), value: after, if: before?.etag ?? 'absent' };
}
