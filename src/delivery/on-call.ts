import type { Cases, Chats, Link, Links } from '../commands/ports.ts';
import type { Rosters } from '../commands/roster-ports.ts';
import type { Teams } from '../commands/outbound.ts';
import type { Facts } from '../domain/actor.ts';
import type { Case, QueueId } from '../domain/case.ts';
import { isToCall } from '../domain/elapsing/calls.ts';
import { lists } from '../domain/lists.ts';
import type { OnCall } from '../domain/on-call.ts';
import type { Instant, Person } from '../domain/person.ts';
import type { QueueSetting } from '../domain/queue.ts';
import { nextShift, onDuty } from '../domain/roster.ts';

export type OnCallPorts = {
  readonly rosters: Pick<Rosters, 'find'>;
  readonly links: Pick<Links, 'find'>;
  readonly chats: Pick<Chats, 'find'>;
  readonly teams: Pick<Teams, 'isMember'>;
  readonly adminIds: readonly string[];
  readonly setting: (queue: QueueId) => QueueSetting;
};

/** Who is on call for the queues in which the case has something that nobody has taken. */
export async function onCallFacts(c: Case, now: Instant, ports: OnCallPorts): Promise<Pick<Facts, 'onCall'>> {
  const queues = new Set(c.tasks.filter((task) => isToCall(c, task, now)).map(({ queue }) => queue));
  const found = await Promise.all(
    [...queues].map(async (queue) => [queue, await onCallOf(queue, now, ports)] as const),
  );
  const known = new Map(found);
  return { onCall: (queue) => known.get(queue) };
}

async function onCallOf(queue: QueueId, now: Instant, ports: OnCallPorts): Promise<OnCall | undefined> {
  const setting = ports.setting(queue).onCall;
  if (setting === undefined) return undefined;
  const [link, stored] = await Promise.all([ports.links.find(queue), ports.rosters.find(queue)]);
  const roster = stored?.value ?? { shifts: [] };
  const named = onDuty(roster, now);
  const gone = await Promise.all(named.map((person) => hasLeft(person, link, ports)));
  const changes = nextShift(roster, now);
  return {
    minutes: setting.minutes,
    phone: setting.phone,
    linked: link !== undefined,
    people: named.filter((_, index) => gone[index] === false),
    left: named.filter((_, index) => gone[index] === true),
    admins: ports.adminIds.map((id) => ({ id, name: 'Botens administratör' })),
    ...(changes === undefined ? {} : { changes }),
  };
}

/** One who is not of the team can take nothing. Where Teams does not say, it is better to call one too many. */
async function hasLeft({ id }: Person, link: Link | undefined, { chats, teams }: OnCallPorts): Promise<boolean> {
  const teamsId = link && (await chats.find(id))?.teamsId;
  return link !== undefined && teamsId !== undefined && (await teams.isMember(link, { id, teamsId })) === 'no';
}

/** The roster was changed: there may be somebody to call to what nobody has taken. */
export async function lookAtRoster(
  queue: QueueId,
  { cases, now }: { readonly cases: Pick<Cases, 'list' | 'wake'>; readonly now: () => Instant },
): Promise<void> {
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await cases.list(lists.queue(queue), { limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    await cases.wake(
      page.entries.map(({ caseId }) => caseId),
      now(),
    );
    cursor = page.next;
  }
}
