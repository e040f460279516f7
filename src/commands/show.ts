import { isOwner, mayAttest } from '../domain/actor.ts';
import type { Case } from '../domain/case.ts';
import { isReceiver } from '../domain/decisions/credentials.ts';
import { placeOf } from '../domain/owner.ts';
import { postings } from '../views/postings.ts';
import { refusalText } from '../views/refusals.ts';
import { render } from '../views/render.ts';
import type { Outcome } from './act.ts';
import { actorOf, type Context, membership } from './context.ts';
import type { Card, Reply } from './incoming.ts';
import { readSlot } from './slot-ref.ts';
import { mayTakeFirst } from './unit-roles/first.ts';

/** A case's card as it is now, seen from a slot, with a word to the one who clicked. */
export function cardOf(c: Case, slot: string, { notice = '', copy = false } = {}): Card | undefined {
  const posting = postings(c).find((one) => one.slot === placeOf(c, slot));
  return posting && render(posting.template, { ...posting.data, notice, copy });
}

/** The answer to a click on a card: the card as it is now, for those who may see it, with the reason where the click was refused. */
export function replyTo(outcome: Outcome, slot: string, copy: boolean): Reply {
  const notice = outcome.refused ? refusalText(outcome.refused) : '';
  const card = outcome.case && cardOf(outcome.case, slot, { notice, copy });
  return card ? { kind: 'card', card } : { kind: 'notice', text: notice };
}

/** The answer in a dialog: it closes when all went well, and says why where it did not. */
export function closeWith(outcome: Outcome): Reply {
  return outcome.refused ? { kind: 'notice', text: refusalText(outcome.refused) } : { kind: 'closed' };
}

/** Whether the one who pressed may see what became of it: not every refusal asks who they are. */
export async function maySeeOutcome(context: Context, { case: c, refused }: Outcome, slot: string): Promise<boolean> {
  if (refused === undefined) return true;
  return c !== undefined && maySeeSlot(context, c, slot);
}

/** Whether the person may see a slot's card: what it shows to its addressee, and to nobody else. */
export async function maySeeSlot(context: Context, c: Case, slot: string): Promise<boolean> {
  const ref = readSlot(slot);
  switch (ref.kind) {
    case 'credentials': {
      const handover = c.handovers.find(({ task, round }) => task === ref.task && round === ref.round);
      return handover !== undefined && isReceiver(c, handover, actorOf(context));
    }
    case 'owner':
    case 'question':
    case 'booking':
    case 'receipt':
      return isOwner(c, actorOf(context));
    case 'approver':
      // Asked at every look: an approver may have been removed since.
      return (
        mayAttest(c, actorOf(context)) &&
        c.attestations.some(({ round, approver }) => round === ref.round && approver.id === context.incoming.person.id)
      );
    case 'queue': {
      const task = c.tasks.find((one) => one.id === ref.task);
      return (
        task !== undefined &&
        task.round > 0 &&
        ((await mayTakeFirst(context, c, task)) || (await membership(context, task.queue, { fresh: false })) === 'yes')
      );
    }
    case 'unknown':
      return false;
  }
}
