import type { Choice } from '../teams/cards/fields.ts';
import { h } from './h.ts';

export interface ComboOptions {
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly multiple: boolean;
  readonly placeholder: string;
  /** Asked while typing, beside the fixed choices. */
  readonly search?: ((query: string) => Promise<readonly Choice[]>) | undefined;
  readonly changed: () => void;
}

export interface Combo {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly values: () => string[];
  /** Whether something stands in the box that is no choice. */
  readonly isLoose: () => boolean;
}

const PAUSE = 200;
let count = 0;

/** A box that finds choices while one types; with several, what is chosen stands below and can be taken away. */
export function createCombo(options: ComboOptions): Combo {
  const { multiple, changed } = options;
  const listId = `local-teams-combo-${count++}`;
  const known = new Map(options.choices.map((choice) => [choice.value, choice]));
  let chosen = options.chosen.map((value) => known.get(value) ?? { title: value, value });
  let offered: readonly Choice[] = [];
  let active = -1;
  let asked = 0;

  const input = h('input', {
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    class: 'ac-input combo-input',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
    placeholder: options.placeholder,
    oninput: () => void look(),
    onclick: () => void look(),
    onkeydown: (event) => event instanceof KeyboardEvent && keyed(event),
    onblur: () => close(),
  });
  const list = h('div', { id: listId, role: 'listbox', class: 'combo-list', hidden: true });
  const chips = h('div', { class: 'combo-chips' });
  const element = h('div', { class: 'combo' }, input, list, multiple ? chips : undefined);
  if (!multiple) input.value = chosen[0]?.title ?? '';
  showChips();

  async function look(): Promise<void> {
    const text = input.value;
    if (!multiple && chosen[0]?.title !== text) choose([], text);
    const isPicked = !multiple && chosen[0]?.title === text;
    const query = isPicked ? '' : text.trim();
    offered = fixed(query);
    show(options.search && query !== '' ? 'Söker …' : offered.length === 0 && query !== '' ? 'Inga träffar' : '');
    if (!options.search || query === '') return;
    const number = ++asked;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (number !== asked) return;
    const found = await options.search(query).catch(() => undefined);
    if (number !== asked || document.activeElement !== input) return;
    for (const choice of found ?? []) known.set(choice.value, choice);
    const more = (found ?? []).filter(({ value }) => !offered.some((choice) => choice.value === value));
    offered = [...offered, ...more];
    show(found === undefined ? 'Det gick inte att söka' : offered.length === 0 ? 'Inga träffar' : '');
  }

  function fixed(query: string): Choice[] {
    const wanted = query.toLocaleLowerCase('sv');
    return options.choices.filter(({ title }) => title.toLocaleLowerCase('sv').includes(wanted));
  }

  function show(status: string): void {
    active = -1;
    input.removeAttribute('aria-activedescendant');
    const entries = offered.map((choice, at) =>
      h(
        'div',
        {
          id: `${listId}-${at}`,
          role: 'option',
          class: 'combo-option',
          onpointerdown: (event) => (event.preventDefault(), pick(choice)),
        },
        choice.title,
      ),
    );
    list.replaceChildren(
      ...entries,
      ...(status === '' ? [] : [h('div', { class: 'combo-status', role: 'status' }, status)]),
    );
    list.hidden = list.childElementCount === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
  }

  function keyed(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const highlighted = offered[active];
    if (step !== undefined && list.hidden) void look();
    else if (step !== undefined && offered.length > 0) highlight((active + step + offered.length) % offered.length);
    else if (event.key === 'Enter' && highlighted) pick(highlighted);
    else if (event.key === 'Escape' && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function highlight(at: number): void {
    active = at;
    for (const [index, entry] of [...list.children].entries()) {
      entry.setAttribute('aria-selected', String(index === at));
      if (index === at) entry.scrollIntoView({ block: 'nearest' });
    }
    input.setAttribute('aria-activedescendant', `${listId}-${at}`);
  }

  function pick(choice: Choice): void {
    if (multiple) choose([...chosen.filter(({ value }) => value !== choice.value), choice], '');
    else choose([choice], choice.title);
    close();
  }

  function choose(to: Choice[], text: string): void {
    chosen = to;
    if (input.value !== text) input.value = text;
    showChips();
    changed();
  }

  function close(): void {
    asked++;
    // Whoever types a whole title has chosen it.
    const typed = [...known.values()].find(({ title }) => title === input.value.trim());
    if (typed && !multiple && chosen.length === 0) choose([typed], typed.title);
    offered = [];
    show('');
  }

  function showChips(): void {
    const drop = (choice: Choice) => () =>
      choose(
        chosen.filter((one) => one !== choice),
        input.value,
      );
    chips.replaceChildren(
      ...chosen.map((choice) =>
        h(
          'span',
          { class: 'chip' },
          choice.title,
          h('button', { type: 'button', 'aria-label': `Ta bort ${choice.title}`, onclick: drop(choice) }, '×'),
        ),
      ),
    );
  }

  return {
    element,
    input,
    values: () => chosen.map(({ value }) => value),
    isLoose: () => input.value.trim() !== '' && (multiple || chosen.length === 0),
  };
}
