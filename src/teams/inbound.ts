import { z } from 'zod';
import type { Incoming, Place } from '../commands/incoming.ts';
import type { TeamsActivity } from './activity.ts';
import { attachedFiles, hasPictures } from './attachments.ts';
import { saidText, shownName } from './text.ts';

/** How the answer is to be given: each of Teams' ways of asking has its own. */
export type Surface = 'message' | 'submit' | 'execute' | 'dialog' | 'search';

export type Inbound =
  | { readonly kind: 'command'; readonly surface: Surface; readonly incoming: Incoming }
  /** An Action.Execute that cannot be read. */
  | { readonly kind: 'malformed' }
  /** An invoke nobody here answers. */
  | { readonly kind: 'unknown' }
  /** Nothing to do and nothing to say. */
  | { readonly kind: 'ignored' };

const Verb = z.looseObject({ verb: z.string().min(1) });
const Execute = z.object({ action: z.looseObject({ verb: z.string().min(1), data: z.unknown().optional() }) });
const Task = z.object({ data: z.unknown().optional() });
const count = z.number().int().min(0);
const Search = z.object({
  queryText: z.string().nullish().catch(undefined),
  queryOptions: z.object({ skip: count.catch(0), top: count.max(15).catch(15) }).catch({ skip: 0, top: 15 }),
  dataset: z.string().catch(''),
});

/** What an activity means to the bot. */
export function toInbound(activity: TeamsActivity): Inbound {
  const origin = originOf(activity);
  if (activity.type === 'invoke') return toInvoke(activity, origin);
  if (!origin) return { kind: 'ignored' };
  if (activity.type === 'message') {
    const clicked = Verb.safeParse(activity.value).data;
    // It has no answer of its own, so a card would come as a message, and be shown to everybody in the channel.
    if (clicked && origin.place.kind === 'channel') return { kind: 'ignored' };
    if (clicked)
      return {
        kind: 'command',
        surface: 'submit',
        incoming: { ...origin, kind: 'execute', verb: clicked.verb, data: clicked },
      };
    return { kind: 'command', surface: 'message', incoming: saidBy(activity, origin) };
  }
  if (isInstallation(activity)) {
    return { kind: 'command', surface: 'message', incoming: { ...origin, kind: 'installed' } };
  }
  return { kind: 'ignored' };
}

type Origin = Omit<Incoming, 'kind'>;

/** Something written, or something attached; in channels Teams gives bots no files. */
function saidBy(activity: TeamsActivity, origin: Origin): Incoming {
  const text = saidText(activity);
  const files = attachedFiles(activity);
  const pictures = hasPictures(activity);
  const isSent = origin.place.kind === 'personal' && (files.length > 0 || pictures);
  return isSent ? { ...origin, kind: 'files', text, files, pictures } : { ...origin, kind: 'message', text };
}

function toInvoke(activity: TeamsActivity, origin: Origin | undefined): Inbound {
  const { name, value } = activity;
  if (name === 'adaptiveCard/action') {
    const action = Execute.safeParse(value).data?.action;
    if (!action || !origin) return { kind: 'malformed' };
    return {
      kind: 'command',
      surface: 'execute',
      incoming: { ...origin, kind: 'execute', verb: action.verb, data: action.data },
    };
  }
  if (!origin) return { kind: 'unknown' };
  if (name === 'task/fetch' || name === 'task/submit') {
    const kind = name === 'task/fetch' ? 'openDialog' : 'submitDialog';
    return {
      kind: 'command',
      surface: 'dialog',
      incoming: { ...origin, kind, data: Task.safeParse(value).data?.data },
    };
  }
  const search = name === 'application/search' ? Search.safeParse(value).data : undefined;
  if (!search) return { kind: 'unknown' };
  const { dataset, queryText, queryOptions } = search;
  const query = (queryText ?? '').trim().slice(0, 200);
  return {
    kind: 'command',
    surface: 'search',
    incoming: { ...origin, kind: 'search', dataset, query, ...queryOptions },
  };
}

function originOf(activity: TeamsActivity): Origin | undefined {
  const place = placeOf(activity);
  return (
    place && {
      person: { id: activity.from.aadObjectId.toLowerCase(), name: shownName(activity.from.name) },
      teamsId: activity.from.id,
      place,
      serviceUrl: activity.serviceUrl,
      ...(activity.replyToId !== undefined && { activityId: activity.replyToId }),
    }
  );
}

/** As Teams makes them, `19:…@thread.tacv2`. They are asked about and stored under, where other signs have meanings. */
const plainId = /^[\w:@.=-]{1,120}$/;

/** Group chats are no place of the bot's. */
function placeOf({ conversation, channelData }: TeamsActivity): Place | undefined {
  const conversationId = conversation.id;
  switch (conversation.conversationType ?? guessedType(conversation)) {
    case 'personal':
      return { kind: 'personal', conversationId };
    case 'channel': {
      const channelId = conversationId.replace(/;messageid=.*$/, '');
      const { team, channel } = channelData ?? {};
      const teamId = team?.id ?? channelId;
      if (!plainId.test(teamId)) return undefined;
      return {
        kind: 'channel',
        conversationId,
        channelId,
        teamId,
        ...(team?.name !== undefined && { teamName: shownName(team.name) }),
        ...(channel?.name !== undefined && { channelName: shownName(channel.name) }),
      };
    }
    default:
      return undefined;
  }
}

/** Old clients leave the type out. What might have more than one reader is never taken for a personal chat. */
function guessedType({ id, isGroup }: TeamsActivity['conversation']): string | undefined {
  if (/^19:.*@thread\.(tacv2|skype)/.test(id)) return 'channel';
  return isGroup || id.startsWith('19:') ? undefined : 'personal';
}

/** Teams tells of it in two activities, of which either may be missing. */
function isInstallation({ type, action, membersAdded, recipient }: TeamsActivity): boolean {
  if (type === 'installationUpdate') return action === 'add';
  const added = (membersAdded ?? []).some(({ id }) => id === recipient.id);
  return type === 'conversationUpdate' && added;
}
