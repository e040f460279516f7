import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { lists } from '../../domain/lists.ts';
import { queueSubject } from '../../domain/queue.ts';
import type { Profile } from '../../profiles/schema.ts';
import { fold } from '../../domain/text.ts';
import { enumerate } from '../../views/format.ts';
import { render } from '../../views/render.ts';
import { unknownButton } from '../buttons.ts';
import type { Context } from '../context.ts';
import type { Card, Incoming, Place, Reply } from '../incoming.ts';
import type { Link } from '../ports.ts';
import { onlyAdmins } from './only-admins.ts';
import { type Queue, queuesOf } from './queues.ts';

type Channel = Extract<Place, { kind: 'channel' }>;

/** `koppla <kö>`, said in the channel that the queue is to have. `phrase` is what follows `koppla`. */
export async function link(context: Context, phrase: string): Promise<Reply> {
  const refused = onlyAdmins(context);
  if (refused) return refused;
  const { place } = context.incoming;
  const queues = await allQueues(context);
  const queue = queues.find((one) => [one.linkPhrase, one.name].map(fold).includes(fold(phrase)));
  if (!queue) return message('Vilken kö?', unknownQueue(queues, phrase));
  if (place.kind !== 'channel') {
    const text = `Du kopplar kön i dess egen kanal: gå dit, nämn mig och skriv ”koppla ${queue.linkPhrase}”.`;
    return message('Koppla i kanalen', text);
  }
  const others = await othersInTeam(context, place, queue);
  if (others.length === 0) return message('Kön är kopplad', await save(context, place, queue));
  const text = [
    `Teamet har redan kanalen för ${enumerate(others.map((one) => one.name))}.`,
    `Om du kopplar ${queue.name} hit kan teamets medlemmar handlägga ärenden i båda köerna.`,
  ].join(' ');
  return message('Samma team får två köer', text, queue.id);
}

const linkData = z.object({ queue: z.string().max(60), confirm: z.literal(true) });

/** Koppla ändå: the team gets a second queue. The right is asked for again, since anyone in the channel sees the button. */
export async function linkQueue(context: Context<Incoming & { kind: 'execute' }>): Promise<Reply> {
  const refused = onlyAdmins(context);
  if (refused) return refused;
  const parsed = linkData.safeParse(context.incoming.data);
  const queue = (await allQueues(context)).find(({ id }) => parsed.success && id === parsed.data.queue);
  const { place } = context.incoming;
  if (!queue || place.kind !== 'channel') return unknownButton;
  return { kind: 'card', card: card('Kön är kopplad', await save(context, place, queue)) };
}

/** Records the channel, and has every open case of the queue looked at, so that its cards are shown there. Says what is so now. */
async function save({ services, incoming, now }: Context, place: Channel, queue: Queue): Promise<string> {
  const before = await services.links.find(queue.id);
  const { channelId, teamId, teamName = before?.teamId === teamId ? before.teamName : '' } = place;
  const saved: Link = {
    queue: queue.id,
    channelId,
    teamId,
    teamName,
    serviceUrl: incoming.serviceUrl,
    by: incoming.person,
    at: now,
    ...namesIn(services.profile, queue, before),
  };
  await services.links.save(saved);
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await services.cases.list(lists.queue(queue.id), {
      limit: 100,
      ...(cursor === undefined ? {} : { cursor }),
    });
    await services.cases.wake([...new Set(page.entries.map(({ caseId }) => caseId))], now);
    cursor = page.next;
  }
  await services.cases.wake([queueSubject(queue.id)], now);
  services.nudge();
  const here = `${queue.name} har nu den här kanalen${inTeam(saved)}. Köns ärenden visas här, och teamets medlemmar handlägger dem.`;
  if (!before || before.channelId === channelId) return here;
  return `${here} Kön flyttades från ${before.teamId === teamId ? 'en annan kanal i samma team' : `en kanal${inTeam(before)}`}.`;
}

function inTeam({ teamName }: Link): string {
  return teamName === '' ? '' : ` i teamet ${teamName}`;
}

/** Queues whose channel lies in the team already. The queue's own channel again is no news. */
async function othersInTeam({ services }: Context, { teamId, channelId }: Channel, queue: Queue): Promise<Queue[]> {
  const links = await services.links.all();
  const inThisTeam = links.filter((one) => one.teamId === teamId);
  if (inThisTeam.some((one) => one.queue === queue.id && one.channelId === channelId)) return [];
  return queuesOf(services.profile, links).filter(
    ({ id }) => id !== queue.id && inThisTeam.some((one) => one.queue === id),
  );
}

async function allQueues({ services }: Context): Promise<Queue[]> {
  return queuesOf(services.profile, await services.links.all());
}

/** What the queue is called by, kept for when the profile has it no longer. */
function namesIn({ queues }: Profile, { id }: Queue, before: Link | undefined): Pick<Link, 'queueName' | 'linkPhrase'> {
  const own = queues[id];
  if (own) return { queueName: own.name, linkPhrase: own.linkPhrase };
  return { queueName: before?.queueName, linkPhrase: before?.linkPhrase };
}

function unknownQueue(queues: readonly Queue[], phrase: string): string {
  const phrases = queues.map(({ linkPhrase }) => linkPhrase);
  const ways = `Köerna är: ${enumerate(phrases)}. Nämn mig i köns kanal och skriv till exempel ”koppla ${phrases[0]}”.`;
  if (phrase.trim() === '') return ways;
  const near = phrases.find((one) => distance(fold(one), fold(phrase)) <= 3);
  return `Det finns ingen kö som heter ”${phrase.slice(0, 60)}”.${near ? ` Menade du ”koppla ${near}”?` : ''} ${ways}`;
}

function card(heading: string, text: string, queue = ''): Card {
  return render('admin-link', { sayHeading: heading, text, queue });
}

function message(heading: string, text: string, queue = ''): Reply {
  return { kind: 'message', card: card(heading, text, queue), summary: heading };
}
