import type { Actor, Facts } from '../domain/actor.ts';
import { closedUntil } from '../domain/calendar/opening.ts';
import type { QueueId } from '../domain/case.ts';
import type { Rights } from '../domain/directory.ts';
import type { Instant } from '../domain/person.ts';
import type { Reason } from '../domain/refusal.ts';
import { hoursOfQueue } from '../profiles/hours.ts';
import type { Incoming } from './incoming.ts';
import type { Services } from './services.ts';

/** One thing said or clicked, with what every handler asks for. */
export type Context<I extends Incoming = Incoming> = {
  readonly incoming: I;
  readonly services: Services;
  readonly rights: Rights;
  readonly now: Instant;
};

export function actorOf({ incoming, rights }: Context, queues: readonly QueueId[] = []): Actor {
  return { person: incoming.person, rights, queues };
}

/** What a decision goes by beside the case: who acts, now, and which queues are closed. */
export function factsOf({ services, now }: Context, actor: Actor): Facts {
  return { now, actor, closedUntil: (queue) => closedUntil(hoursOfQueue(services.profile, queue), now) };
}

/** The longest that a yes from Teams is believed, in milliseconds. A no is asked again each time. */
const believed = 60_000;
const memberships = new WeakMap<Services, Map<string, number>>();

/**
 * Whether the person belongs to the team of the queue's channel now. `fresh` asks Teams whatever was answered before: for
 * opening sealed data. The answer is the reason of the refusal where it is no.
 */
export async function membership(
  context: Context,
  queue: QueueId,
  { fresh }: { fresh: boolean },
): Promise<'yes' | Extract<Reason, 'notMember' | 'membershipUnknown'>> {
  const { services, incoming, now } = context;
  const link = await services.links.find(queue);
  if (link === undefined) return 'notMember';
  const cache = memberships.get(services) ?? new Map<string, number>();
  memberships.set(services, cache);
  const key = `${link.teamId} ${incoming.person.id}`;
  const age = Date.parse(now) - (cache.get(key) ?? Number.NEGATIVE_INFINITY);
  if (!fresh && age >= 0 && age < believed) return 'yes';
  const answer = await services.teams.isMember(link, { id: incoming.person.id, teamsId: incoming.teamsId });
  if (cache.size > 10_000) cache.clear();
  if (answer !== 'yes') {
    cache.delete(key);
    return answer === 'no' ? 'notMember' : 'membershipUnknown';
  }
  cache.set(key, Date.parse(now));
  return 'yes';
}
