import { z } from 'zod';
import { route, type Call, type Reply, type Route } from './http.ts';
import { isNode, type CardNode } from './cards/node.ts';
import { eventStream } from './events.ts';
import { MAILBOX, mailRoutes, type Mailbox } from './mailbox.ts';
import { pageRoutes } from './page.ts';
import type { Shown } from './timeline.ts';
import type { Engine, User } from './user.ts';
import type { Person, Place, Reach } from './world.ts';

/** Somebody one can be on the page, with what waits for them. */
export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly unread: number;
}

export interface ChatView {
  readonly id: string;
  readonly kind: Place['kind'];
  readonly title: string;
  /** The team, for channels. */
  readonly team?: string;
  readonly unread: number;
  readonly preview: string;
}

export interface Overview {
  readonly reach: Reach;
  readonly botName: string;
  readonly chats: readonly ChatView[];
  /** Where there is a mail server: its place on the page, and the latest subject. */
  readonly mail?: { readonly id: string; readonly preview: string };
}

const said = z.object({
  person: z.string(),
  chat: z.string(),
  text: z.string(),
  mention: z.boolean().optional(),
  replyTo: z.string().optional(),
});
const node = z.custom<CardNode>(isNode);
const pressed = z.object({
  person: z.string(),
  message: z.string(),
  action: z.object({
    type: z.string(),
    id: z.string().optional(),
    verb: z.string().optional(),
    url: z.string().optional(),
    data: node,
  }),
});
const where = z.object({ person: z.string(), chat: z.string(), root: z.string().optional() });
const submitted = where.extend({ data: node });
const sought = where.extend({ dataset: z.string(), query: z.string() });
const reached = z.object({ person: z.string(), to: z.enum(['install', 'uninstall', 'block', 'unblock']) });

/** The page and what it asks for. A mistake of the page's is answered with 400 and its reason. */
export function webRoutes(engine: Engine, as: (person: string) => User, mail?: Mailbox): Route[] {
  const { world, timeline, clicks } = engine;
  const watch = (tell: (chatId: string) => void): (() => void) => {
    const stops = [timeline.watch(tell), mail?.watch(() => tell(MAILBOX))];
    return () => stops.forEach((stop) => stop?.());
  };
  const placeOf = ({ person, chat, root }: z.infer<typeof where>): Place => {
    const place = world.chatsOf(as(person).person).find(({ chatId }) => chatId === chat);
    if (!place) throw new Error(`No chat ${chat}`);
    return place.kind === 'channel' && root !== undefined ? { ...place, rootId: root } : place;
  };
  const post = <T>(path: string, schema: z.ZodType<T>, handle: (input: T) => unknown): Route =>
    route('POST', path, ({ body }) => attempt(() => handle(schema.parse(body))));
  const get = (path: string, handle: (query: (name: string) => string) => unknown): Route =>
    route('GET', path, ({ query }: Call) => attempt(() => handle((name) => query.get(name) ?? '')));

  return [
    ...pageRoutes(),
    ...mailRoutes(mail),
    route('GET', '/local/events', () => ({ status: 200, body: eventStream(watch) })),
    get('/local/people', () => world.people.map((person) => personView(engine, person))),
    get('/local/overview', (query) => overview(engine, as(query('person')).person, mail)),
    get('/local/messages', (query) => as(query('person')).messages(query('chat'))),
    post('/local/read', where, ({ person, chat }) => as(person).markRead(chat)),
    post('/local/say', said, async ({ person, chat, text, ...options }) => {
      const user = as(person);
      await (chat === user.chatId ? user.say(text) : user.sayIn(chat, text, options));
    }),
    post('/local/press', pressed, ({ person, message, action }) => clicks.press(as(person).person, message, action)),
    post('/local/submit', submitted, (input) =>
      clicks.submitDialog(as(input.person).person, placeOf(input), input.data),
    ),
    post('/local/search', sought, (input) =>
      clicks.search(as(input.person).person, placeOf(input), input.dataset, input.query),
    ),
    post('/local/reach', reached, ({ person, to }) => as(person)[to]()),
    route('POST', '/local/file', ({ query, raw }) =>
      attempt(async () => void (await as(query.get('person') ?? '').sendFile(query.get('name') ?? 'fil', raw))),
    ),
  ];
}

async function attempt(handle: () => unknown): Promise<Reply> {
  try {
    return { status: 200, body: (await handle()) ?? {} };
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}

function personView({ world, timeline }: Engine, person: Person): PersonView {
  const unread = world.chatsOf(person).reduce((sum, { chatId }) => sum + timeline.unread(person, chatId), 0);
  return { id: person.id, name: person.name, role: person.role ?? '', unread };
}

function overview({ world, timeline, botName }: Engine, person: Person, mail: Mailbox | undefined): Overview {
  const chats = world.chatsOf(person).map((place) => ({
    id: place.chatId,
    kind: place.kind,
    ...(place.kind === 'channel' ? { title: place.channel.name, team: place.team.name } : { title: botName }),
    unread: timeline.unread(person, place.chatId),
    preview: preview(timeline.shown(place.chatId, person).at(-1)),
  }));
  const latest = mail && { mail: { id: MAILBOX, preview: mail.mails().at(-1)?.subject ?? '' } };
  return { reach: world.reach(person), botName, chats, ...latest };
}

/** What Teams puts in the chat list and in notifications: a card is announced by its summary alone. */
function preview(last: Shown | undefined): string {
  if (!last) return '';
  if (last.file !== undefined) return last.file;
  return last.summary ?? (last.card ? 'Skickade ett kort' : last.text);
}
