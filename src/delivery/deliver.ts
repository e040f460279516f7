import { createHash } from 'node:crypto';
import type { Message, Sent, Shown, Target, Teams } from '../commands/outbound.ts';
import type { Instant } from '../domain/person.ts';
import type { Post, StoredPost } from '../store/posts.ts';
import type { Posting } from '../views/postings.ts';
import { render } from '../views/render.ts';
import { notLinked } from '../views/trouble.ts';
import { type Addresses, findTarget, type Subject } from './address.ts';
import type { Pace } from './pace.ts';
import { defaultRetry, type Delivered, doubtAnew, forget, record, type Recorded } from './record.ts';

export type Ports = Addresses & {
  readonly teams: Teams;
  readonly pace: Pace;
  readonly now: () => Instant;
  /** Whether this replica is still the one that sends. */
  readonly maySend: () => boolean;
  readonly posts: Recorded & { doubt(id: string, posts: readonly StoredPost[]): Promise<void> };
};

type Wait = Extract<Delivered, { kind: 'turn' | 'later' }>;

const nothing: Delivered = { kind: 'nothing' };
const atOnce: Wait = { kind: 'later', seconds: 0 };

/** Teams' words for a message or a chat that is no more. */
const goneCodes = /NotFound|404/;

/** Something to write, for what we know was shown. `moved`: its queue has another channel since. */
export type Due = { readonly posting: Posting; readonly stored: StoredPost | undefined; readonly moved: boolean };

/** Whether anything is to be written. What never arrived is tried at each look: the way may be open since then. */
export function differs({ posting, stored, moved }: Due): boolean {
  if (stored === undefined) return true;
  const { hash, failed, shown } = stored.post;
  // Said once and never altered: what stands in a thread.
  if (posting.to.kind === 'thread' && shown.length > 0) return false;
  return hash !== hashOf(posting) || failed !== undefined || moved;
}

/**
 * Whether it must first be recorded as in doubt. An update that is lost, or stopped before it is recorded, may have arrived; where the case
 * then goes back to what was shown before it, nothing would seem to be left to do.
 */
export function mustDoubt({ stored }: Due): boolean {
  return stored !== undefined && stored.post.shown.length > 0 && stored.post.hash !== '';
}

/** Shows one posting as it is now. */
export async function deliver(
  subject: Subject,
  due: Due,
  known: Map<string, StoredPost>,
  ports: Ports,
): Promise<Delivered> {
  if (!differs(due)) return nothing;
  // It has been written by somebody else since it was put in doubt.
  if (mustDoubt(due)) return atOnce;
  let begun = false;
  const teams = {
    ...ports.teams,
    update: (...args: Parameters<Teams['update']>) => {
      begun = true;
      return ports.teams.update(...args);
    },
  };
  let isRecorded = false;
  try {
    const delivered = await show(subject, due, known, { ...ports, teams });
    isRecorded = !isWait(delivered);
    return delivered;
  } finally {
    if (begun && !isRecorded) await doubtAnew(subject.id, due.posting.slot, due.stored, ports);
  }
}

async function show(
  subject: Subject,
  { posting, stored, moved }: Due,
  known: Map<string, StoredPost>,
  ports: Ports,
): Promise<Delivered> {
  const hash = hashOf(posting);
  const who = `${subject.id} ${posting.slot}`;
  const message: Message = { card: render(posting.template, posting.data), summary: posting.summary };
  const kept: Shown[] = [];
  let failed: string | undefined;
  for (const shown of stored?.post.shown ?? []) {
    const asked = { conversation: chatOf(shown.conversationId), who: `${who} ${shown.activityId}` };
    const sent = await inTurn(asked, ports, () => ports.teams.update(shown, message));
    if (isWait(sent)) return sent;
    // Only a message that is gone is forgotten: one who blocks the bot may let it in again.
    if (sent.kind === 'permanent' && goneCodes.test(sent.code)) continue;
    kept.push(shown);
    if (sent.kind === 'permanent') failed = sent.code;
  }
  const post: Post = { slot: posting.slot, shown: kept, hash, ...(failed === undefined ? {} : { failed }) };
  if (kept.length > 0 && !moved) return record(subject.id, post, known, ports);
  const isOver = posting.retired === true || posting.open === false || posting.held === true;
  if (isOver && kept.length === 0) return forget(subject.id, post, known, ports);
  const early = kept.length > 0 ? 0 : earlyBy(posting, ports.now());
  if (early > 0) return { kind: 'turn', ms: early };
  const target = await findTarget(subject, posting, known, ports);
  // What stands in a thread comes when the message it answers has come; a queue that is told by mail may get its channel one day.
  if (target === undefined && (posting.to.kind === 'thread' || posting.alsoByMail)) return nothing;
  if (target === undefined) return record(subject.id, { ...post, failed: notLinked }, known, ports);
  const asked = { conversation: conversationOf(target), who };
  const sent = await inTurn(asked, ports, () => ports.teams.create(target, message));
  if (isWait(sent)) return sent;
  const created: Post =
    sent.kind === 'sent'
      ? { slot: posting.slot, shown: [...kept, sent.shown], hash }
      : { slot: posting.slot, shown: kept, hash, failed: sent.code };
  return record(subject.id, created, known, ports);
}

const isWait = (sent: Exclude<Sent, { kind: 'later' }> | Wait | Delivered): sent is Wait =>
  sent.kind === 'turn' || sent.kind === 'later';

/** One call to Teams when it is its turn; a conversation that did not take it is left alone for a while, by all. */
async function inTurn(
  { conversation, who }: { readonly conversation: string; readonly who: string },
  { pace, now, maySend }: Ports,
  call: () => Promise<Sent>,
): Promise<Exclude<Sent, { kind: 'later' }> | Wait> {
  if (!maySend()) return atOnce;
  const ms = pace.take(conversation, who, Date.parse(now()));
  if (ms > 0) return { kind: 'turn', ms };
  const sent = await call();
  if (sent.kind !== 'later') return sent;
  const seconds = sent.seconds ?? defaultRetry;
  pace.hold(conversation, Date.parse(now()), seconds * 1000);
  return { kind: 'later', seconds };
}

/** Milliseconds until it may be told. */
function earlyBy({ notBefore = '' }: Posting, now: string): number {
  return notBefore === '' ? 0 : Date.parse(notBefore) - Date.parse(now);
}

/** A thread's id begins with its channel's. */
function chatOf(conversationId: string): string {
  return conversationId.split(';')[0] ?? conversationId;
}

function conversationOf(target: Target): string {
  if (target.kind === 'channel') return target.channelId;
  return chatOf(target.conversationId ?? `person ${target.kind === 'person' ? target.personId : ''}`);
}

function hashOf({ template, data }: Posting): string {
  return createHash('sha256')
    .update(JSON.stringify([template, data]))
    .digest('base64url');
}
