import type { DialogSpec } from '../teams/answers.ts';
import type { Pressed } from '../teams/clicks.ts';
import { search, submit, type Where } from './api.ts';
import { renderCard } from './card.ts';
import { h } from './h.ts';

const SIZES: Readonly<Record<string, string>> = { small: '400px', medium: '600px', large: '800px' };

/** Opens a dialog over the page. The browser keeps the focus inside it, closes it on Esc and gives the focus back. */
export function openDialog(first: DialogSpec, where: Where): void {
  const heading = h('h2', { tabindex: '-1' });
  const problem = h('p', { class: 'dialog-problem', role: 'alert', hidden: true });
  const content = h('div', { class: 'dialog-content' });
  const cross = h(
    'button',
    {
      type: 'button',
      class: 'icon',
      'aria-label': 'Stäng',
      'data-testid': 'dialog-close',
      onclick: () => dialog.close(),
    },
    '✕',
  );
  const dialog = h(
    'dialog',
    { class: 'task', 'data-testid': 'dialog', onclose: () => dialog.remove() },
    h('div', { class: 'dialog-head' }, heading, cross),
    problem,
    content,
  );
  document.body.append(dialog);
  show(first);
  dialog.showModal();
  heading.focus();

  function show({ title, card, width }: DialogSpec): void {
    heading.textContent = title;
    dialog.setAttribute('aria-label', title);
    problem.hidden = true;
    dialog.style.width = typeof width === 'number' ? `${width}px` : (SIZES[width ?? 'medium'] ?? '600px');
    content.replaceChildren(
      renderCard(card, {
        press: (action) => void press(action),
        search: (dataset, query) => search(where, dataset, query),
      }),
    );
    content.scrollTop = 0;
    if (dialog.open) heading.focus();
  }

  async function press({ type, url, data }: Pressed): Promise<void> {
    if (type === 'Action.OpenUrl') return void window.open(url, '_blank', 'noopener');
    dialog.setAttribute('aria-busy', 'true');
    const outcome = await submit(where, data).catch((error: unknown) => ({
      kind: 'failed' as const,
      text: String(error),
    }));
    dialog.removeAttribute('aria-busy');
    if (!dialog.open) return;
    if (outcome.kind === 'dialog') show(outcome.dialog);
    else if (outcome.kind === 'message') finish(outcome.text);
    else if (outcome.kind === 'failed') complain(outcome.text);
    else dialog.close();
  }

  function complain(words: string): void {
    problem.textContent = words;
    problem.hidden = false;
  }

  function finish(words: string): void {
    const done = h('button', { type: 'button', class: 'primary', onclick: () => dialog.close() }, 'Stäng');
    content.replaceChildren(h('p', { role: 'status', 'data-testid': 'dialog-message' }, words), done);
    done.focus();
  }
}
