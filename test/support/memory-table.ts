import { checkKey } from '../../src/store/keys.ts';
import { checkEtag, checkRange, prepare, type Prepared } from '../../src/store/prepare.ts';
import type { Row, Table } from '../../src/store/table.ts';

type Operation = keyof Table;
type Action = () => void | Promise<void>;

export interface MemoryTable extends Table {
  /** Calls made of each kind, and rows read and written by them. */
  readonly calls: Record<Operation | 'rowsRead' | 'rowsWritten', number>;
  /** Once, before the next such call takes effect: throw to fail it, or write something to race with it. */
  beforeNext(operation: Operation, action: Action): void;
  /** Once, after the next such call has taken effect: throw to lose its answer. */
  afterNext(operation: Operation, action: Action): void;
  /** Everything stored, in key order, without being counted. */
  rows(): Row[];
  /** The keys with `from <= key < before`, in their order, without being counted. */
  keys(from: string, before: string): string[];
}

type Stored = { readonly text: string; readonly etag: string };

/** The store in memory, with the semantics of Azure's. Values are kept as JSON text, so that nothing is shared. */
export function createMemoryTable(): MemoryTable {
  const stored = new Map<string, Stored>();
  /** By code unit, as the service orders keys. */
  const keys: string[] = [];
  const calls = { get: 0, range: 0, commit: 0, removeIf: 0, rowsRead: 0, rowsWritten: 0 };
  const waiting = { before: new Map<Operation, Action[]>(), after: new Map<Operation, Action[]>() };
  let version = 0;

  function wait(map: Map<Operation, Action[]>, operation: Operation, action: Action): void {
    map.set(operation, [...(map.get(operation) ?? []), action]);
  }

  async function call<T>(operation: Operation, work: () => T): Promise<T> {
    calls[operation] += 1;
    await Promise.resolve();
    await waiting.before.get(operation)?.shift()?.();
    const result = work();
    await waiting.after.get(operation)?.shift()?.();
    return result;
  }

  function toRow(key: string, { text, etag }: Stored): Row {
    return { key, etag, value: JSON.parse(text) as unknown };
  }

  /** Where the first key stands that is not before this one. */
  function placeOf(key: string): number {
    let [low, high] = [0, keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((keys[middle] as string) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const rowsAt = (found: readonly string[]): Row[] => found.map((key) => toRow(key, stored.get(key) as Stored));
  const rows = (): Row[] => rowsAt(keys);

  function stands(write: Prepared): boolean {
    const etag = stored.get(write.key)?.etag;
    if (write.kind === 'remove') {
      return etag !== undefined;
    }
    return write.if === undefined || (write.if === 'absent' ? etag === undefined : etag === write.if);
  }

  function apply(write: Prepared): void {
    calls.rowsWritten += 1;
    version += 1;
    if (write.kind === 'remove') {
      if (stored.delete(write.key)) keys.splice(placeOf(write.key), 1);
    } else {
      if (!stored.has(write.key)) keys.splice(placeOf(write.key), 0, write.key);
      stored.set(write.key, { text: write.text, etag: `W/"${version}"` });
    }
  }

  return {
    calls,
    rows,
    keys: (from, before) => keys.slice(placeOf(from), placeOf(before)),
    beforeNext: (operation, action) => wait(waiting.before, operation, action),
    afterNext: (operation, action) => wait(waiting.after, operation, action),

    async get(key) {
      checkKey(key);
      return call('get', () => {
        const found = stored.get(key);
        calls.rowsRead += found === undefined ? 0 : 1;
        return found === undefined ? undefined : toRow(key, found);
      });
    },

    async range(range) {
      checkRange(range);
      return call('range', () => {
        const first = placeOf(range.from);
        const found = keys.slice(first, Math.min(placeOf(range.before), first + range.limit));
        calls.rowsRead += found.length;
        return rowsAt(found);
      });
    },

    async commit(writes) {
      const prepared = prepare(writes);
      return call('commit', () => {
        if (!prepared.every(stands)) {
          return 'conflict';
        }
        prepared.forEach(apply);
        return 'committed';
      });
    },

    async removeIf(key, etag) {
      checkKey(key);
      checkEtag(etag);
      return call('removeIf', () => {
        if (stored.get(key)?.etag !== etag) {
          return false;
        }
        apply({ kind: 'remove', key });
        return true;
      });
    },
  };
}
