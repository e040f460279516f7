import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Posts } from '../commands/ports.ts';
import type { Shown } from '../commands/outbound.ts';
import { dueKey, messageKey, postKey, postPrefix } from './keys.ts';
import { after, type Table } from './table.ts';

const shownSchema = z.object({ conversationId: z.string(), activityId: z.string(), serviceUrl: z.string() });
const postSchema = z.object({
  slot: z.string(),
  shown: z.array(shownSchema),
  hash: z.string(),
  failed: z.string().optional(),
});

/**
 * What one slot was last seen to show: every message it stands in, the hash of what they show (empty when they must be
 * written anew), and why it could not be shown at all.
 */
export type Post = z.output<typeof postSchema>;
export type StoredPost = { readonly post: Post; readonly etag: string };

/** The delivery's own rows; never part of a command's transaction. */
export type PostRows = Posts & {
  all(caseId: string): Promise<Map<string, StoredPost>>;
  save(caseId: string, post: Post, etag: string | undefined): Promise<'committed' | 'conflict'>;
};

const attempts = 5;

/** Messages beyond this many are not kept up to date: a slot is shown a few times, not without end. */
const mostShown = 20;

export function createPosts(table: Table, now: () => string): PostRows {
  const read = async (caseId: string, slot: string): Promise<StoredPost | undefined> => {
    const row = await table.get(postKey(caseId, slot));
    return row && { post: postSchema.parse(row.value), etag: row.etag };
  };
  return {
    async all(caseId) {
      const rows = await table.range({ from: postPrefix(caseId), before: after(postPrefix(caseId)), limit: 1000 });
      return new Map(
        rows.map((row) => [postSchema.parse(row.value).slot, { post: postSchema.parse(row.value), etag: row.etag }]),
      );
    },

    save: (caseId, post, etag) =>
      table.commit([
        { put: postKey(caseId, post.slot), value: post, if: etag ?? 'absent' },
        ...post.shown.map((shown) => ({ put: keyOf(shown), value: { caseId, slot: post.slot } })),
      ]),

    async adopt(caseId, slot, shown) {
      // A forged case id must not make one case's message another's.
      const owner = ownerSchema.safeParse((await table.get(keyOf(shown)))?.value).data;
      if (owner && (owner.caseId !== caseId || owner.slot !== slot)) return;
      for (let attempt = 0; attempt < attempts; attempt++) {
        const known = await read(caseId, slot);
        const isKnown = known?.post.shown.some((one) => one.activityId === shown.activityId && sameChat(one, shown));
        if (isKnown) return;
        // The first is the post that everybody looks for; of the copies the latest are kept.
        const [first, ...copies] = [...(known?.post.shown ?? []), shown];
        const kept = first ? [first, ...copies.slice(1 - mostShown)] : [];
        const post: Post = { slot, shown: kept, hash: '' };
        const write = { put: postKey(caseId, slot), value: post, if: known?.etag ?? ('absent' as const) };
        const writes = [
          write,
          { put: keyOf(shown), value: { caseId, slot } },
          { put: dueKey(now(), caseId), value: {} },
        ];
        if ((await table.commit(writes)) === 'committed') return;
      }
    },
  };
}

const ownerSchema = z.object({ caseId: z.string(), slot: z.string() });

function keyOf({ conversationId, activityId }: Shown): string {
  const chat = conversationId.split(';')[0] ?? '';
  return messageKey(
    createHash('sha256')
      .update(JSON.stringify([chat, activityId]))
      .digest('base64url'),
  );
}

/** A thread's id ends with its first message's; Teams names the same chat with and without it. */
function sameChat(a: Shown, b: Shown): boolean {
  const chat = ({ conversationId }: Shown): string | undefined => conversationId.split(';')[0];
  return chat(a) === chat(b);
}
