import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Posts } from '../commands/ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import type { Shown } from '../commands/outbound.ts';
import { dueKey, messageKey, postKey, postPrefix } from './keys.ts';
import { readRow } from './read.ts';
import { after, type Row, type Table } from './table.ts';

const shownSchema = z.object({ conversationId: z.string(), activityId: z.string(), serviceUrl: z.string() });
const postSchema = z.object({
  slot: z.string(),
  shown: z.array(shownSchema),
  hash: z.string(),
  failed: z.string().optional(),
  mail: z.object({ at: z.string(), revision: z.number() }).optional(),
});

/**
 * What one slot was last seen to show: every message it stands in, the hash of what they show (empty when they must be
 * written anew), and why it could not be shown at all. `mail` says when one was sent, and what revision of the case it told of.
 */
export type Post = z.output<typeof postSchema>;
export type StoredPost = { readonly post: Post; readonly etag: string };

/** The delivery's own rows; never part of a command's transaction. */
export type PostRows = Posts & {
  all(caseId: string): Promise<Map<string, StoredPost>>;
  save(caseId: string, post: Post, etag: string | undefined): Promise<'committed' | 'conflict'>;
  /** Records that these are about to be written: what they show is not known until it is saved. */
  doubt(caseId: string, posts: readonly StoredPost[]): Promise<void>;
};

const attempts = 5;
const mostWrites = 100;

/** Messages beyond this many are not kept up to date: a slot is shown a few times, not without end. */
const mostShown = 20;

export function createPosts(table: Table, now: () => string, unreadable: Unreadable): PostRows {
  /** What cannot be read was shown nobody knows where: it is shown anew. */
  const toPost = (row: Row, slot: string): StoredPost => {
    const post = readRow(row, postSchema, unreadable) ?? { slot, shown: [], hash: '' };
    return { post, etag: row.etag };
  };
  const read = async (caseId: string, slot: string): Promise<StoredPost | undefined> => {
    const row = await table.get(postKey(caseId, slot));
    return row && toPost(row, slot);
  };
  return {
    async all(caseId) {
      const rows = await table.range({ from: postPrefix(caseId), before: after(postPrefix(caseId)), limit: 1000 });
      const slotOf = ({ key }: Row): string => key.slice(postPrefix(caseId).length);
      return new Map(rows.map((row) => [slotOf(row), toPost(row, slotOf(row))]));
    },

    save: (caseId, post, etag) =>
      table.commit([
        { put: postKey(caseId, post.slot), value: post, if: etag ?? 'absent' },
        ...post.shown.map((shown) => ({ put: keyOf(shown), value: { caseId, slot: post.slot } })),
      ]),

    async doubt(caseId, posts) {
      for (let at = 0; at < posts.length; at += mostWrites)
        // After a conflict they stay as they were, and are not written yet.
        await table.commit(
          posts.slice(at, at + mostWrites).map(({ post, etag }) => ({
            put: postKey(caseId, post.slot),
            value: { ...post, hash: '' },
            if: etag,
          })),
        );
    },

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
