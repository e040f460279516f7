import type { Case } from '../domain/case.ts';
import { findTask } from '../domain/evolve.ts';
import { queueSubject } from '../domain/queue.ts';
import { settingOf } from '../profiles/hours.ts';
import { boardPostings } from '../views/board.ts';
import type { Posting } from '../views/postings.ts';
import { refusalText } from '../views/refusals.ts';
import { render } from '../views/render.ts';
import type { Outcome } from './act.ts';
import { readBoard } from './board.ts';
import type { CaseData } from './card-data.ts';
import type { Context } from './context.ts';
import type { Reply } from './incoming.ts';
import { maySeeSlot } from './show.ts';
import { readSlot } from './slot-ref.ts';

/** The answer to a press on a queue's summary: the summary as it is now. Undefined where there is none, or none that they may see. */
export async function summaryReply(
  context: Context,
  { case: c, refused }: Outcome,
  data: CaseData,
): Promise<Reply | undefined> {
  const found = c && (await findSummary(context, c, data));
  if (found === undefined) return undefined;
  await adoptSummary(context, found);
  const { template, data: shown } = found.posting;
  const notice = refused ? refusalText(refused) : '';
  return { kind: 'card', card: render(template, { ...shown, notice }) };
}

/** The same as with a case's card: a summary that came twice is kept up to date from the first press on it. */
export async function adoptPressedSummary(context: Context, c: Case, data: CaseData): Promise<void> {
  const found = await findSummary(context, c, data);
  if (found) await adoptSummary(context, found);
}

type Found = { readonly queue: string; readonly posting: Posting };

/** Card data can be forged: the summary is the one of the task's own queue, for those who may see the task. */
async function findSummary(context: Context, c: Case, { slot, summary }: CaseData): Promise<Found | undefined> {
  const ref = readSlot(slot);
  const queue = ref.kind === 'queue' ? findTask(c, ref.task)?.queue : undefined;
  if (queue === undefined || summary === undefined || !(await maySeeSlot(context, c, slot))) return undefined;
  const { services, now } = context;
  const ports = { ...services, setting: (id: string) => settingOf(services.profile, id) };
  const posting = boardPostings(await readBoard(queue, ports, now)).find((one) => one.slot === summary);
  return posting && { queue, posting };
}

async function adoptSummary({ services, incoming }: Context, { queue, posting }: Found): Promise<void> {
  const { place, activityId, serviceUrl } = incoming;
  if (activityId === undefined || place.kind !== 'channel') return;
  if ((await services.links.find(queue))?.channelId !== place.channelId) return;
  const shown = { conversationId: place.conversationId, activityId, serviceUrl };
  await services.posts.adopt(queueSubject(queue), posting.slot, shown);
}
