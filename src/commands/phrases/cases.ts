import { parseCaseId } from '../../domain/case-id.ts';
import type { Case } from '../../domain/case.ts';
import { lists } from '../../domain/lists.ts';
import { slots } from '../../domain/slots.ts';
import { refusalText } from '../../views/refusals.ts';
import { listCard } from '../case-list.ts';
import { type Context, membership } from '../context.ts';
import type { Reply } from '../incoming.ts';
import type { Phrase } from '../phrase.ts';
import { cardOf, maySeeSlot } from '../show.ts';

export const myCases: Phrase = {
  words: 'mina ärenden',
  also: ['mina ansökningar', 'ärenden'],
  where: 'personal',
  help: 'Se det du har beställt och var det är.',
  run: async (context) => ({ kind: 'message', summary: 'Mina ärenden', card: await listCard(context, 'mine') }),
};

export const myTasks: Phrase = {
  words: 'mina uppgifter',
  also: ['uppgifter', 'att göra'],
  where: 'personal',
  help: 'Se det du ska godkänna eller handlägga, efter startdatum.',
  run: async (context) => ({ kind: 'message', summary: 'Mina uppgifter', card: await listCard(context, 'todo') }),
};

export const oneCase: Phrase = {
  words: 'ärende',
  argument: '<nummer>',
  where: 'both',
  help: 'Se ett ärende, till exempel ”ärende K7M4-QX92”.',
  run: async (context, rest) => {
    const parsed = parseCaseId(rest);
    if (!parsed.ok)
      return {
        kind: 'notice',
        text:
          parsed.fault === 'mistyped'
            ? 'Numret är felskrivet: kontrolltecknet stämmer inte. Kontrollera det mot kortet.'
            : 'Skriv numret som det står på kortet, till exempel ”ärende K7M4-QX92”.',
      };
    const found = (await context.services.cases.read(parsed.id))?.value;
    const c = found && (await shownFor(context, found));
    const card = c && (await ownView(context, c));
    return card
      ? { kind: 'message', summary: 'Ärendet', card }
      : { kind: 'notice', text: refusalText({ reason: 'unknownCase' }) };
  },
};

/** In a channel a later report of a fault stands on the card of the first. */
async function shownFor({ incoming, services }: Context, c: Case): Promise<Case> {
  if (incoming.place.kind !== 'channel' || c.gathered === undefined || c.tasks.some(({ round }) => round > 0)) return c;
  return (await services.cases.read(c.gathered.first))?.value ?? c;
}

/** The card that the asker has in the case: the submitter's, the approver's, or a task's. In a channel only a task of its queue. */
async function ownView(context: Context, c: Case): Promise<ReturnType<typeof cardOf>> {
  const personal = context.incoming.place.kind === 'personal';
  const tasks = c.tasks.filter((task) => task.round > 0).map((task) => slots.queue(task.id, task.round));
  const candidates = personal
    ? [slots.status, ...c.attestations.map(({ round }) => slots.approver(round)).reverse(), ...tasks]
    : await inThisChannel(context, c);
  for (const slot of candidates) if (await maySeeSlot(context, c, slot)) return cardOf(c, slot);
  return undefined;
}

async function inThisChannel({ services, incoming }: Context, c: Case): Promise<string[]> {
  const { place } = incoming;
  const queues = (await services.links.all())
    .filter((link) => place.kind === 'channel' && link.channelId === place.channelId)
    .map((link) => link.queue);
  return c.tasks
    .filter((task) => task.round > 0 && queues.includes(task.queue))
    .map((task) => slots.queue(task.id, task.round));
}

export const openCases: Phrase = {
  words: 'öppna ärenden',
  where: 'channel',
  help: 'Se köns öppna ärenden.',
  run: async (context): Promise<Reply> => {
    const { place } = context.incoming;
    const links = (await context.services.links.all()).filter(
      (link) => place.kind === 'channel' && link.channelId === place.channelId,
    );
    // A channel can be two queues'; the first that has something open is shown.
    const pages = await Promise.all(
      links.map(({ queue }) => context.services.cases.list(lists.queue(queue), { limit: 1 })),
    );
    const link = links.find((_, index) => (pages[index]?.entries.length ?? 0) > 0) ?? links[0];
    if (link === undefined)
      return {
        kind: 'notice',
        text: 'Den här kanalen är inte kopplad till någon kö. Botens administratör kan koppla den.',
      };
    const answer = await membership(context, link.queue, { fresh: false });
    if (answer !== 'yes') return { kind: 'notice', text: refusalText({ reason: answer }) };
    return { kind: 'message', summary: 'Öppna ärenden', card: await listCard(context, 'queue', { queue: link.queue }) };
  },
};
