import type { ChatView } from '../teams/web.ts';
import { attach, say as send } from './api.ts';
import { h, paperclip } from './h.ts';
import { say } from './toast.ts';

export interface Compose {
  readonly element: HTMLElement;
  /** Writes in a post's thread, or anew. */
  readonly answer: (to: { readonly rootId: string; readonly name: string } | undefined) => void;
}

/** The box one writes in: Enter sends, Shift+Enter breaks the line. In channels it mentions the bot unless one says not to. */
export function createCompose(person: string, chat: ChatView, botName: string): Compose {
  const isChannel = chat.kind === 'channel';
  let replyTo: string | undefined;
  let mention = isChannel;

  const box = h('textarea', {
    rows: '1',
    'data-testid': 'compose',
    'aria-label': isChannel ? `Skriv i ${chat.title}` : `Skriv till ${botName}`,
    placeholder: isChannel ? 'Skriv ett inlägg' : 'Skriv ett meddelande',
    oninput: () => grow(),
    onkeydown: (event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.shiftKey) return;
      event.preventDefault();
      void submit();
    },
  });
  const mentionButton = h(
    'button',
    {
      type: 'button',
      class: 'mention',
      'aria-pressed': 'true',
      'data-testid': 'mention',
      title: 'Utan omnämnande når inlägget inte boten',
      onclick: () => setMention(!mention),
    },
    `@${botName}`,
  );
  const replying = h('p', { class: 'replying', hidden: true });
  const picker = h('input', { type: 'file', hidden: true, 'data-testid': 'file', onchange: () => void upload() });
  const clip = h(
    'button',
    { type: 'button', class: 'icon', 'aria-label': 'Bifoga fil', title: 'Bifoga fil', onclick: () => picker.click() },
    paperclip(),
  );
  const button = h('button', { type: 'submit', class: 'primary', 'data-testid': 'send' }, 'Skicka');
  const tools = isChannel ? [mentionButton] : [clip, picker];
  const element = h(
    'form',
    { class: 'compose', onsubmit: (event) => (event.preventDefault(), void submit()) },
    replying,
    h('div', { class: 'compose-row' }, ...tools, box, button),
  );

  function grow(): void {
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight + 2, 160)}px`;
  }

  function setMention(to: boolean): void {
    mention = to;
    mentionButton.setAttribute('aria-pressed', String(to));
  }

  async function submit(): Promise<void> {
    const text = box.value.trim();
    if (text === '') return;
    box.value = '';
    grow();
    const to = replyTo;
    answer(undefined);
    await send({ person, chat: chat.id, text, ...(isChannel ? { mention, replyTo: to } : {}) }).catch(
      (error: unknown) => {
        box.value = text;
        say(String(error));
      },
    );
  }

  async function upload(): Promise<void> {
    for (const file of picker.files ?? []) await attach(person, file).catch((error: unknown) => say(String(error)));
    picker.value = '';
  }

  function answer(to: { readonly rootId: string; readonly name: string } | undefined): void {
    replyTo = to?.rootId;
    replying.hidden = to === undefined;
    const stop = h('button', { type: 'button', class: 'link', onclick: () => answer(undefined) }, 'Avbryt');
    replying.replaceChildren(...(to ? [`Svarar i tråden från ${to.name} `, stop] : []));
    if (to) box.focus();
  }

  return { element, answer };
}
