import type { StoredPost } from '../store/posts.ts';
import type { Posting } from '../views/postings.ts';
import type { Subject } from './address.ts';
import { deliver, differs, type Due, mustDoubt, type Ports } from './deliver.ts';

/** Who a posting is for, as far as reaching them goes: a thread is where its queue is. Mail goes to a queue's mailbox by the mail server. */
export type Place = { readonly kind: 'queue' | 'person' | 'mailbox' | 'mail'; readonly id: string };

/** What a look at a subject's postings left undone. */
export type Remaining = {
  /** What will not arrive as things stand, with Teams' or the mail server's word for why. */
  readonly unreachable: readonly { readonly slot: string; readonly place: Place; readonly code: string }[];
  /** Places that took something. */
  readonly reached: readonly { readonly place: Place }[];
  /** Places that took nothing before, and that nothing here waits for any longer. */
  readonly released: readonly { readonly place: Place }[];
  /** Some must wait for their turn: look again in so many milliseconds. */
  readonly turnMs?: number;
  /** Some were not taken: try again after so many seconds. */
  readonly retrySeconds?: number;
};

/**
 * Makes Teams agree with what the postings say: creates what is missing, updates in place what changed. Run twice, it
 * does nothing the second time; stopped between sending and recording, it sends once more.
 */
export async function reconcile(subject: Subject, ports: Ports): Promise<Remaining> {
  let known = await ports.posts.all(subject.id);
  const channels = new Map((await ports.links.all()).map(({ queue, channelId }) => [queue, channelId]));
  const unreachable: { slot: string; place: Place; code: string }[] = [];
  const reached: { place: Place }[] = [];
  const released: { place: Place }[] = [];
  const turns: number[] = [];
  const retries: number[] = [];
  const dueOf = (posting: Posting): Due => {
    const stored = known.get(posting.slot);
    return { posting, stored, moved: hasMoved(posting, stored, channels) };
  };
  const doubtful = subject.postings.map(dueOf).filter((due) => differs(due) && mustDoubt(due));
  if (doubtful.length > 0) {
    await ports.posts.doubt(
      subject.id,
      doubtful.flatMap(({ stored }) => stored ?? []),
    );
    known = await ports.posts.all(subject.id);
  }
  for (const posting of subject.postings) {
    const { slot } = posting;
    const due = dueOf(posting);
    const failedBefore = due.stored?.post.failed !== undefined;
    const result = await deliver(subject, due, known, ports);
    const place = placeOf(posting, subject.postings);
    switch (result.kind) {
      case 'sent':
        reached.push({ place });
        break;
      case 'nothing':
        if (failedBefore) released.push({ place });
        break;
      case 'unreachable':
        unreachable.push({ slot, place, code: result.code });
        break;
      case 'turn':
        turns.push(result.ms);
        break;
      case 'later':
        retries.push(result.seconds);
    }
  }
  return {
    ...withoutUnreachable({ unreachable, reached, released }),
    ...(turns.length > 0 ? { turnMs: Math.min(...turns) } : {}),
    ...(retries.length > 0 ? { retrySeconds: Math.max(...retries) } : {}),
  };
}

/** A place where something did not arrive is not well, whatever else did. */
export function withoutUnreachable({
  unreachable,
  reached,
  released,
}: Pick<Remaining, 'unreachable' | 'reached' | 'released'>): Pick<Remaining, 'unreachable' | 'reached' | 'released'> {
  const isWell = ({ place }: { place: Place }): boolean => !unreachable.some((other) => isSame(place, other.place));
  return { unreachable, reached: reached.filter(isWell), released: released.filter(isWell) };
}

export const isSame = (a: Place, b: Place): boolean => a.kind === b.kind && a.id === b.id;

function placeOf({ to }: Posting, all: readonly Posting[]): Place {
  if (to.kind === 'queue') return { kind: 'queue', id: to.queue };
  if (to.kind === 'person') return { kind: 'person', id: to.personId };
  const parent = all.find(({ slot }) => slot === to.of)?.to;
  return { kind: 'queue', id: parent?.kind === 'queue' ? parent.queue : '' };
}

/** The queue has been given another channel since its open task was shown. */
function hasMoved(
  { to, open }: Posting,
  stored: StoredPost | undefined,
  channels: ReadonlyMap<string, string>,
): boolean {
  if (to.kind !== 'queue' || open !== true || stored === undefined) return false;
  const channel = channels.get(to.queue);
  return (
    channel !== undefined && !stored.post.shown.some(({ conversationId }) => conversationId.split(';')[0] === channel)
  );
}
