import type { Outcome, Pressed } from '../teams/clicks.ts';
import { press, search, type Message } from './api.ts';
import { renderCard } from './card.ts';
import { openDialog } from './dialog.ts';
import { h, paperclip } from './h.ts';
import { initials } from './sidebar.ts';
import { say } from './toast.ts';

/** A message with its card, as the person sees it. */
export function renderMessage(message: Message, me: string): HTMLElement {
  const { id, from, text, card, notice, edited, file, at } = message;
  const mine = from.id === me;
  const element = h('article', {
    class: `message ${mine ? 'mine' : from.bot ? 'bot' : 'other'}`,
    'data-testid': 'message',
    'data-message-id': id,
    'aria-label': `${from.name} ${time(at)}`,
  });
  const use = {
    press: (action: Pressed) => void pressed(message, me, element, action),
    search: (dataset: string, query: string) => search(whereOf(message, me), dataset, query),
  };
  element.append(
    h('span', { class: 'avatar', 'aria-hidden': 'true' }, initials(from.name)),
    h(
      'div',
      { class: 'message-body' },
      h(
        'header',
        {},
        h('strong', {}, from.name),
        h('time', { datetime: at }, time(at)),
        edited ? h('span', { class: 'edited' }, 'Redigerat') : undefined,
      ),
      text === '' ? undefined : h('div', { class: 'bubble' }, text),
      file === undefined ? undefined : h('div', { class: 'bubble file' }, paperclip(), ` ${file}`),
      card ? h('div', { class: 'card' }, renderCard(card, use)) : undefined,
      notice === undefined ? undefined : h('p', { class: 'notice', role: 'status', 'data-testid': 'notice' }, notice),
    ),
  );
  return element;
}

function whereOf({ chatId, rootId }: Message, person: string) {
  return { person, chat: chatId, root: rootId };
}

async function pressed(message: Message, me: string, element: HTMLElement, action: Pressed): Promise<void> {
  element.setAttribute('aria-busy', 'true');
  try {
    const outcome: Outcome = await press(me, message.id, action);
    if (outcome.kind === 'dialog') openDialog(outcome.dialog, whereOf(message, me));
    if (outcome.kind === 'link') window.open(outcome.url, '_blank', 'noopener');
    if (outcome.kind === 'message' || outcome.kind === 'failed') say(outcome.text);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  } finally {
    element.removeAttribute('aria-busy');
  }
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', day: 'numeric', month: 'short' });

export function time(at: string): string {
  const date = new Date(at);
  return day.format(date) === day.format(new Date()) ? clock.format(date) : `${day.format(date)} ${clock.format(date)}`;
}
