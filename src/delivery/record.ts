import type { Post, StoredPost } from '../store/posts.ts';

/** What each slot of a subject was last seen to show. */
export type Recorded = {
  all(id: string): Promise<Map<string, StoredPost>>;
  save(id: string, post: Post, etag: string | undefined): Promise<'committed' | 'conflict'>;
};

export type Delivered =
  | { readonly kind: 'sent' }
  /** It is shown as recorded, or need not be. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'turn'; readonly ms: number }
  | { readonly kind: 'later'; readonly seconds: number };

/** Seconds. */
export const defaultRetry = 5;
const attempts = 5;

/** Records what is shown now. */
export async function record(
  id: string,
  post: Post,
  known: Map<string, StoredPost>,
  { posts }: { readonly posts: Recorded },
): Promise<Delivered> {
  let stored = known.get(post.slot);
  let next = post;
  for (let attempt = 0; attempt < attempts; attempt++) {
    // Still not to be reached: that stands there already.
    const isNews = JSON.stringify(stored?.post) !== JSON.stringify(next);
    if (!isNews || (await posts.save(id, next, stored?.etag)) === 'committed') {
      known.set(post.slot, { post: next, etag: '' });
      if (next.hash === '') return { kind: 'later', seconds: 0 };
      return next.failed === undefined ? { kind: 'sent' } : { kind: 'unreachable', code: next.failed };
    }
    stored = (await posts.all(id)).get(post.slot);
    const adopted = (stored?.post.shown ?? []).filter(
      (one) => !post.shown.some((own) => own.activityId === one.activityId),
    );
    // A card adopted meanwhile has not been written yet; and another sender's words may have come before or after ours.
    next = { ...post, shown: [...post.shown, ...adopted], hash: '' };
  }
  return { kind: 'later', seconds: defaultRetry };
}

/** It stands nowhere any longer, and need not. */
export async function forget(
  id: string,
  post: Post,
  known: Map<string, StoredPost>,
  { posts }: { readonly posts: Recorded },
): Promise<Delivered> {
  const stored = known.get(post.slot);
  if (stored) await posts.save(id, post, stored.etag);
  return { kind: 'nothing' };
}

/**
 * An update of ours may have arrived and is not recorded. Where clocks differ so much that two replicas send, the other may have
 * recorded its own meanwhile, and what is shown would not be looked at again.
 */
export async function doubtAnew(
  id: string,
  slot: string,
  stored: StoredPost | undefined,
  { posts }: { readonly posts: Recorded },
): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const now = (await posts.all(id)).get(slot);
    if (now === undefined || now.etag === stored?.etag || now.post.hash === '') return;
    if ((await posts.save(id, { ...now.post, hash: '' }, now.etag)) === 'committed') return;
  }
}
