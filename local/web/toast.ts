import { h } from './h.ts';

const STAYS = 6_000;

/** Says something in passing, above everything, dialogs included. */
export function say(words: string): void {
  const toast = h('div', { class: 'toast', role: 'status', popover: 'manual', 'data-testid': 'toast' }, words);
  document.body.append(toast);
  toast.showPopover();
  setTimeout(() => toast.remove(), STAYS);
}
