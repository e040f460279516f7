import { z } from 'zod';
import type { DraftRow, Drafts } from '../commands/ports.ts';
import type { Sealed } from '../domain/secret.ts';
import { draftDueKey, draftKey, draftPrefix } from './keys.ts';
import { after, type Row, type Table } from './table.ts';

const draftRow = z.object({ caseId: z.string(), savedAt: z.string(), expiresAt: z.string(), sealed: z.string() });
/** Each begun form is one; nobody has so many that the newest would not be among them. */
const most = 1000;

/** Half-filled forms, sealed. */
export function createDrafts(table: Table): Drafts {
  return {
    async find(personId, caseId) {
      const row = await table.get(draftKey(personId, caseId));
      return row && toDraft(row);
    },
    async all(personId) {
      const prefix = draftPrefix(personId);
      const rows = await table.range({ from: prefix, before: after(prefix), limit: most });
      return rows.map(toDraft).sort((a, b) => b.savedAt.localeCompare(a.savedAt));
    },
    async save(personId, draft) {
      await table.commit([
        { put: draftKey(personId, draft.caseId), value: draft },
        { put: draftDueKey(draft.expiresAt, draft.caseId, personId), value: {} },
      ]);
    },
    async expire(personId, caseId, now) {
      const row = await table.get(draftKey(personId, caseId));
      if (row && toDraft(row).expiresAt <= now) await table.removeIf(row.key, row.etag);
    },
    async remove(personId, caseId) {
      // A conflict says that it is gone already, as when Skicka took it along.
      await table.commit([{ remove: draftKey(personId, caseId) }]);
    },
  };
}

function toDraft(row: Row): DraftRow {
  const draft = draftRow.parse(row.value);
  return { ...draft, sealed: draft.sealed as Sealed };
}
