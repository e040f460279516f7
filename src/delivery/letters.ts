import { createHash } from 'node:crypto';
import type { Mailed, Mailer } from '../commands/outbound.ts';
import type { Cases } from '../commands/ports.ts';
import type { QueueId } from '../domain/case.ts';
import type { Instant } from '../domain/person.ts';
import type { Post, StoredPost } from '../store/posts.ts';
import type { Letter } from '../views/letters.ts';
import type { Ports } from './deliver.ts';
import type { Mailroom } from './mailroom.ts';

export type LetterPorts = Pick<Ports, 'posts' | 'now' | 'maySend'> & {
  readonly mailer: Mailer;
  readonly mailroom: Mailroom;
  readonly cases: Pick<Cases, 'wake'>;
  /** The address that each queue has now. */
  readonly mailboxes: Readonly<Record<QueueId, string>>;
};

export type Sent =
  | { readonly kind: 'nothing' }
  /** It waited for the mail to go, and waits no longer: it need not go. */
  | { readonly kind: 'released' }
  | { readonly kind: 'gone'; readonly at: Instant; readonly isNews: boolean }
  | { readonly kind: 'turn'; readonly ms: number }
  | { readonly kind: 'later'; readonly seconds: number }
  | { readonly kind: 'unreachable'; readonly of: 'mailbox' | 'server'; readonly code: string };

const retrySeconds = 5;
/** What does not go for so long is no passing fault; one who is greylisted waits for about ten minutes. */
const overdueMs = 15 * 60_000;
/** The hash of one that was tried: nobody knows whether it arrived; or it is known not to have. */
const doubt = '';
const refused = 'refused';

type Known = ReadonlyMap<string, StoredPost>;

/** What follows on another mail goes where that one may have arrived, and did not say so already. */
export function isHeard({ follows, since }: Letter, letters: readonly Letter[], known: Known): boolean {
  if (follows === undefined) return true;
  const first = known.get(follows)?.post;
  if (first?.mail) return first.mail.revision < since.revision;
  return first?.hash === doubt && letters.some(({ slot, retired }) => slot === follows && retired);
}

/**
 * Sends a letter once: what was sent is never altered. Stopped between sending and recording, it is sent once more, under the same
 * id.
 */
export async function sendLetter(
  id: string,
  letter: Letter,
  known: Known,
  isDue: boolean,
  ports: LetterPorts,
): Promise<Sent> {
  const { slot, since } = letter;
  const stored = known.get(slot);
  const before = stored?.post;
  if (before?.mail) return { kind: 'gone', at: before.mail.at, isNews: false };
  if (!isDue) {
    if (before?.failed === undefined) return { kind: 'nothing' };
    await ports.posts.save(id, { slot, shown: [], hash: before.hash }, stored?.etag);
    return { kind: 'released' };
  }
  if (!ports.maySend()) return { kind: 'later', seconds: 0 };
  const handed = await ports.mailroom.hand(
    `${id} ${slot}`,
    () => send(id, letter, stored, ports),
    () => ports.cases.wake([id], ports.now()),
  );
  if (handed.kind === 'turn') return handed;
  if (handed.kind === 'sent') return { kind: 'gone', at: ports.now(), isNews: true };
  if (handed.kind === 'later' && Date.parse(ports.now()) - Date.parse(since.at) < overdueMs)
    return { kind: 'later', seconds: retrySeconds };
  await amend(id, slot, (post) => ({ ...post, failed: handed.code }), ports);
  return { kind: 'unreachable', of: handed.of, code: handed.code };
}

/** The errand: from when it is begun until it is recorded nobody can say whether it has arrived. */
async function send(
  id: string,
  { slot, queue, name, address: asSubmitted, subject, text, revision }: Letter,
  stored: StoredPost | undefined,
  ports: LetterPorts,
): Promise<Mailed> {
  const address = ports.mailboxes[queue] ?? asSubmitted;
  const wasInDoubt = stored?.post.hash === doubt;
  if (!wasInDoubt) {
    const begun: Post = { slot, shown: [], ...stored?.post, hash: doubt };
    // Another sender has written it since then.
    if ((await ports.posts.save(id, begun, stored?.etag)) !== 'committed')
      return { kind: 'later', of: 'mailbox', code: 'Conflict', inDoubt: true };
  }
  const at = ports.now();
  const mailId = `${id}.${slot}`;
  const mailed = await ports.mailer.send({ id: mailId, to: { name, address }, subject, text, at });
  if (mailed.kind === 'sent') {
    const hash = createHash('sha256').update(`${subject}\n\n${text}`).digest('base64url');
    const shown = [{ conversationId: `mailto:${address}`, activityId: mailId, serviceUrl: '' }];
    await amend(id, slot, () => ({ slot, shown, hash, mail: { at, revision } }), ports);
  } else if (!wasInDoubt && !(mailed.kind === 'later' && mailed.inDoubt))
    await amend(id, slot, (post) => ({ ...post, hash: refused }), ports);
  return mailed;
}

const attempts = 5;

/** Changes what is recorded of a mail, unless another sender has recorded that it has gone. */
async function amend(
  id: string,
  slot: string,
  change: (post: Post) => Post,
  { posts }: Pick<LetterPorts, 'posts'>,
): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const stored = (await posts.all(id)).get(slot);
    const before: Post = stored?.post ?? { slot, shown: [], hash: refused };
    const after = change(before);
    const isNews = before.mail === undefined && JSON.stringify(before) !== JSON.stringify(after);
    if (!isNews || (await posts.save(id, after, stored?.etag)) === 'committed') return;
  }
  throw new Error(`The mail ${slot} of ${id} was recorded by others ${attempts} times in a row`);
}
