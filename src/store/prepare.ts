import { checkKey } from './keys.ts';
import { toText } from './properties.ts';
import type { Range, Write } from './table.ts';

const most = 100;
const perTransaction = 4 * 1024 * 1024;
/** Boundaries, request line and headers around each write of a transaction. */
const around = 2_000;

export type Prepared =
  | { readonly kind: 'put'; readonly key: string; readonly text: string; readonly if?: string }
  | { readonly kind: 'remove'; readonly key: string };

/** `*` and the empty string would make a conditional write blind. */
export function checkEtag(etag: string): string {
  if (!etag.startsWith('W/"')) {
    throw new Error(`Not an ETag: ${JSON.stringify(etag.slice(0, 60))}`);
  }
  return etag;
}

function prepareOne(write: Write): Prepared {
  if ('remove' in write) {
    return { kind: 'remove', key: checkKey(write.remove) };
  }
  const put = { kind: 'put', key: checkKey(write.put), text: toText(write.put, write.value) } as const;
  if (write.if === undefined) {
    return put;
  }
  return { ...put, if: write.if === 'absent' ? 'absent' : checkEtag(write.if) };
}

/** The writes of one transaction, checked against everything the service would refuse; throws where it would. */
export function prepare(writes: readonly Write[]): Prepared[] {
  if (writes.length > most) {
    throw new Error(`${writes.length} writes in one transaction; ${most} is the limit`);
  }
  const prepared = writes.map(prepareOne);
  const keys = new Set<string>();
  let bytes = 0;
  for (const write of prepared) {
    if (keys.has(write.key)) {
      throw new Error(`Row ${write.key} is written twice in one transaction`);
    }
    keys.add(write.key);
    bytes += around + (write.kind === 'put' ? Buffer.byteLength(JSON.stringify(write.text)) : 0);
  }
  if (bytes > perTransaction) {
    throw new Error(`A transaction of ${bytes} bytes; ${perTransaction} is the limit`);
  }
  return prepared;
}

export function checkRange({ from, before, limit }: Range): void {
  checkKey(from);
  checkKey(before);
  if (!Number.isInteger(limit) || limit < 1) {
    throw new Error(`Not a limit of a range: ${limit}`);
  }
}
