import { z } from 'zod';
import type { AskChange, AskKey, Asks } from '../commands/ask-ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { askedKey } from './keys.ts';
import { readRow } from './read.ts';
import type { Table, Write } from './table.ts';

const asksRow = z.object({ asks: z.array(z.object({ case: z.string(), at: z.iso.datetime() })) });

/** How often passwords were asked for. What cannot be read counts as nothing: nobody is to be locked out. */
export function createAsks(table: Table, unreadable: Unreadable): Asks {
  return {
    async find(key) {
      const row = await table.get(keyOf(key));
      return { asks: (row && readRow(row, asksRow, unreadable))?.asks ?? [], etag: row?.etag };
    },
  };
}

export function askWrites(changes: readonly AskChange[]): Write[] {
  return changes.map(({ key, etag, asks }) => ({ put: keyOf(key), value: { asks }, if: etag ?? 'absent' }));
}

function keyOf(key: AskKey): string {
  return key.kind === 'person' ? askedKey('person', key.provider, key.hash) : askedKey('asker', key.person);
}
