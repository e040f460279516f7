import { z } from 'zod';
import type { CaseChange, CaseEvent, Cases, ListEntry } from '../commands/ports.ts';
import { UnreadableRow, type Unreadable } from '../commands/unreadable.ts';
import type { Case } from '../domain/case.ts';
import type { Sealed } from '../domain/secret.ts';
import { askWrites } from './asks.ts';
import { caseRow, type CaseRow } from './case-row.ts';
import { caseKey, draftKey, dueKey, eventKey, eventPrefix, incidentKey, listPrefix, secretKey } from './keys.ts';
import { doneWrites } from './finished.ts';
import { entryWrites } from './history.ts';
import { listWrites } from './list-writes.ts';
import { providerEntry } from './provider-entry.ts';
import { readRow, readRows } from './read.ts';
import { MissingRow } from './damage.ts';
import { registerRows } from './register.ts';
import { reserving } from './reservations.ts';
import { after, type Row, type Table, type Write } from './table.ts';
import { erasing, placing } from './uploads.ts';

const eventSchema = z.object({
  operation: z.string(),
  at: z.string(),
  person: z.string(),
  by: z.string(),
  verb: z.string(),
  click: z.object({ slot: z.string(), version: z.number() }).optional(),
});
const sealedSchema = z.object({ sealed: z.string() });

/** Cases in the table: every command is one transaction of the case, its event, its lists, its wake and its secrets,
 * and of the provider's entry where one follows from it. */
export function createCases(table: Table, unreadable: Unreadable): Cases {
  return {
    async read(id) {
      const row = await table.get(caseKey(id));
      if (row === undefined) return undefined;
      if (readRow(row, caseRow, unreadable)?.id !== id) throw new UnreadableRow(id);
      return { value: row.value as Case, etag: row.etag };
    },

    async commit(change) {
      const { directory, event } = change;
      const entry = directory && (await providerEntry(table, unreadable, directory));
      const writes = [...caseWrites(change), ...(entry ? await entryWrites(entry, event.operation) : [])];
      if ((await table.commit(writes)) === 'committed') return 'committed';
      const gone = await alreadyGone(table, change, writes);
      if (gone.size === 0) return 'conflict';
      for (const key of gone) unreadable(key, new MissingRow());
      return table.commit(writes.filter((write) => !('remove' in write && gone.has(write.remove))));
    },

    async eventsAfter(id, revision) {
      const rows = await table.range({ from: eventKey(id, revision + 1), before: after(eventPrefix(id)), limit: 1000 });
      return readRows(rows, eventSchema, unreadable).map(({ click, ...event }): CaseEvent =>
        click ? { ...event, click } : event,
      );
    },

    async credentials(id, { task, round }) {
      const row = await table.get(secretKey(id, task, round));
      // What cannot be read opens nowhere, like what was sealed with a key that is lost.
      return row && ((readRow(row, sealedSchema, unreadable)?.sealed ?? '') as Sealed);
    },

    async list(list, { limit, cursor }) {
      const prefix = listPrefix(list);
      // Nothing sorts between a key and the same key with a `!` behind it, which is no key of ours.
      const from = cursor === undefined ? prefix : `${prefix}${cursor}!`;
      const rows = await table.range({ from, before: after(prefix), limit: limit + 1 });
      const shown = rows.slice(0, limit);
      const entries = shown.map((row) => toEntry(row, prefix));
      const last = shown.at(-1);
      return rows.length > limit && last ? { entries, next: last.key.slice(prefix.length) } : { entries };
    },

    async wake(ids, now) {
      for (const id of new Set(ids)) await table.commit([{ put: dueKey(now, id), value: {} }]);
    },
  };
}

/** An entry is its key: whatever else became of the row, the case says what stands there. */
function toEntry({ key }: Row, prefix: string): ListEntry {
  const [sort = '', caseId = ''] = key.slice(prefix.length).split('!');
  return { caseId, sort };
}

/**
 * The rows to remove that are not there, where they alone are in the way: the service refuses a transaction that removes
 * what is gone, and would do so for ever. None where the case is not as it was decided on any longer.
 */
async function alreadyGone(
  table: Table,
  { before, after: next }: CaseChange,
  writes: readonly Write[],
): Promise<ReadonlySet<string>> {
  const [row, event] = await Promise.all([table.get(caseKey(next.id)), table.get(eventKey(next.id, next.revision))]);
  if (row?.etag !== before?.etag || event !== undefined) return new Set();
  const removed = writes.flatMap((write) => ('remove' in write ? write.remove : []));
  const found = await Promise.all(removed.map((key) => table.get(key)));
  return new Set(removed.filter((_, index) => found[index] === undefined));
}

/** Everything that one change of a case writes. */
export function caseWrites({
  before,
  after: next,
  event,
  keep,
  forget = [],
  place = [],
  erase = [],
  reserve = [],
  draft,
  incident,
  asks = [],
}: CaseChange): Write[] {
  const { id, revision } = next;
  return [
    { put: caseKey(id), value: next satisfies CaseRow, if: before?.etag ?? 'absent' },
    { put: eventKey(id, revision), value: event, if: 'absent' },
    { put: dueKey(event.at, id), value: {} },
    ...listWrites(before?.value, next, event.at),
    ...registerWrites(before?.value, next),
    ...doneWrites(before?.value, next),
    ...(keep ? [{ put: secretKey(id, keep.task, keep.round), value: { sealed: keep.sealed } }] : []),
    ...forget.map(({ task, round }) => ({ remove: secretKey(id, task, round) })),
    ...place.map((upload) => placing(upload, id)),
    ...reserve.map(reserving),
    ...erase.flatMap((file) => erasing(file, event.at)),
    ...askWrites(asks),
    ...(draft ? [{ remove: draftKey(draft.personId, draft.caseId) }] : []),
    ...(incident ? [{ put: incidentKey(incident.name), value: { case: id }, if: incident.before ?? 'absent' }] : []),
  ];
}

/** What a person has at a provider is found by a row of its own, which stays: others' permissions may rest on it. */
const isShared = (key: string): boolean => key.startsWith('person!');

/** Only what changed, as with the lists. */
function registerWrites(before: Case | undefined, next: Case): Write[] {
  const old = new Map((before ? registerRows(before) : []).map(({ key, value }) => [key, JSON.stringify(value)]));
  const wanted = registerRows(next);
  const kept = new Set(wanted.map(({ key }) => key));
  const removed = [...old.keys()].filter((key) => !kept.has(key) && !isShared(key)).map((key) => ({ remove: key }));
  const put = wanted.filter(({ key, value }) => old.get(key) !== JSON.stringify(value));
  return [
    ...removed,
    ...put.map(({ key, value, once }) => ({ put: key, value, ...(once && !old.has(key) ? { if: 'absent' } : {}) })),
  ];
}
