import type { ChatView, Overview } from '../teams/web.ts';
import { setReach, type Message } from './api.ts';
import { createCompose, type Compose } from './compose.ts';
import { h } from './h.ts';
import { openMenu } from './menu.ts';
import { renderMessage } from './message.ts';
import { hashFor } from './place.ts';

export interface Conversation {
  readonly element: HTMLElement;
  readonly show: (messages: readonly Message[]) => void;
}

/** One chat. Messages that have not changed keep their elements, so that what one types into a card stays. */
export function createConversation(person: string, chat: ChatView, overview: Overview): Conversation {
  const drawn = new Map<string, { readonly json: string; readonly element: HTMLElement }>();
  const compose = createCompose(person, chat, overview.botName);
  const log = h('div', {
    class: 'messages',
    role: 'log',
    'aria-label': `Meddelanden i ${chat.title}`,
    tabindex: '0',
    'data-testid': 'messages',
  });
  const canWrite = chat.kind === 'channel' || overview.reach === 'installed';
  const element = h(
    'main',
    { class: 'conversation' },
    head(person, chat, overview),
    log,
    canWrite ? compose.element : shut(person, overview),
  );

  const draw = (message: Message): HTMLElement => {
    const json = JSON.stringify(message);
    const before = drawn.get(message.id);
    if (before?.json === json) return before.element;
    const fresh = renderMessage(message, person);
    drawn.set(message.id, { json, element: fresh });
    return fresh;
  };

  return {
    element,
    show(messages) {
      const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
      const isNew = messages.some(({ id }) => !drawn.has(id));
      const rows = chat.kind === 'channel' ? threads(messages, draw, compose) : messages.map(draw);
      const empty = h('p', { class: 'hint' }, 'Här är det tomt än så länge.');
      settle(log, rows.length === 0 ? [empty] : rows);
      if (isNew && atEnd) log.scrollTop = log.scrollHeight;
    },
  };
}

/** Replaces only what differs: an element that is taken out and put back would lose its focus. */
function settle(parent: HTMLElement, children: readonly HTMLElement[]): void {
  for (const old of [...parent.children]) if (!children.some((child) => child === old)) old.remove();
  for (const [at, child] of children.entries())
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
}

const threadElements = new WeakMap<HTMLElement, { readonly thread: HTMLElement; readonly replies: HTMLElement }>();

function threads(
  messages: readonly Message[],
  draw: (message: Message) => HTMLElement,
  compose: Compose,
): HTMLElement[] {
  const posts = messages.filter(({ id, rootId }) => rootId === id);
  return posts.map((post) => {
    const element = draw(post);
    const known = threadElements.get(element);
    const replies = known?.replies ?? h('div', { class: 'replies' });
    const answer = (): void => compose.answer({ rootId: post.id, name: post.from.name });
    const thread =
      known?.thread ??
      h(
        'section',
        { class: 'thread', 'data-testid': 'thread' },
        element,
        replies,
        h('button', { type: 'button', class: 'link reply', onclick: answer }, 'Svara i tråden'),
      );
    threadElements.set(element, { thread, replies });
    settle(replies, messages.filter(({ id, rootId }) => rootId === post.id && id !== post.id).map(draw));
    return thread;
  });
}

function head(person: string, chat: ChatView, { reach }: Overview): HTMLElement {
  const more = (event: Event): void => {
    if (!(event.currentTarget instanceof HTMLElement)) return;
    openMenu(event.currentTarget, [
      { title: 'Ta bort appen', choose: () => void setReach(person, 'uninstall') },
      { title: 'Blockera appen', choose: () => void setReach(person, 'block') },
    ]);
  };
  const menu = h(
    'button',
    { type: 'button', class: 'icon', 'aria-label': 'Mer om appen', 'aria-haspopup': 'menu', onclick: more },
    '…',
  );
  return h(
    'header',
    { class: 'conversation-head' },
    h('a', { class: 'back', href: hashFor(person), 'aria-label': 'Tillbaka till listan' }, '←'),
    h('h2', {}, chat.title, chat.team === undefined ? undefined : h('span', { class: 'team' }, chat.team)),
    chat.kind === 'personal' && reach === 'installed' ? menu : undefined,
  );
}

function shut(person: string, { reach }: Overview): HTMLElement {
  const blocked = reach === 'blocked';
  const open = (): void => void setReach(person, blocked ? 'unblock' : 'install');
  return h(
    'div',
    { class: 'compose shut' },
    h('p', {}, blocked ? 'Du har blockerat appen.' : 'Appen är borttagen.'),
    h('button', { type: 'button', class: 'primary', onclick: open }, blocked ? 'Häv blockeringen' : 'Lägg till igen'),
  );
}
