import type { ChatView, Overview, PersonView } from '../teams/web.ts';
import { setReach } from './api.ts';
import { h } from './h.ts';
import { hashFor, type Here } from './place.ts';

/** Who one is, and the chats that person has. */
export function renderSidebar(people: readonly PersonView[], at: Here, overview: Overview | undefined): HTMLElement {
  const me = people.find(({ id }) => id === at.person);
  return h(
    'nav',
    { class: 'sidebar', 'aria-label': 'Personer och chattar' },
    h('h1', { class: 'brand' }, 'Lokala Teams'),
    switcher(people, me),
    me && overview ? chatList(me, overview, at.chat) : h('p', { class: 'hint' }, 'Välj vem du vill vara.'),
  );
}

function switcher(people: readonly PersonView[], me: PersonView | undefined): HTMLElement {
  const options = people.map(({ id, name, role, unread }) =>
    h('option', { value: id, selected: id === me?.id }, `${name} – ${role}${unread > 0 ? ` (${unread} nya)` : ''}`),
  );
  const choose = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) location.hash = hashFor(event.target.value);
  };
  const empty = me ? [] : [h('option', { value: '', selected: true, disabled: true }, 'Välj person')];
  const select = h('select', { 'data-testid': 'person-switcher', onchange: choose }, ...empty, ...options);
  return h(
    'div',
    { class: 'switcher' },
    h('label', {}, 'Jag är …', select),
    me ? h('p', { class: 'role', 'data-testid': 'person-role' }, me.role) : undefined,
  );
}

function chatList(me: PersonView, { reach, botName, chats, mail }: Overview, current: string | undefined): HTMLElement {
  const teams = [...new Set(chats.flatMap(({ team }) => team ?? []))];
  const personal = chats.filter(({ kind }) => kind === 'personal').map((chat) => entry(me, chat, current));
  const add = (): void => void setReach(me.id, 'install');
  const missing =
    reach === 'absent' ? [h('button', { type: 'button', class: 'add', onclick: add }, `Lägg till ${botName}`)] : [];
  return h(
    'div',
    { class: 'chats', 'data-testid': 'chat-list' },
    h('h2', {}, 'Chatt'),
    ...personal,
    ...missing,
    ...teams.flatMap((team) => [
      h('h2', {}, team),
      ...chats.filter((chat) => chat.team === team).map((chat) => entry(me, chat, current)),
    ]),
    ...(mail
      ? [h('h2', {}, 'Utanför Teams'), entry(me, { ...mail, kind: 'channel', title: 'E-post', unread: 0 }, current)]
      : []),
  );
}

function entry(me: PersonView, chat: ChatView, current: string | undefined): HTMLElement {
  const { id, kind, title, unread, preview } = chat;
  const badge =
    unread > 0
      ? h('span', { class: 'badge', 'data-testid': 'unread' }, String(unread), h('span', { class: 'quiet' }, ' olästa'))
      : undefined;
  return h(
    'a',
    {
      class: `chat${unread > 0 ? ' has-unread' : ''}`,
      href: hashFor(me.id, id),
      'data-testid': 'chat',
      'data-chat-id': id,
      'aria-current': id === current ? 'page' : undefined,
    },
    h('span', { class: `avatar ${kind}`, 'aria-hidden': 'true' }, kind === 'personal' ? initials(title) : '#'),
    h(
      'span',
      { class: 'chat-words' },
      h('span', { class: 'chat-title' }, title),
      h('span', { class: 'chat-preview' }, preview),
    ),
    badge,
  );
}

export function initials(name: string): string {
  const parts = name.split(' ');
  return `${parts[0]?.[0] ?? ''}${parts[1]?.[0] ?? ''}`;
}
