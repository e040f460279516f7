import { z } from 'zod';
import type { Call, Reply } from '../http.ts';
import type { Content, Timeline } from '../timeline.ts';
import { conversationId, personalChat, type Place, type World } from '../world.ts';
import { readContent } from './content.ts';
import { badSyntax, ConnectorError, noConversation } from './error.ts';
import { letIn } from './members.ts';

export interface Conversations {
  readonly world: World;
  readonly timeline: Timeline;
  readonly tenantId: string;
  readonly bot: { readonly id: string; readonly name: string };
  /** Throws when the bot has sent too much to a chat. */
  readonly count: (chatId: string) => void;
}

const creation = z.looseObject({
  isGroup: z.boolean().nullish(),
  members: z.array(z.looseObject({ id: z.string() })).nullish(),
  tenantId: z.string().nullish(),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string() }).nullish(),
      channel: z.looseObject({ id: z.string() }).nullish(),
    })
    .nullish(),
  activity: z.unknown().optional(),
});

/** POST /v3/conversations: the personal chat with someone, or a new post in a channel. */
export function create(at: Conversations, { body }: Call): Reply {
  const wanted = creation.safeParse(body);
  if (!wanted.success) throw badSyntax(`Malformed conversation: ${z.prettifyError(wanted.error)}`);
  const { members, channelData, activity } = wanted.data;
  const channelId = channelData?.channel?.id;
  if (channelId !== undefined) return createPost(at, channelId, activity);
  const tenantId = wanted.data.tenantId ?? channelData?.tenant?.id;
  if (tenantId !== at.tenantId) throw badSyntax('The tenant is missing or is another one.');
  const [member, second] = members ?? [];
  if (!member || second || wanted.data.isGroup === true)
    throw badSyntax('A personal conversation has exactly one member.');
  const person = at.world.personBy(member.id);
  if (!person) throw noConversation();
  const place: Place = { kind: 'personal', chatId: personalChat(person), person };
  letIn(at.world, place);
  const activityId = activity === undefined || activity === null ? undefined : send(at, place, activity);
  return { status: 201, body: { id: place.chatId, ...(activityId === undefined ? {} : { activityId }) } };
}

function createPost(at: Conversations, channelId: string, activity: unknown): Reply {
  const place = openPlace(at, channelId);
  if (place.kind !== 'channel' || place.rootId !== undefined)
    throw badSyntax('channelData.channel.id is not the id of a channel.');
  const contents = readContent(activity);
  if (contents.length === 0) throw badSyntax('A post in a channel needs a message.');
  at.count(place.chatId);
  const [rootId = '', ...more] = contents.map((content) => add(at, place, content));
  const created = conversationId({ ...place, rootId });
  return { status: 201, body: { id: created, ...(more.length > 0 ? {} : { activityId: rootId }) } };
}

/** POST …/activities and …/activities/:id: a message, in a channel's thread when it answers one. */
export function post(at: Conversations, conversation: string, body: unknown, replyTo?: string): Reply {
  const place = openPlace(at, conversation);
  const answered = replyTo === undefined ? undefined : at.timeline.find(replyTo);
  if (replyTo !== undefined && answered?.place.chatId !== place.chatId) throw noActivity();
  const rootId = place.kind === 'channel' ? (place.rootId ?? rootOf(answered?.place) ?? replyTo) : undefined;
  if (rootId !== undefined && !isPost(at.timeline.find(rootId)?.place, place.chatId)) throw noConversation();
  const target: Place = place.kind === 'channel' && rootId !== undefined ? { ...place, rootId } : place;
  const id = send(at, target, body);
  return { status: 201, body: id === undefined ? {} : { id } };
}

export function update(at: Conversations, conversation: string, activityId: string, body: unknown): Reply {
  const message = ownMessage(at, conversation, activityId);
  const [content, second] = readContent(body);
  if (!content || second) throw badSyntax('A message is updated with a text or a card, not with both or neither.');
  at.count(message.place.chatId);
  at.timeline.edit(message, content);
  return { status: 200, body: { id: activityId } };
}

export function remove(at: Conversations, conversation: string, activityId: string): Reply {
  at.timeline.remove(ownMessage(at, conversation, activityId));
  return { status: 200 };
}

/** The id of the message, or undefined where Teams gives none: for typing, and for text and card in one activity. */
function send(at: Conversations, place: Place, body: unknown): string | undefined {
  const contents = readContent(body);
  at.count(place.chatId);
  const ids = contents.map((content) => add(at, place, content));
  return ids.length === 1 ? ids[0] : undefined;
}

function add({ timeline, bot }: Conversations, place: Place, content: Content): string {
  const id = timeline.nextId();
  timeline.add(id, place, { ...bot, bot: true }, content);
  return id;
}

function openPlace({ world }: Conversations, conversation: string): Place {
  const place = world.place(conversation);
  if (!place) throw noConversation();
  letIn(world, place);
  return place;
}

function ownMessage(at: Conversations, conversation: string, activityId: string) {
  const message = at.timeline.ofBot(openPlace(at, conversation), activityId);
  if (!message) throw noActivity();
  return message;
}

function rootOf(place: Place | undefined): string | undefined {
  return place?.kind === 'channel' ? place.rootId : undefined;
}

function isPost(place: Place | undefined, chatId: string): boolean {
  return place?.kind === 'channel' && place.chatId === chatId && place.rootId === undefined;
}

function noActivity(): ConnectorError {
  return new ConnectorError(404, 'ActivityNotFoundInConversation', 'Activity not found in conversation.');
}
