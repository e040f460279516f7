import { z } from 'zod';
import type { Billing } from '../commands/billing-ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { billingKey, billingPartKey, billingPartPrefix, correctionKey, correctionPrefix } from './keys.ts';
import { everything, readRow, readRows } from './read.ts';
import type { Table } from './table.ts';

const person = z.object({ id: z.string(), name: z.string() });
const charge = z.object({
  costCode: z.string(),
  provider: z.string(),
  system: z.string(),
  case: z.string(),
  amount: z.int(),
});
const correction = z.object({
  id: z.string(),
  month: z.string(),
  concerns: z.string(),
  costCode: z.string(),
  amount: z.int(),
  reason: z.string(),
  by: person,
  at: z.string(),
});
const settled = z.object({
  month: z.string(),
  at: z.string(),
  by: person,
  parts: z.int(),
  corrections: z.array(correction),
});
const part = z.object({ charges: z.array(charge) });

/** Lines in one row: one transaction carries a hundred rows and four megabytes. */
const linesPerRow = 500;

/** Months that are put down once and for all, and corrections, which are rows that nobody writes twice. */
export function createBilling(table: Table, unreadable: Unreadable): Billing {
  return {
    async settled(month) {
      const row = await table.get(billingKey(month));
      if (row === undefined) return undefined;
      const head = readRow(row, settled, unreadable);
      const parts = await everything(table, billingPartPrefix(month));
      const read = readRows(parts, part, unreadable);
      // A bill of which something is missing is none: it must not be taken for the one that was put down.
      if (head === undefined || read.length !== head.parts) return 'unreadable';
      const { parts: _count, ...rest } = head;
      return { ...rest, charges: read.flatMap(({ charges }) => charges) };
    },

    async settle({ charges, ...bill }) {
      const rows = Array.from({ length: Math.ceil(charges.length / linesPerRow) }, (_, index) =>
        charges.slice(index * linesPerRow, (index + 1) * linesPerRow),
      );
      return table.commit([
        { put: billingKey(bill.month), value: { ...bill, parts: rows.length }, if: 'absent' },
        ...rows.map((lines, index) => ({ put: billingPartKey(bill.month, index), value: { charges: lines } })),
      ]);
    },

    async corrections(month) {
      const found = readRows(await everything(table, correctionPrefix(month)), correction, unreadable);
      return found.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1));
    },

    correct: (one) => table.commit([{ put: correctionKey(one.month, one.id), value: one, if: 'absent' }]),
  };
}
