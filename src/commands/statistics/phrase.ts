import { refusalText } from '../../views/refusals.ts';
import { queuesOf } from '../admin/queues.ts';
import { onlyAdmins } from '../admin/only-admins.ts';
import { type Context, membership } from '../context.ts';
import type { Reply } from '../incoming.ts';
import type { Phrase } from '../phrase.ts';
import { statisticsOfQueues } from './card.ts';

const said = {
  words: 'statistik',
  also: ['siffror', 'nyckeltal', 'handläggningstid', 'handläggningstider'],
  help: 'Öppna, väntande och försenade ärenden, och hur lång tid de tar.',
};

/** `statistik`: in a queue's channel of that queue, for those who handle it; for administrators of all, in the own chat. */
export const statisticsPhrases: readonly Phrase[] = [
  { ...said, where: 'channel', run: ofChannel },
  { ...said, where: 'personal', forAdmins: true, run: ofAll },
];

async function ofAll(context: Context): Promise<Reply> {
  const refused = onlyAdmins(context);
  if (refused) return refused;
  const { profile, links } = context.services;
  const queues = queuesOf(profile, await links.all());
  return answer(context, queues, profile.name);
}

async function ofChannel(context: Context): Promise<Reply> {
  const { services, incoming } = context;
  const { place } = incoming;
  const links = await services.links.all();
  const linked = new Set(
    links.filter((link) => place.kind === 'channel' && link.channelId === place.channelId).map(({ queue }) => queue),
  );
  const queues = queuesOf(services.profile, links).filter(({ id }) => linked.has(id));
  const [first] = queues;
  if (first === undefined)
    return {
      kind: 'notice',
      text: 'Den här kanalen är inte kopplad till någon kö. Botens administratör kan koppla den, och ser alla köer i sin egen chatt med mig.',
    };
  const asked = await membership(context, first.id, { fresh: false });
  if (asked !== 'yes') return { kind: 'notice', text: refusalText({ reason: asked }) };
  return answer(context, queues, queues.map(({ name }) => name).join(', '));
}

async function answer(
  context: Context,
  queues: Parameters<typeof statisticsOfQueues>[1],
  subject: string,
): Promise<Reply> {
  return { kind: 'message', summary: 'Statistik', card: await statisticsOfQueues(context, queues, subject) };
}
