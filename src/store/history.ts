import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Instant, Person } from '../domain/person.ts';
import { directoryEventKey, directoryEventPrefix } from './keys.ts';
import { everything } from './read.ts';
import type { Table, Write } from './table.ts';

const eventRow = z.object({ operation: z.string() });
const attempts = 5;

/** The latest revision that the history knows of: the next one must be another, also where the entry itself cannot be read. */
export async function latestRevision(table: Table, entity: string): Promise<number> {
  const prefix = directoryEventPrefix(entity);
  return Number((await everything(table, prefix)).at(-1)?.key.slice(prefix.length) ?? 0);
}

/** An entry of the directory as it is to be, with what else changes in the same transaction. */
export type EntryChange = {
  readonly key: string;
  readonly entity: string;
  /** The ETag on which the change was decided; none for a new entry. */
  readonly etag: string | undefined;
  readonly revision: number;
  readonly value: object;
  /** In words, for people: names, but nothing sealed. */
  readonly changes: readonly string[];
  readonly by: Person;
  readonly at: Instant;
  /** Further rows, each with its ETag as read now. */
  readonly more: () => Promise<Write[]>;
};

/** The rows of a change, with the operation that its history is known by. */
export async function entryWrites(
  { key, entity, etag, revision, value, changes, by, at, more }: EntryChange,
  operation: string,
): Promise<Write[]> {
  const event = { operation, at, person: by.id, by: by.name, changes };
  return [
    { put: key, value, if: etag ?? 'absent' },
    { put: directoryEventKey(entity, revision), value: event, if: 'absent' },
    ...(await more()),
  ];
}

/**
 * Writes an entry, its history and what follows from it in one transaction. `conflict` means that the entry itself was
 * changed by somebody else; where only another row was, that one is read again.
 */
export async function saveEntry(table: Table, change: EntryChange): Promise<'committed' | 'conflict'> {
  const { key, etag } = change;
  const operation = randomUUID();
  for (let attempt = 0; attempt < attempts; attempt++) {
    if ((await table.commit(await entryWrites(change, operation))) === 'committed') return 'committed';
    // The client repeats a write whose answer was lost, and then sees a conflict with itself.
    const recorded = await table.get(directoryEventKey(change.entity, change.revision));
    if (eventRow.safeParse(recorded?.value).data?.operation === operation) return 'committed';
    if ((await table.get(key))?.etag !== etag) return 'conflict';
  }
  throw new Error(`Row ${key} could not be written: rows beside it changed ${attempts} times in a row`);
}
