import type { Link } from '../ports.ts';
import { settingOf } from '../../profiles/hours.ts';
import { type Context, membership } from '../context.ts';

/** An on-call queue of the profile, for one who may keep its roster. */
export type OnCallQueue = {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  /** When shifts begin and end, in minutes after midnight. */
  readonly changesAt: number;
  readonly link: Link | undefined;
};

/** Every queue that somebody is on call for; the one whose channel this is goes first. */
export async function onCallQueues({ services, incoming }: Context): Promise<OnCallQueue[]> {
  const { profile, links } = services;
  const found = await Promise.all(
    Object.keys(profile.queues).map(async (id): Promise<OnCallQueue[]> => {
      const { name = id, onCall } = settingOf(profile, id);
      if (onCall === undefined) return [];
      return [{ id, name, phone: onCall.phone, changesAt: onCall.changesAt, link: await links.find(id) }];
    }),
  );
  const { place } = incoming;
  const isHere = ({ link }: OnCallQueue): boolean => place.kind === 'channel' && link?.channelId === place.channelId;
  const all = found.flat();
  return [...all.filter(isHere), ...all.filter((queue) => !isHere(queue))];
}

/** The roster is kept by those who are in it, the queue's team, and by administrators. */
export async function mayKeep(context: Context, queue: string): Promise<boolean> {
  return context.rights.admin || (await membership(context, queue, { fresh: false })) === 'yes';
}

/** Of the team of some on-call queue. */
export async function isOnCall(context: Context): Promise<boolean> {
  return (await ownQueue(context)) !== undefined;
}

/** The on-call queue to whose team the person belongs, the one whose channel this is first. */
export async function ownQueue(context: Context): Promise<OnCallQueue | undefined> {
  for (const queue of await onCallQueues(context))
    if ((await membership(context, queue.id, { fresh: false })) === 'yes') return queue;
  return undefined;
}
