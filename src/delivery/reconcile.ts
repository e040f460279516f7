import { createHash } from 'node:crypto';
import type { Message, Sent, Shown, Target, Teams } from '../commands/outbound.ts';
import type { Case } from '../domain/case.ts';
import type { Post, StoredPost } from '../store/posts.ts';
import { type Posting, postings } from '../views/postings.ts';
import { render } from '../views/render.ts';
import { findTarget, type Addresses } from './address.ts';

export type Ports = Addresses & {
  readonly teams: Teams;
  /** Whether this replica is still the one that sends. */
  readonly maySend: () => boolean;
  readonly posts: {
    all(caseId: string): Promise<Map<string, StoredPost>>;
    save(caseId: string, post: Post, etag: string | undefined): Promise<'committed' | 'conflict'>;
  };
};

/** What a look at a case's postings left undone. */
export type Remaining = {
  /** Slots that will never arrive as things stand. */
  readonly unreachable: readonly string[];
  /** Try again after so many seconds; undefined when everything is shown as recorded. */
  readonly retrySeconds?: number;
};

const defaultRetry = 5;

/**
 * Makes Teams agree with what the case's postings say: creates what is missing, updates in place what changed. Run twice, it
 * does nothing the second time; stopped between sending and recording, it sends once more.
 */
export async function reconcile(c: Case, ports: Ports): Promise<Remaining> {
  const known = await ports.posts.all(c.id);
  const channels = new Map((await ports.links.all()).map(({ queue, channelId }) => [queue, channelId]));
  const unreachable: string[] = [];
  let retrySeconds: number | undefined;
  for (const posting of postings(c)) {
    const moved = hasMoved(posting, known.get(posting.slot), channels);
    const result = await deliver(c, posting, known, moved, ports);
    if (result === 'unreachable') unreachable.push(posting.slot);
    if (typeof result === 'object') retrySeconds = Math.max(retrySeconds ?? 0, result.retrySeconds);
  }
  return { unreachable, ...(retrySeconds === undefined ? {} : { retrySeconds }) };
}

/** Teams' words for a message or a chat that is no more. */
const goneCodes = /NotFound|404/;

type Delivered = 'asRecorded' | 'unreachable' | { readonly retrySeconds: number };

async function deliver(
  c: Case,
  posting: Posting,
  known: Map<string, StoredPost>,
  moved: boolean,
  ports: Ports,
): Promise<Delivered> {
  const hash = hashOf(posting);
  const stored = known.get(posting.slot);
  // What never arrived is tried at each look: the queue may have another channel, or the person the bot, since then.
  if (stored?.post.hash === hash && stored.post.failed === undefined && !moved) return 'asRecorded';
  if (!ports.maySend()) return { retrySeconds: 0 };
  const message: Message = { card: render(posting.template, posting.data), summary: posting.summary };
  const kept: Shown[] = [];
  // Said once and never altered: what stands in a thread.
  if (posting.to.kind === 'thread' && stored && stored.post.shown.length > 0) return 'asRecorded';
  let failed: string | undefined;
  for (const shown of stored?.post.shown ?? []) {
    const sent = await ports.teams.update(shown, message);
    if (sent.kind === 'later') return { retrySeconds: sent.seconds ?? defaultRetry };
    // Only a message that is gone is forgotten: one who blocks the bot may let it in again.
    if (sent.kind === 'permanent' && goneCodes.test(sent.code)) continue;
    kept.push(shown);
    if (sent.kind === 'permanent') failed = sent.code;
  }
  const post: Post = { slot: posting.slot, shown: kept, hash, ...(failed === undefined ? {} : { failed }) };
  if (kept.length > 0 && !moved) return record(c, posting, post, known, ports);
  if (posting.retired) return 'asRecorded';
  const target = await findTarget(c, posting, known, ports);
  if (target === undefined) return 'asRecorded';
  if (!ports.maySend()) return { retrySeconds: 0 };
  const created = await create(posting, target, message, hash, ports);
  const both = 'retrySeconds' in created ? created : { ...created, shown: [...kept, ...created.shown] };
  return record(c, posting, both, known, ports);
}

/** The queue has been given another channel since its open task was shown. */
function hasMoved(
  { to, open }: Posting,
  stored: StoredPost | undefined,
  channels: ReadonlyMap<string, string>,
): boolean {
  if (to.kind !== 'queue' || open !== true || stored === undefined) return false;
  const channel = channels.get(to.queue);
  return channel !== undefined && !stored.post.shown.some((shown) => channelOf(shown) === channel);
}

/** A thread's id begins with its channel's. */
function channelOf({ conversationId }: Shown): string | undefined {
  return conversationId.split(';')[0];
}

async function create(
  posting: Posting,
  target: Target,
  message: Message,
  hash: string,
  { teams }: Ports,
): Promise<Post | { readonly retrySeconds: number }> {
  const sent: Sent = await teams.create(target, message);
  if (sent.kind === 'later') return { retrySeconds: sent.seconds ?? defaultRetry };
  return sent.kind === 'sent'
    ? { slot: posting.slot, shown: [sent.shown], hash }
    : { slot: posting.slot, shown: [], hash, failed: sent.code };
}

async function record(
  c: Case,
  posting: Posting,
  post: Post | { readonly retrySeconds: number },
  known: Map<string, StoredPost>,
  { posts }: Ports,
): Promise<Delivered> {
  if ('retrySeconds' in post) return post;
  let stored = known.get(posting.slot);
  let next = post;
  for (let attempt = 0; attempt < 5; attempt++) {
    if ((await posts.save(c.id, next, stored?.etag)) === 'committed') {
      known.set(posting.slot, { post: next, etag: '' });
      // A card adopted meanwhile has not been written yet.
      if (next.hash === '') return { retrySeconds: 0 };
      return next.failed === undefined ? 'asRecorded' : 'unreachable';
    }
    stored = (await posts.all(c.id)).get(posting.slot);
    const adopted = (stored?.post.shown ?? []).filter(
      (one) => !post.shown.some((own) => own.activityId === one.activityId),
    );
    next = { ...post, shown: [...post.shown, ...adopted], hash: adopted.length > 0 ? '' : post.hash };
  }
  return { retrySeconds: defaultRetry };
}

function hashOf({ template, data }: Posting): string {
  return createHash('sha256')
    .update(JSON.stringify([template, data]))
    .digest('base64url');
}
