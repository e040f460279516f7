import { z } from 'zod';
import type { Link, Links } from '../commands/ports.ts';
import { saveEntry } from './history.ts';
import { linkKey, linkPrefix } from './keys.ts';
import { after, type Table } from './table.ts';

const linkRow = z.object({
  revision: z.number().int(),
  queue: z.string(),
  channelId: z.string(),
  teamId: z.string(),
  teamName: z.string(),
  serviceUrl: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.string(),
});

const attempts = 5;
/** A profile has a handful of queues. */
const most = 1000;

/** Which channel each queue has, with its history. */
export function createLinks(table: Table): Links {
  return {
    async find(queue) {
      const row = await table.get(linkKey(queue));
      return row && toLink(row.value);
    },

    async all() {
      const rows = await table.range({ from: linkPrefix(), before: after(linkPrefix()), limit: most });
      return rows.map((row) => toLink(row.value));
    },

    async save(link) {
      const { queue, by, at } = link;
      for (let attempt = 0; attempt < attempts; attempt++) {
        const before = await table.get(linkKey(queue));
        const revision = (before ? linkRow.parse(before.value).revision : 0) + 1;
        const saved = await saveEntry(table, {
          key: linkKey(queue),
          entity: `link.${queue}`,
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

function toLink(value: unknown): Link {
  const { revision: _revision, ...link } = linkRow.parse(value);
  return link;
}
