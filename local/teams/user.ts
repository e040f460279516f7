import type { Activities } from './activities.ts';
import type { Bot } from './bot.ts';
import { cardsAround, findAction, type Button } from './cards/actions.ts';
import { datasetOf, fieldsOf, findField } from './cards/fields.ts';
import { typeOf } from './cards/node.ts';
import { gather } from './cards/submit.ts';
import type { Clicks } from './clicks.ts';
import { namesOf, type Attachable, type FileStore } from './files.ts';
import { seenAfter, type Seen } from './dialog.ts';
import { fillIn, type Hand, type Inputs } from './hand.ts';
import { pressable } from './press.ts';
import { placeOf, type Shown, type Timeline } from './timeline.ts';
import { waitForMessage, type Wanted } from './wait.ts';
import { personalChat, type Person, type Place, type World } from './world.ts';

export interface Engine {
  readonly world: World;
  readonly timeline: Timeline;
  readonly activities: Activities;
  readonly bot: Bot;
  readonly clicks: Clicks;
  readonly files: FileStore;
  readonly botName: string;
}

/** A person in front of Teams. Every method does what a person can do there, and nothing more. */
export class User {
  readonly person: Person;
  readonly chatId: string;
  readonly #engine: Engine;

  constructor(person: Person, engine: Engine) {
    this.person = person;
    this.chatId = personalChat(person);
    this.#engine = engine;
  }

  /** Writes to the bot in the personal chat; the messages that came during the turn are returned. */
  async say(text: string): Promise<Shown[]> {
    const { activities } = this.#engine;
    return this.#send(this.#personal(), { text }, (place, id) => activities.message(this.person, place, id, text));
  }

  /** Writes in a channel, or in a post's thread there. Without the mention the bot is not told. */
  async sayIn(
    channelId: string,
    text: string,
    options: { mention?: boolean; replyTo?: string } = {},
  ): Promise<Shown[]> {
    const { activities } = this.#engine;
    const place = this.#place(channelId);
    if (place.kind !== 'channel') throw new Error(`${channelId} is not a channel`);
    const target: Place = options.replyTo === undefined ? place : { ...place, rootId: options.replyTo };
    const { mention = true } = options;
    return this.#send(target, { text: mention ? `@${this.#engine.botName} ${text}` : text }, (posted, id) =>
      mention ? activities.mentioning(this.person, posted, id, text) : undefined,
    );
  }

  /** Attaches files in the personal chat, with a text or without. */
  async attach(attached: readonly Attachable[], text = ''): Promise<Shown[]> {
    const message = (place: Place, id: string) =>
      this.#engine.activities.message(this.person, place, id, text, this.#engine.files.attach(attached));
    return this.#send(this.#personal(), { text, file: namesOf(attached) }, message);
  }

  sendFile = (name: string, content: Buffer | string, text = ''): Promise<Shown[]> =>
    this.attach([{ name, content: Buffer.from(content) }], text);

  messages(chatId = this.chatId): Shown[] {
    return this.#engine.timeline.shown(this.#place(chatId).chatId, this.person);
  }

  cards(chatId = this.chatId): Shown[] {
    return this.messages(chatId).filter(({ card }) => card !== undefined);
  }

  channel(channelId: string): { messages: () => Shown[]; cards: () => Shown[] } {
    return { messages: () => this.messages(channelId), cards: () => this.cards(channelId) };
  }

  unread(chatId = this.chatId): number {
    return this.#engine.timeline.unread(this.person, this.#place(chatId).chatId);
  }

  markRead(chatId = this.chatId): void {
    this.#engine.timeline.markRead(this.person, this.#place(chatId).chatId);
  }

  /** The latest message that fits (and came later than `after`), once there is one; fails with what is there when it does not come in time. */
  waitFor(wanted: Wanted, options: { in?: string; timeout?: number; after?: Shown } = {}): Promise<Shown> {
    const { in: chatId = this.chatId, timeout = 5_000, after } = options;
    const messages = (): Shown[] => this.messages(chatId).filter(({ id }) => Number(id) > Number(after?.id ?? 0));
    return waitForMessage(messages, wanted, { watch: this.#engine.timeline.watch, timeout, who: this.person.name });
  }

  /** Presses a button on a message as it stands now; `asSeen` presses it as it stood when the message was read. */
  async press(
    target: Shown | string,
    button: Button,
    inputs: Inputs = {},
    options: { asSeen?: boolean } = {},
  ): Promise<Seen> {
    const seen = this.#current(target, options.asSeen);
    const place = this.#placeOf(seen);
    const found = findAction(seen.card ?? {}, button);
    if (typeOf(found.action) === 'Action.ToggleVisibility')
      throw new Error('Toggling visibility is for the page alone');
    const hand = this.#hand(place);
    const fields = cardsAround(found).flatMap((card) => fieldsOf(card, true));
    const gathered = gather(found, await fillIn(fields, inputs, hand));
    if (!gathered.ok) return { kind: 'invalid', errors: gathered.errors };
    return seenAfter(
      await this.#engine.clicks.press(this.person, seen.id, pressable(found.action, gathered.data)),
      hand,
    );
  }

  /** What the type-ahead of an input on a message's card offers. */
  async search(
    target: Shown | string,
    label: string,
    query: string,
  ): Promise<readonly { title: string; value: string }[]> {
    const seen = this.#current(target);
    return this.#hand(this.#placeOf(seen)).search(findField(fieldsOf(seen.card ?? {}, true), label), query);
  }

  async install(): Promise<void> {
    this.#engine.world.setReach(this.person, 'installed');
    await this.#deliverAll(this.#engine.activities.installation(this.person, 'add'));
  }

  async uninstall(): Promise<void> {
    this.#engine.world.setReach(this.person, 'removed');
    await this.#deliverAll(this.#engine.activities.installation(this.person, 'remove'));
  }

  /** Blocking tells the bot nothing; it notices when it next writes. */
  block(): void {
    this.#engine.world.setReach(this.person, 'blocked');
  }

  unblock(): void {
    this.#engine.world.setReach(this.person, 'installed');
  }

  async #deliverAll(activities: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
    for (const activity of activities) await this.#engine.bot.deliver(activity);
  }

  async #send(
    place: Place,
    content: { text: string; file?: string },
    toBot: (place: Place, id: string) => Readonly<Record<string, unknown>> | undefined,
  ): Promise<Shown[]> {
    const { timeline, bot } = this.#engine;
    const id = timeline.nextId();
    timeline.add(id, place, { id: this.person.id, name: this.person.name, bot: false }, content);
    timeline.markRead(this.person, place.chatId);
    const root: Place = place.kind === 'channel' ? { ...place, rootId: place.rootId ?? id } : place;
    const activity = toBot(root, id);
    if (activity) await bot.deliver(activity);
    return this.messages(place.chatId).filter((message) => Number(message.id) > Number(id));
  }

  #personal(): Place {
    const reach = this.#engine.world.reach(this.person);
    if (reach !== 'installed') throw new Error(`${this.person.name} has no chat open with the bot (${reach})`);
    return this.#place(this.chatId);
  }

  #place(chatId: string): Place {
    const place = this.#engine.world.chatsOf(this.person).find((chat) => chat.chatId === chatId);
    if (!place) throw new Error(`${this.person.name} sees no chat ${chatId}`);
    return place;
  }

  #placeOf(shown: Shown): Place {
    const message = this.#engine.timeline.find(shown.id);
    return message ? placeOf(message) : this.#place(shown.chatId);
  }

  #current(target: Shown | string, asSeen = false): Shown {
    if (typeof target !== 'string' && asSeen) return target;
    const id = typeof target === 'string' ? target : target.id;
    const chats = this.#engine.world.chatsOf(this.person);
    const found = chats.flatMap(({ chatId }) => this.messages(chatId)).find((message) => message.id === id);
    if (!found) throw new Error(`${this.person.name} sees no message ${id}`);
    return found;
  }

  #hand(place: Place): Hand {
    const { clicks } = this.#engine;
    return {
      search: (input, query) => clicks.search(this.person, place, datasetOf(input) ?? '', query),
      submit: (data) => clicks.submitDialog(this.person, place, data),
    };
  }
}
