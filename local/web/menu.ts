import { h } from './h.ts';

export interface MenuItem {
  readonly title: string;
  readonly choose: () => void;
}

let closeOpen: (() => void) | undefined;

/** A menu under a button, worked by arrows, Enter and Esc. It opens inside a dialog when the button stands in one. */
export function openMenu(button: HTMLElement, items: readonly MenuItem[]): void {
  closeOpen?.();
  const entries = items.map(({ title, choose }) =>
    h('button', { type: 'button', role: 'menuitem', class: 'menu-item', onclick: () => (close(), choose()) }, title),
  );
  const menu = h(
    'div',
    { role: 'menu', class: 'menu', onkeydown: (event) => event instanceof KeyboardEvent && move(event) },
    ...entries,
  );
  const home = button.closest('dialog') ?? document.body;
  home.append(menu);
  place(menu, button);
  entries[0]?.focus();

  const outside = (event: Event): void => {
    if (event.target instanceof Node && !menu.contains(event.target)) close(false);
  };
  document.addEventListener('pointerdown', outside);
  closeOpen = () => close(false);

  function close(refocus = true): void {
    document.removeEventListener('pointerdown', outside);
    menu.remove();
    closeOpen = undefined;
    if (refocus) button.focus();
  }

  function move(event: KeyboardEvent): void {
    const at = entries.findIndex((entry) => entry === document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) entries.at((at + step) % entries.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function place(menu: HTMLElement, button: HTMLElement): void {
  const { left, bottom, top } = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = bottom + height + 8 <= window.innerHeight;
  menu.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
  menu.style.top = `${below ? bottom + 4 : Math.max(8, top - height - 4)}px`;
}
