import type { Overview, PersonView } from '../teams/web.ts';
import { getMails, getMessages, getOverview, getPeople, markRead } from './api.ts';
import { createConversation, type Conversation } from './conversation.ts';
import { h } from './h.ts';
import { renderMailbox } from './mailbox.ts';
import { hashFor, here, type Here } from './place.ts';
import { renderSidebar } from './sidebar.ts';

interface Open extends Conversation {
  readonly key: string;
}

const app = document.querySelector('.local-teams') ?? document.body;
let sidebar = h('nav');
let open: Open | undefined;
let isDrawing = false;
let isStale = false;

/** Draws what is, once at a time; what changes meanwhile is drawn after. */
async function draw(): Promise<void> {
  isStale = true;
  if (isDrawing) return;
  isDrawing = true;
  try {
    while (isStale) {
      isStale = false;
      await drawOnce(here());
    }
  } finally {
    isDrawing = false;
  }
}

async function drawOnce(at: Here): Promise<void> {
  const people = await getPeople();
  const known = people.some(({ id }) => id === at.person) ? at.person : undefined;
  const overview = known === undefined ? undefined : await getOverview(known);
  drawSidebar(people, at, overview);
  if (known !== undefined && overview?.mail !== undefined && at.chat === overview.mail.id) return showMailbox(known);
  const chat = overview?.chats.find(({ id }) => id === at.chat);
  document.body.classList.toggle('has-chat', chat !== undefined);
  if (!overview || !chat || known === undefined) return showWelcome();
  const where = { person: known, chat: chat.id };
  const key = [known, chat.id, overview.reach].join(' ');
  if (open?.key !== key) {
    open = { key, ...createConversation(known, chat, overview) };
    app.replaceChildren(sidebar, open.element);
  }
  open.show(await getMessages(known, chat.id));
  if (document.visibilityState === 'visible' && chat.unread > 0) await markRead(where);
}

/** The list keeps its focus and its open switcher unless something in it changed. */
let sidebarKey = '';
function drawSidebar(people: readonly PersonView[], at: Here, overview: Overview | undefined): void {
  const key = JSON.stringify([people, at, overview]);
  if (key === sidebarKey) return;
  sidebarKey = key;
  const focused = sidebar.contains(document.activeElement) ? document.activeElement : null;
  const href = focused?.getAttribute('href');
  const selector = focused instanceof HTMLSelectElement ? 'select' : href ? `a[href="${href}"]` : undefined;
  const fresh = renderSidebar(people, at, overview);
  sidebar.replaceWith(fresh);
  sidebar = fresh;
  if (!sidebar.isConnected) app.prepend(sidebar);
  if (selector !== undefined) sidebar.querySelector<HTMLElement>(selector)?.focus();
  const name = people.find(({ id }) => id === at.person)?.name;
  document.title = name === undefined ? 'Lokala Teams' : `${name} – Lokala Teams`;
}

async function showMailbox(person: string): Promise<void> {
  open = undefined;
  document.body.classList.add('has-chat');
  const mails = await getMails();
  app.replaceChildren(sidebar, renderMailbox(person, mails));
}

function showWelcome(): void {
  open = undefined;
  const words = here().person === undefined ? 'Välj vem du vill vara i listan.' : 'Välj en chatt.';
  app.replaceChildren(sidebar, h('main', { class: 'conversation empty' }, h('p', { class: 'hint' }, words)));
}

async function start(): Promise<void> {
  addEventListener('hashchange', () => void draw());
  addEventListener('visibilitychange', () => void draw());
  const [first] = await getPeople();
  if (here().person === undefined && first) history.replaceState(undefined, '', hashFor(first.id, `a:${first.id}`));
  const events = new EventSource('/local/events');
  events.onmessage = () => void draw();
  events.onopen = () => void draw();
  await draw();
}

void start();
