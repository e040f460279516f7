import { z } from 'zod';
import type { CaseChange, CaseEvent, Cases, ListEntry } from '../commands/ports.ts';
import type { Case } from '../domain/case.ts';
import { type Listing, listings } from '../domain/lists.ts';
import type { Sealed } from '../domain/secret.ts';
import { caseKey, draftKey, dueKey, eventKey, eventPrefix, listKey, listPrefix, secretKey } from './keys.ts';
import { after, type Table, type Write } from './table.ts';

const eventSchema = z.object({
  operation: z.string(),
  at: z.string(),
  person: z.string(),
  by: z.string(),
  verb: z.string(),
  click: z.object({ slot: z.string(), version: z.number() }).optional(),
});
const entrySchema = z.object({ caseId: z.string(), slot: z.string() });
const sealedSchema = z.object({ sealed: z.string() });
/** A case was written by `commit` alone, whole; what is looked at here is that it is one. */
const caseSchema = z.looseObject({ id: z.string(), revision: z.number(), state: z.string() });

/** Cases in the table: every command is one transaction of the case, its event, its lists, its wake and its secrets. */
export function createCases(table: Table): Cases {
  return {
    async read(id) {
      const row = await table.get(caseKey(id));
      return row && { value: caseSchema.parse(row.value) as unknown as Case, etag: row.etag };
    },

    commit: (change) => table.commit(writesOf(change)),

    async eventsAfter(id, revision) {
      const rows = await table.range({ from: eventKey(id, revision + 1), before: after(eventPrefix(id)), limit: 1000 });
      return rows.map((row): CaseEvent => {
        const { click, ...event } = eventSchema.parse(row.value);
        return click ? { ...event, click } : event;
      });
    },

    async credentials(id, { task, round }) {
      const row = await table.get(secretKey(id, task, round));
      return row && (sealedSchema.parse(row.value).sealed as Sealed);
    },

    async list(list, { limit, cursor }) {
      const prefix = listPrefix(list);
      // Nothing sorts between a key and the same key with a `!` behind it, which is no key of ours.
      const from = cursor === undefined ? prefix : `${prefix}${cursor}!`;
      const rows = await table.range({ from, before: after(prefix), limit: limit + 1 });
      const shown = rows.slice(0, limit);
      const entries: ListEntry[] = shown.map((row) => entrySchema.parse(row.value));
      const last = shown.at(-1);
      return rows.length > limit && last ? { entries, next: last.key.slice(prefix.length) } : { entries };
    },

    async wake(ids, now) {
      for (const id of new Set(ids)) await table.commit([{ put: dueKey(now, id), value: {} }]);
    },
  };
}

function writesOf({ before, after: next, event, keep, forget = [], draft }: CaseChange): Write[] {
  const { id, revision } = next;
  return [
    { put: caseKey(id), value: next, if: before?.etag ?? 'absent' },
    { put: eventKey(id, revision), value: event, if: 'absent' },
    { put: dueKey(event.at, id), value: {} },
    ...listWrites(before?.value, next),
    ...(keep ? [{ put: secretKey(id, keep.task, keep.round), value: { sealed: keep.sealed } }] : []),
    ...forget.map(({ task, round }) => ({ remove: secretKey(id, task, round) })),
    ...(draft ? [{ remove: draftKey(draft.personId, draft.caseId) }] : []),
  ];
}

/** Only what changed: a case of twenty systems stands in more lists than a transaction may write twice. */
function listWrites(before: Case | undefined, next: Case): Write[] {
  const keyOf = ({ list, sort }: Listing): string => listKey(list, sort, next.id);
  const old = new Map((before ? listings(before) : []).map((listing) => [keyOf(listing), listing]));
  const wanted = new Map(listings(next).map((listing) => [keyOf(listing), listing]));
  const removed = [...old.keys()].filter((key) => !wanted.has(key)).map((key) => ({ remove: key }));
  const put = [...wanted]
    .filter(([key, { slot }]) => old.get(key)?.slot !== slot)
    .map(([key, { slot }]) => ({ put: key, value: { caseId: next.id, slot } }));
  return [...removed, ...put];
}
