import { isDeepStrictEqual } from 'node:util';
import type { Case } from '../../../src/domain/case.ts';
import type { Post } from '../../../src/store/posts.ts';
import { type Posting, postings } from '../../../src/views/postings.ts';
import { render } from '../../../src/views/render.ts';
import { checkPosting } from '../../engine/invariants.ts';
import type { Evidence, Place, ShownMessage } from './evidence.ts';
import { casesOf, channelsOf, chatOf, faultsIn, postsOf, rowsOf } from './read.ts';

type Shown = Post['shown'][number];
type Found = (shown: Shown) => ShownMessage | undefined;

/** What stands in Teams is what was recorded; and nothing stands twice without a cause. */
export function checkShown(evidence: Evidence): string[] {
  const { rows, messages } = evidence;
  const nameOf = (conversationId: string, activityId: string): string => `${chatOf(conversationId)} ${activityId}`;
  const byName = new Map(messages.map((message) => [nameOf(message.conversationId, message.activityId), message]));
  const recorded = new Set<ShownMessage>();
  const find: Found = ({ conversationId, activityId }) => {
    const message = byName.get(nameOf(conversationId, activityId));
    if (message) recorded.add(message);
    return message;
  };
  const faults = casesOf(rows).flatMap((c) => {
    const posts = postsOf(rows, c.id);
    return postings(c).flatMap((posting) => checkOne(c, posting, posts, find, evidence));
  });
  // What tells administrators of troubles is recorded in the same way.
  for (const { value } of rowsOf(rows, 'post')) for (const shown of (value as Post).shown) find(shown);
  const twice = messages.filter((one) => !recorded.has(one) && !one.reply && !one.gone && !one.ambiguous);
  return [...faults, ...twice.map((one) => `${describe(one)} stands in Teams, and nobody knows of it`)];
}

/** Whether a message shows what its slot is recorded to show; undefined for one that no slot knows. */
export function isAsRecorded({ rows }: Pick<Evidence, 'rows'>, message: ShownMessage): boolean | undefined {
  for (const c of casesOf(rows)) {
    const posts = postsOf(rows, c.id);
    for (const posting of postings(c)) {
      const shown = posts.get(posting.slot)?.shown ?? [];
      const own = shown.some(
        (one) => one.activityId === message.activityId && chatOf(one.conversationId) === chatOf(message.conversationId),
      );
      if (own) return shows(message, posting);
    }
  }
  return undefined;
}

function shows({ versions }: ShownMessage, { template, data, summary }: Posting): boolean {
  const latest = versions.at(-1);
  return latest?.summary === summary && isDeepStrictEqual(latest.card, render(template, data));
}

function describe({ place, activityId, versions }: ShownMessage): string {
  return `the message ${activityId} to ${place.kind} ${place.id} (${versions.at(-1)?.summary ?? ''})`;
}

function checkOne(
  c: Case,
  posting: Posting,
  posts: ReadonlyMap<string, Post>,
  find: Found,
  evidence: Evidence,
): string[] {
  const where = `${posting.slot} of ${c.id}`;
  const card = faultsIn(where, () => checkPosting(c, posting, new Set()));
  const post = posts.get(posting.slot);
  const channel = posting.to.kind === 'queue' ? channelsOf(evidence.rows).get(posting.to.queue) : undefined;
  if (post === undefined) return mayBeMissing(posting, posts, channel) ? card : [...card, `${where} was never shown`];
  const pairs = post.shown.map((shown) => ({ shown, message: find(shown) }));
  const lost = pairs.flatMap(({ shown, message }) =>
    message ? [] : [`${where} is recorded as shown in ${shown.conversationId} (${shown.activityId}), and is not`],
  );
  const standing = pairs.flatMap(({ message }) => (message && !message.gone ? [message] : []));
  const misplaced = standing.flatMap((one) => (belongs(posting, one.place) ? [] : [`${where}: ${describe(one)}`]));
  if (post.failed !== undefined) {
    const excused = placesOf(posting, evidence).some((place) => evidence.wasDown?.(place));
    return [...card, ...lost, ...misplaced, ...(excused ? [] : [`${where} could not be shown (${post.failed})`])];
  }
  const stale = posting.to.kind === 'thread' ? [] : standing.filter((one) => !shows(one, posting));
  const missing =
    post.shown.length === 0 && !isOver(posting)
      ? [`${where} is recorded, and shown nowhere`]
      : posting.open && channel && !standing.some(({ conversationId }) => chatOf(conversationId) === channel)
        ? [`${where} is not shown in the queue's channel`]
        : [];
  return [
    ...card,
    ...lost,
    ...misplaced,
    ...missing,
    ...stale.map((one) => `${where} is not shown as recorded: ${describe(one)}`),
    ...doubles(where, standing),
  ];
}

/** Of those that stand in one chat, all but one need a cause. */
function doubles(where: string, standing: readonly ShownMessage[]): string[] {
  const plain = standing.filter(({ ambiguous, reply }) => !ambiguous && !reply);
  const chats = new Set(plain.map(({ conversationId }) => chatOf(conversationId)));
  return plain.length > chats.size ? [`${where} is shown ${plain.length} times without a cause`] : [];
}

/** Only says that it is over: where it was never shown, it need not be. */
const isOver = ({ retired, open }: Posting): boolean => retired === true || open === false;

function mayBeMissing(posting: Posting, posts: ReadonlyMap<string, Post>, channel: string | undefined): boolean {
  if (isOver(posting)) return true;
  if (posting.to.kind === 'queue') return channel === undefined;
  // Told of by a message of its own.
  if (posting.to.kind === 'person' && posting.held) return true;
  return posting.to.kind === 'thread' && (posts.get(posting.to.of)?.shown ?? []).length === 0;
}

/** Where a posting was to be shown: a queue may have had several channels, and a thread is in one of them. */
function placesOf({ to }: Posting, { rows }: Evidence): Place[] {
  if (to.kind === 'person') return [{ kind: 'person', id: to.personId }];
  const links = rows.filter(({ key }) => key.startsWith(`directory!link.${to.kind === 'queue' ? `${to.queue}!` : ''}`));
  return links.flatMap(({ value }) =>
    (JSON.stringify(value).match(/19:[^ "]+/g) ?? []).map((id): Place => ({ kind: 'channel', id })),
  );
}

/** A person's card in that person's chat alone; a queue's in a channel. */
function belongs({ to }: Posting, place: Place): boolean {
  return to.kind === 'person' ? place.kind === 'person' && place.id === to.personId : place.kind === 'channel';
}
