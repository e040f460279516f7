import type { Case } from '../domain/case.ts';
import { placeOf } from '../domain/owner.ts';
import { postings } from '../views/postings.ts';
import { caseData } from './card-data.ts';
import type { Context } from './context.ts';
import type { Incoming } from './incoming.ts';
import { adoptPressedSummary } from './queue-summary.ts';
import { maySeeSlot } from './show.ts';

/**
 * A click on a card we may not know of (its sending was never confirmed, or it was shown as an answer): the sender keeps it up to date
 * from now on. Only where the card belongs: in the addressee's own chat, or in the queue's channel.
 */
export async function adopt(context: Context, c: Case, slot: string): Promise<void> {
  const { place, activityId, serviceUrl, person } = context.incoming;
  const shownIn = placeOf(c, slot);
  const posting = postings(c).find((one) => one.slot === shownIn);
  if (activityId === undefined || posting === undefined) return;
  const belongs =
    posting.to.kind === 'person'
      ? place.kind === 'personal' && posting.to.personId === person.id
      : posting.to.kind === 'queue' &&
        place.kind === 'channel' &&
        (await context.services.links.find(posting.to.queue))?.channelId === place.channelId;
  // Card data can be forged: whoever may not see the card has none of it, and the message named is somebody else's.
  if (!belongs || !(await maySeeSlot(context, c, slot))) return;
  await context.services.posts.adopt(c.id, shownIn, { conversationId: place.conversationId, activityId, serviceUrl });
}

/** The same for a button that opens a dialog: whatever the dialog says, the card it was opened from is a card of the case. */
export async function adoptOpened(context: Context<Incoming & { data: unknown }>): Promise<void> {
  const { data } = caseData.safeParse(context.incoming.data);
  if (data === undefined || data.copy === true || context.incoming.activityId === undefined) return;
  const c = (await context.services.cases.read(data.case))?.value;
  if (c === undefined) return;
  await (data.summary === undefined
    ? adopt(context, c, data.shown ?? data.slot)
    : adoptPressedSummary(context, c, data));
}
