import { z } from 'zod';
import type { DraftRow, Drafts } from '../commands/ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import type { Sealed } from '../domain/secret.ts';
import { draftDueKey, draftKey, draftPrefix } from './keys.ts';
import { readRow } from './read.ts';
import { after, type Row, type Table } from './table.ts';

const draftRow = z.object({ caseId: z.string(), savedAt: z.string(), expiresAt: z.string(), sealed: z.string() });
/** Each begun form is one; nobody has so many that the newest would not be among them. */
const most = 1000;

/** A row that cannot be read is a draft that cannot be opened, as when the key it was sealed with is lost. */
const lost = { savedAt: '', expiresAt: '9999-12-31T00:00:00.000Z', sealed: '' as Sealed };

/** Half-filled forms, sealed. */
export function createDrafts(table: Table, unreadable: Unreadable): Drafts {
  const toDraft = (row: Row, caseId: string): DraftRow => {
    const draft = readRow(row, draftRow, unreadable);
    return draft ? { ...draft, sealed: draft.sealed as Sealed } : { ...lost, caseId };
  };
  return {
    async find(personId, caseId) {
      const row = await table.get(draftKey(personId, caseId));
      return row && toDraft(row, caseId);
    },
    async all(personId) {
      const prefix = draftPrefix(personId);
      const rows = await table.range({ from: prefix, before: after(prefix), limit: most });
      const drafts = rows.map((row) => toDraft(row, row.key.slice(prefix.length)));
      return drafts.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
    },
    async save(personId, draft) {
      await table.commit([
        { put: draftKey(personId, draft.caseId), value: draft },
        { put: draftDueKey(draft.expiresAt, draft.caseId, personId), value: {} },
      ]);
    },
    async expire(personId, caseId, now) {
      const row = await table.get(draftKey(personId, caseId));
      // One that nobody can open has no time of its own: the first wake of it ends it.
      const draft = row && readRow(row, draftRow, unreadable);
      if (row && (draft?.expiresAt ?? now) <= now) await table.removeIf(row.key, row.etag);
    },
    async remove(personId, caseId) {
      // A conflict says that it is gone already, as when Skicka took it along.
      await table.commit([{ remove: draftKey(personId, caseId) }]);
    },
  };
}
