import type { Case } from '../domain/case.ts';
import { postings } from '../views/postings.ts';
import type { Context } from './context.ts';

/**
 * A click on a card we may not know of (its sending was never confirmed, or it was shown as an answer): the sender keeps it up to date
 * from now on. Only where the card belongs: in the addressee's own chat, or in the queue's channel.
 */
export async function adopt(context: Context, c: Case, slot: string): Promise<void> {
  const { place, activityId, serviceUrl, person } = context.incoming;
  const posting = postings(c).find((one) => one.slot === slot);
  if (activityId === undefined || posting === undefined) return;
  const belongs =
    posting.to.kind === 'person'
      ? place.kind === 'personal' && posting.to.personId === person.id
      : posting.to.kind === 'queue' &&
        place.kind === 'channel' &&
        (await context.services.links.find(posting.to.queue))?.channelId === place.channelId;
  if (!belongs) return;
  await context.services.posts.adopt(c.id, slot, { conversationId: place.conversationId, activityId, serviceUrl });
}
