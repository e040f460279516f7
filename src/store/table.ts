/**
 * One municipality's rows: a partition of a table, seen as strings to values. Keys are validated strings
 * (printable ASCII without blanks and `/ \ # ? ' % { }`, at most 500 characters). A value is anything JSON can hold; the table splits it over
 * properties where it exceeds what one may hold. A row that was damaged and holds no JSON has the value `undefined`.
 */
export type Row = { readonly key: string; readonly etag: string; readonly value: unknown };

/** `if` is the ETag last read, or `absent` for a row that must not exist; without it the write is blind. */
export type Write =
  { readonly put: string; readonly value: unknown; readonly if?: string } | { readonly remove: string };

export type Range = { readonly from: string; readonly before: string; readonly limit: number };

export interface Table {
  get(key: string): Promise<Row | undefined>;
  /** Rows with `from <= key < before`, in key order, at most `limit`. */
  range(range: Range): Promise<Row[]>;
  /**
   * One entity-group transaction: every write or none. `conflict` when a row was not as its `if` says or a row to remove is
   * not there. At most 100 writes, each key once; more is a programming error and throws. After a lost answer the outcome
   * is unknown and it throws or says `conflict`: whoever must know reads again.
   */
  commit(writes: readonly Write[]): Promise<'committed' | 'conflict'>;
  /** Removes one row if its ETag is still this one; false otherwise. */
  removeIf(key: string, etag: string): Promise<boolean>;
}

/** The first key after every key that begins with the prefix. */
export function after(prefix: string): string {
  return `${prefix}~`;
}
