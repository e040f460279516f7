import type { Target } from '../commands/outbound.ts';
import type { Chats, Links } from '../commands/ports.ts';
import type { Case } from '../domain/case.ts';
import type { StoredPost } from '../store/posts.ts';
import type { Posting } from '../views/postings.ts';

export type Addresses = { readonly links: Pick<Links, 'find' | 'all'>; readonly chats: Pick<Chats, 'find'> };

/** Where a posting goes; undefined while there is no such place: a queue not linked yet wakes its cases when it is. */
export async function findTarget(
  c: Case,
  { to }: Posting,
  known: Map<string, StoredPost>,
  { links, chats }: Addresses,
): Promise<Target | undefined> {
  switch (to.kind) {
    case 'queue': {
      const link = await links.find(to.queue);
      return link && { kind: 'channel', channelId: link.channelId, serviceUrl: link.serviceUrl };
    }
    case 'thread': {
      const parent = known.get(to.of)?.post.shown.at(-1);
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
      const serviceUrl = (await chats.find(c.submitter.id))?.serviceUrl ?? (await links.all())[0]?.serviceUrl;
      return serviceUrl === undefined ? undefined : { kind: 'person', personId: to.personId, serviceUrl };
    }
  }
}
