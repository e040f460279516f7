import { z } from 'zod';
import type { Link, Links } from '../commands/ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { latestRevision, saveEntry } from './history.ts';
import { linkKey, linkPrefix } from './keys.ts';
import { readRow } from './read.ts';
import { after, type Row, type Table } from './table.ts';

const linkRow = z.object({
  revision: z.number().int(),
  queue: z.string(),
  channelId: z.string(),
  teamId: z.string(),
  teamName: z.string(),
  serviceUrl: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.string(),
  queueName: z.string().optional(),
  linkPhrase: z.string().optional(),
});

const attempts = 5;
/** A profile has a handful of queues. */
const most = 1000;

/** Which channel each queue has, with its history. A link that cannot be read is none, until the queue is linked again. */
export function createLinks(table: Table, unreadable: Unreadable): Links {
  const toLink = (row: Row): Link | undefined => {
    const found = readRow(row, linkRow, unreadable);
    if (found === undefined) return undefined;
    const { revision: _revision, ...link } = found;
    return link;
  };
  return {
    async find(queue) {
      const row = await table.get(linkKey(queue));
      return row && toLink(row);
    },

    async all() {
      const rows = await table.range({ from: linkPrefix(), before: after(linkPrefix()), limit: most });
      return rows.flatMap((row) => toLink(row) ?? []);
    },

    async save(link) {
      const { queue, by, at } = link;
      const entity = `link.${queue}`;
      for (let attempt = 0; attempt < attempts; attempt++) {
        const before = await table.get(linkKey(queue));
        const known = before && readRow(before, linkRow, unreadable)?.revision;
        const revision = (known ?? (await latestRevision(table, entity))) + 1;
        const saved = await saveEntry(table, {
          key: linkKey(queue),
          entity,
          etag: before?.etag,
          revision,
          value: { ...link, revision },
          changes: [`Kanal: ${link.channelId} i teamet ${link.teamName}`],
          by,
          at,
          more: async () => [],
        });
        // The last word is the latest admin's.
        if (saved === 'committed') return;
      }
      throw new Error(`The link of ${queue} was changed by others ${attempts} times in a row`);
    },
  };
}
