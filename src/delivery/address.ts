import type { Target } from '../commands/outbound.ts';
import type { Chats, Link, Links } from '../commands/ports.ts';
import type { Queues } from '../commands/queue-ports.ts';
import { queueSubject, summarySlot } from '../domain/queue.ts';
import type { StoredPost } from '../store/posts.ts';
import type { Posting } from '../views/postings.ts';

export type Addresses = {
  readonly links: Pick<Links, 'find' | 'all'>;
  readonly chats: Pick<Chats, 'find'>;
  readonly queues: Pick<Queues, 'read'>;
  readonly posts: { all(id: string): Promise<Map<string, StoredPost>> };
};

/** Something that is shown: a case, with what it shows. */
export type Subject = {
  readonly id: string;
  readonly postings: readonly Posting[];
  /** Somebody who has written to the bot, whose service URL reaches those who have not. */
  readonly through?: string;
};

/** Where a posting goes; undefined while there is no such place: a queue not linked yet wakes its cases when it is. */
export async function findTarget(
  subject: Subject,
  { to }: Posting,
  shown: ReadonlyMap<string, StoredPost>,
  addresses: Addresses,
): Promise<Target | undefined> {
  const { links, chats } = addresses;
  const { through } = subject;
  switch (to.kind) {
    case 'queue': {
      const link = await links.find(to.queue);
      const thread = link && to.underSummary && (await findSummary(subject.id, to.underSummary, link, addresses));
      return thread || (link && { kind: 'channel', channelId: link.channelId, serviceUrl: link.serviceUrl });
    }
    case 'thread': {
      const parent = shown.get(to.of)?.post.shown.at(-1);
      return parent && { kind: 'thread', conversationId: parent.conversationId, serviceUrl: parent.serviceUrl };
    }
    case 'person': {
      const chat = await chats.find(to.personId);
      if (chat)
        return {
          kind: 'person',
          personId: to.personId,
          conversationId: chat.conversationId,
          serviceUrl: chat.serviceUrl,
        };
      // One who has not written to the bot yet is reached by the service URL of the tenant, which the submitter's chat has.
      const known = through === undefined ? undefined : await chats.find(through);
      const serviceUrl = known?.serviceUrl ?? (await links.all())[0]?.serviceUrl;
      return serviceUrl === undefined ? undefined : { kind: 'person', personId: to.personId, serviceUrl };
    }
  }
}

/** The thread of the summary that tells of the task, where it stands in the channel that the queue has now. */
async function findSummary(
  caseId: string,
  slot: string,
  { queue, channelId }: Link,
  { queues, posts }: Addresses,
): Promise<Target | undefined> {
  const { value } = await queues.read(queue);
  const summary = value.summaries.findLast(({ entries }) =>
    entries.some((entry) => entry.caseId === caseId && entry.slot === slot),
  );
  const post = summary && (await posts.all(queueSubject(queue))).get(summarySlot(summary))?.post;
  const parent = post?.shown.findLast(({ conversationId }) => conversationId.split(';')[0] === channelId);
  return parent && { kind: 'thread', conversationId: parent.conversationId, serviceUrl: parent.serviceUrl };
}
