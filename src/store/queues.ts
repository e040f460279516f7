import { z } from 'zod';
import type { Queues } from '../commands/queue-ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { noDate, lists } from '../domain/lists.ts';
import { emptyQueue, type QueueEntry } from '../domain/queue.ts';
import { listPrefix, queueKey } from './keys.ts';
import { everything, readRow } from './read.ts';
import type { Table } from './table.ts';

const summary = z.object({
  at: z.string(),
  entries: z.array(z.object({ caseId: z.string(), slot: z.string() })),
  over: z.string().optional(),
});
const queueRow = z.object({ summaries: z.array(summary) });

/** What an entry of a queue's list says beside its key; an earlier version wrote the slot alone. */
const entryRow = z.object({
  slot: z.string(),
  since: z.string().optional(),
  taken: z.boolean().default(false),
  held: z.boolean().default(false),
  provider: z.object({ id: z.string(), name: z.string() }).optional(),
  due: z.iso.date().optional(),
});
/** Of one that cannot be read its key says that it stands there, so it is counted. */
const unread = { slot: '', since: undefined, taken: false, held: false, provider: undefined, due: undefined };

/** The queues as values, each a row that the sender alone writes, and what stands in them. */
export function createQueues(table: Table, unreadable: Unreadable): Queues {
  return {
    async read(queue) {
      const row = await table.get(queueKey(queue));
      // What it was told cannot be read: what waits is told anew.
      return { value: (row && readRow(row, queueRow, unreadable)) ?? emptyQueue, etag: row?.etag };
    },
    save: (queue, value, etag) => table.commit([{ put: queueKey(queue), value, if: etag ?? 'absent' }]),
    async entries(queue) {
      const prefix = listPrefix(lists.queue(queue));
      return (await everything(table, prefix)).map((row) =>
        toEntry(row.key.slice(prefix.length), readRow(row, entryRow, unreadable) ?? unread),
      );
    },
  };
}

function toEntry(key: string, { since, provider, due, ...entry }: z.output<typeof entryRow>): QueueEntry {
  const [sort = '', caseId = ''] = key.split('!');
  const from = sort.slice(0, noDate.length);
  return {
    ...entry,
    caseId,
    ...(from === noDate ? {} : { from }),
    ...(since === undefined ? {} : { since }),
    ...(provider === undefined ? {} : { provider }),
    ...(due === undefined ? {} : { due }),
  };
}
