import { z } from 'zod';
import type { ImportLists } from '../commands/import-ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import type { Finished } from '../domain/case.ts';
import { type ImportList, listSubject, permissionsIn, withoutKnown } from '../domain/import-list.ts';
import type { Instant } from '../domain/person.ts';
import { caseRow } from './case-row.ts';
import { caseWrites } from './cases.ts';
import { caseKey, dueKey, importBatchKey, importingKey, importKey, importPrefix } from './keys.ts';
import { everything, readRow } from './read.ts';
import { createRegister } from './register.ts';
import type { Row, Table, Write } from './table.ts';

const count = z.int().min(0);
const listRow = z.object({
  id: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.string(),
  state: z.enum(['checked', 'running', 'done', 'dropped']),
  rows: count,
  faults: count,
  batches: count,
  cursor: count,
  permissions: count,
  added: count,
  known: count,
  endedAt: z.string().optional(),
  preview: z
    .object({
      people: count,
      providers: z.array(z.string()),
      known: count,
      faults: z.array(z.object({ number: count, text: z.string() })),
    })
    .optional(),
});
const batchRow = z.object({ cases: z.array(caseRow) });
const importingRow = z.object({ list: z.string() });

/** What was read and never laid in holds personal data that nobody asked us to keep. */
const keptMs = 24 * 60 * 60 * 1000;

/** Lists that are laid in: every batch is one transaction with the cursor, so that whoever goes on goes on from there. */
export function createImports(table: Table, unreadable: Unreadable): ImportLists {
  const register = createRegister(table, unreadable);
  const toList = (row: Row): ImportList | undefined => {
    const found = readRow(row, listRow, unreadable);
    if (found === undefined) return undefined;
    const { endedAt, preview, ...list } = found;
    return { ...list, ...(endedAt === undefined ? {} : { endedAt }), ...(preview === undefined ? {} : { preview }) };
  };

  /** The cases of a batch that say something new, and how many permissions were there already. */
  async function newIn(cases: readonly Finished[]): Promise<{ left: Finished[]; known: number }> {
    const found = await Promise.all(
      cases.map(async (c) => {
        // The number may have been drawn by somebody else meanwhile.
        if (await table.get(caseKey(c.id))) return undefined;
        return withoutKnown(c, await register.atProvider(c.provider.id, c.application.subject.hash));
      }),
    );
    const left = found.flatMap((c) => c ?? []);
    return { left, known: permissionsIn(cases) - permissionsIn(left) };
  }

  async function layIn(row: Row, list: ImportList, now: Instant): Promise<'more' | 'over'> {
    const key = importBatchKey(list.id, list.cursor);
    const batch = await table.get(key);
    const cases = (batch && readRow(batch, batchRow, unreadable)?.cases) as readonly Finished[] | undefined;
    const { left, known } = await newIn(cases ?? []);
    const isLast = list.cursor + 1 >= list.batches;
    const after: ImportList = {
      ...list,
      cursor: list.cursor + 1,
      added: list.added + permissionsIn(left),
      known: list.known + known,
      ...(isLast ? { state: 'done', endedAt: now } : {}),
    };
    const committed = await table.commit([
      { put: importKey(list.id), value: after, if: row.etag },
      ...onceEach(left.flatMap((c) => caseWrites({ after: c, event: eventOf(list, now) }))),
      ...(batch ? [{ remove: key }] : []),
      ...(isLast ? [{ remove: importingKey() }] : []),
    ]);
    // Where another was first, what there is to do is read again.
    return isLast && committed === 'committed' ? 'over' : 'more';
  }

  async function drop(row: Row, list: ImportList, now: Instant): Promise<void> {
    for (let batch = 0; batch < list.batches; batch++) {
      const found = await table.get(importBatchKey(list.id, batch));
      if (found) await table.removeIf(found.key, found.etag);
    }
    await table.commit([{ put: row.key, value: { ...list, state: 'dropped', endedAt: now }, if: row.etag }]);
  }

  return {
    async find(id) {
      const row = await table.get(importKey(id));
      return row && toList(row);
    },
    async all() {
      const rows = await everything(table, importPrefix());
      return rows.flatMap((row) => toList(row) ?? []).sort((a, b) => b.at.localeCompare(a.at));
    },
    async stage(list, batches) {
      for (const [index, cases] of batches.entries())
        await table.commit([{ put: importBatchKey(list.id, index), value: { cases } }]);
      const gone = new Date(Date.parse(list.at) + keptMs).toISOString();
      await table.commit([
        { put: importKey(list.id), value: list, if: 'absent' },
        { put: dueKey(gone, listSubject(list.id)), value: {} },
      ]);
    },
    async start(id, now) {
      const row = await table.get(importKey(id));
      const list = row && toList(row);
      if (row === undefined || list === undefined || list.state === 'dropped') return 'gone';
      if (list.state !== 'checked') return 'started';
      const writes: Write[] = [
        { put: importKey(id), value: { ...list, state: 'running' }, if: row.etag },
        { put: importingKey(), value: { list: id }, if: 'absent' },
        { put: dueKey(now, listSubject(id)), value: {} },
      ];
      if ((await table.commit(writes)) === 'committed') return 'started';
      const holder = importingRow.safeParse((await table.get(importingKey()))?.value).data;
      return holder === undefined || holder.list === id ? 'started' : 'busy';
    },
    async advance(id, now) {
      const row = await table.get(importKey(id));
      const list = row && toList(row);
      if (row === undefined || list === undefined) return 'over';
      if (list.state === 'running') return layIn(row, list, now);
      if (list.state === 'checked' && Date.parse(list.at) + keptMs <= Date.parse(now)) await drop(row, list, now);
      return 'over';
    },
  };
}

/** Two cases of one person find them by the same row. */
function onceEach(writes: readonly Write[]): Write[] {
  return [...new Map(writes.map((write) => ['put' in write ? write.put : write.remove, write])).values()];
}

function eventOf({ id, by }: ImportList, at: Instant): Parameters<typeof caseWrites>[0]['event'] {
  return { operation: `import-${id}`, at, person: by.id, by: by.name, verb: 'import' };
}
