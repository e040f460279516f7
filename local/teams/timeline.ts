import type { CardNode } from './cards/node.ts';
import type { Person, Place } from './world.ts';

interface Author {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
}

/** What a message holds; the two never stand in one message when the bot sends it. */
export interface Content {
  readonly text?: string;
  readonly card?: CardNode;
  readonly summary?: string;
  readonly file?: string;
}

/** A message as one person sees it now. */
export interface Shown {
  readonly id: string;
  readonly chatId: string;
  /** In channels the post it answers; its own id for a post. */
  readonly rootId?: string;
  readonly from: Author;
  readonly at: Date;
  readonly edited: boolean;
  readonly text: string;
  readonly card?: CardNode;
  /** What the notification says; a card without one is announced without words. */
  readonly summary?: string;
  readonly file?: string;
  /** Shown under the card to the one who clicked. */
  readonly notice?: string;
}

/** A message as it was and is for everybody, also when it is gone. */
export interface Kept {
  readonly id: string;
  readonly chatId: string;
  readonly rootId?: string;
  readonly bot: boolean;
  /** Oldest first. */
  readonly versions: readonly Content[];
  readonly deleted: boolean;
}

interface Message {
  readonly id: string;
  readonly place: Place;
  readonly from: Author;
  readonly at: Date;
  content: Content;
  /** What it showed before. */
  readonly former: Content[];
  edited: boolean;
  deleted: boolean;
  readonly views: Map<string, { readonly card?: CardNode; readonly notice?: string }>;
}

export type Timeline = ReturnType<typeof createTimeline>;

/** All messages in memory, what each person saw of them, and who has read how far. */
export function createTimeline(clock: () => Date) {
  const messages = new Map<string, Message>();
  const read = new Map<string, string>();
  const watchers = new Set<(chatId: string) => void>();
  let lastId = 0;
  const changed = (chatId: string): void => watchers.forEach((tell) => tell(chatId));
  const inChat = (chatId: string): Message[] =>
    [...messages.values()].filter((one) => one.place.chatId === chatId && !one.deleted);
  const readKey = (person: Person, chatId: string): string => `${person.id} ${chatId}`;

  return {
    /** Ids are milliseconds, as in Teams, and never repeat. */
    nextId: () => String((lastId = Math.max(lastId + 1, clock().getTime()))),
    add(id: string, place: Place, from: Author, content: Content): void {
      const state = { former: [], edited: false, deleted: false, views: new Map() };
      const message = { id, place, from, at: clock(), content, ...state };
      messages.set(id, message);
      changed(place.chatId);
    },
    /** The bot's own message in exactly that conversation: a reply is not found under its channel's bare id. */
    ofBot(place: Place, id: string): Message | undefined {
      const found = messages.get(id);
      if (!found || found.deleted || !found.from.bot || found.place.chatId !== place.chatId) return undefined;
      if (place.kind === 'channel' && place.rootId === undefined && rootOf(found) !== id) return undefined;
      if (place.kind === 'channel' && place.rootId !== undefined && rootOf(found) !== place.rootId) return undefined;
      return found;
    },
    /** Any message by its id, for clicks and threads. */
    find: (id: string) => messages.get(id),
    edit(message: Message, content: Content): void {
      message.former.push(message.content);
      message.content = content;
      message.edited = true;
      message.views.clear();
      changed(message.place.chatId);
    },
    remove(message: Message): void {
      message.deleted = true;
      changed(message.place.chatId);
    },
    setView(message: Message, person: Person, view: { card?: CardNode; notice?: string }): void {
      message.views.set(person.id, { ...message.views.get(person.id), notice: undefined, ...view });
      changed(message.place.chatId);
    },
    shown: (chatId: string, person: Person): Shown[] => inChat(chatId).map((message) => shownTo(message, person)),
    markRead(person: Person, chatId: string): void {
      const last = inChat(chatId).at(-1);
      if (last === undefined || read.get(readKey(person, chatId)) === last.id) return;
      read.set(readKey(person, chatId), last.id);
      changed(chatId);
    },
    unread: (person: Person, chatId: string) =>
      inChat(chatId).filter(
        ({ id, from }) => from.id !== person.id && Number(id) > Number(read.get(readKey(person, chatId)) ?? 0),
      ).length,
    kept: (): Kept[] => [...messages.values()].map(keptOf),
    watch: (tell: (chatId: string) => void): (() => void) => {
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
  };
}

function rootOf(message: Message): string {
  return message.place.kind === 'channel' ? (message.place.rootId ?? message.id) : message.id;
}

/** The conversation in which an activity about this message takes place. */
export function placeOf(message: Message): Place {
  return message.place.kind === 'channel' ? { ...message.place, rootId: rootOf(message) } : message.place;
}

export function isIn(message: Message, place: Place): boolean {
  return !message.deleted && message.place.chatId === place.chatId;
}

function keptOf(message: Message): Kept {
  const { id, place, from, former, content, deleted } = message;
  const root = place.kind === 'channel' ? { rootId: rootOf(message) } : {};
  return { id, chatId: place.chatId, ...root, bot: from.bot, versions: [...former, content], deleted };
}

function shownTo(message: Message, person: Person): Shown {
  const { id, place, from, at, edited, content } = message;
  const view = message.views.get(person.id);
  const card = view?.card ?? content.card;
  return {
    id,
    chatId: place.chatId,
    ...(place.kind === 'channel' ? { rootId: rootOf(message) } : {}),
    from,
    at,
    edited,
    text: content.text ?? '',
    ...(card ? { card } : {}),
    ...(content.summary === undefined ? {} : { summary: content.summary }),
    ...(content.file === undefined ? {} : { file: content.file }),
    ...(view?.notice === undefined ? {} : { notice: view.notice }),
  };
}
