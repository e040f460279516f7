import { z } from 'zod';
import type { StoredUpload, Upload, Uploads } from '../commands/file-ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { fileTypeNames } from '../domain/file.ts';
import { fileSubject } from '../domain/files.ts';
import type { Instant } from '../domain/person.ts';
import { dueKey, uploadKey, uploadPrefix } from './keys.ts';
import { everything, readRow } from './read.ts';
import type { Row, Table, Write } from './table.ts';

const text = z.string();
const instant = text.refine((at) => !Number.isNaN(Date.parse(at)), 'no instant');
const file = z.object({
  id: text,
  name: text,
  type: z.enum(fileTypeNames),
  size: z.int(),
  sha256: text,
  by: z.object({ id: text, name: text }),
  at: instant,
});
const common = { personId: text, id: text, expiresAt: instant };
const uploadRow = z.discriminatedUnion('state', [
  z.object({ ...common, state: z.literal('arriving'), file }),
  z.object({ ...common, state: z.literal('waiting'), file }),
  z.object({
    ...common,
    state: z.literal('draft'),
    file,
    draft: text,
    purpose: z.enum(['attachment', 'certificate']).default('attachment'),
  }),
  z.object({ ...common, state: z.literal('placed'), caseId: text }),
  z.object({ ...common, state: z.literal('gone') }),
]);

/** What the sender has to do with them besides. */
export type UploadRows = Uploads & {
  /** Nothing is left to be done about it. */
  remove(stored: StoredUpload): Promise<void>;
};

const wake = (time: Instant, { id, personId }: Pick<Upload, 'id' | 'personId'>): Write => ({
  put: dueKey(time, fileSubject(personId, id)),
  value: {},
});

/** Files that were sent and are not in a case, one row each. */
export function createUploads(table: Table, unreadable: Unreadable): UploadRows {
  const toUpload = (row: Row): StoredUpload | undefined => {
    const value = readRow(row, uploadRow, unreadable);
    return value && { value, etag: row.etag };
  };
  return {
    async find(personId, id) {
      const row = await table.get(uploadKey(personId, id));
      return row && toUpload(row);
    },

    async all(personId) {
      const rows = await everything(table, uploadPrefix(personId));
      const since = ({ value }: StoredUpload): string => ('file' in value ? value.file.at : '');
      return rows.flatMap((row) => toUpload(row) ?? []).sort((a, b) => since(a).localeCompare(since(b)));
    },

    save: (before, after) =>
      table.commit([
        { put: uploadKey(after.personId, after.id), value: after, if: before?.etag ?? 'absent' },
        wake(after.expiresAt, after),
      ]),

    async remove({ value: { personId, id }, etag }) {
      await table.removeIf(uploadKey(personId, id), etag);
    },
  };
}

/** A file that comes into a case is placed, unless something has happened to it meanwhile; it is remembered until its time is out. */
export function placing({ value: { personId, id, expiresAt }, etag }: StoredUpload, caseId: string): Write {
  const placed: Upload = { state: 'placed', personId, id, expiresAt, caseId };
  return { put: uploadKey(personId, id), value: placed, if: etag };
}

/** A file that leaves its case is erased when it is next looked at, at once. */
export function erasing({ id, by }: { id: string; by: { id: string } }, now: Instant): Write[] {
  const gone: Upload = { state: 'gone', personId: by.id, id, expiresAt: now };
  return [{ put: uploadKey(by.id, id), value: gone }, wake(now, gone)];
}
