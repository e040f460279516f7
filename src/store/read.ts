import type { z } from 'zod';
import type { Unreadable } from '../commands/unreadable.ts';
import { after, type Row, type Table } from './table.ts';

const page = 1000;

/** What a row holds; undefined, and reported, where it is not what such a row holds. */
export function readRow<T>({ key, value }: Row, schema: z.ZodType<T>, unreadable: Unreadable): T | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  unreadable(key, parsed.error);
  return undefined;
}

/** What the rows hold, those that can be read. */
export function readRows<T>(rows: readonly Row[], schema: z.ZodType<T>, unreadable: Unreadable): T[] {
  return rows.flatMap((row) => readRow(row, schema, unreadable) ?? []);
}

/** Every row with the prefix. */
export async function everything(table: Table, prefix: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = prefix; ;) {
    const found = await table.range({ from, before: after(prefix), limit: page });
    rows.push(...found);
    const last = found.at(-1);
    if (found.length < page || !last) return rows;
    // Nothing sorts between a key and the same key with a `!` behind it, which is no key of ours.
    from = `${last.key}!`;
  }
}
