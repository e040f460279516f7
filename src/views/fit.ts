import type { Card } from '../commands/incoming.ts';
import { render, type TemplateName } from './render.ts';

/** The parts of a card that hold what people typed. */
type Typed = {
  readonly quote: { readonly label: string; readonly text: string };
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
  readonly steps: readonly { readonly text: string }[];
};

/** Teams drops a card of more than 28 KB. */
const most = 27_000;
/** What the template adds, in bytes: to the card with its buttons, and to a line of each kind. */
const added = { card: 5_000, row: 160, change: 240, step: 280 };
/** Texts are cut to the first of these lengths at which the card fits, in characters. */
const lengths = [1_000, 500, 250, 120, 60, 30];

/** The card with its longest texts cut where Teams would not take it whole. */
export function fit<Whole extends Typed>(card: Whole): Whole {
  if (weight(card) <= most) return card;
  const cut = lengths.map((length) => shortened(card, length));
  return cut.find((one) => weight(one) <= most) ?? cut.at(-1) ?? card;
}

function weight(card: Typed): number {
  const { rows, changes, steps } = card;
  const lines = rows.length * added.row + changes.length * added.change + steps.length * added.step;
  return added.card + lines + new TextEncoder().encode(JSON.stringify(card)).length;
}

function shortened<Whole extends Typed>(card: Whole, length: number): Whole {
  const short = (text: string): string => shortText(text, length);
  return {
    ...card,
    quote: { ...card.quote, text: short(card.quote.text) },
    rows: card.rows.map(({ label, value }) => ({ label: short(label), value: short(value) })),
    changes: card.changes.map((one) => ({ ...one, before: short(one.before), after: short(one.after) })),
    steps: card.steps.map((step) => ({ ...step, text: short(step.text) })),
  };
}

function shortText(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length).join('')} … (förkortat)`;
}

type Data = Readonly<Record<string, unknown>>;

/** A dialog with the texts under `keys`, which are only read there, cut where Teams would not take it whole. */
export function renderFitting(name: TemplateName, data: Data, keys: readonly string[]): Card {
  const whole = render(name, data);
  if (size(whole) <= most) return whole;
  const cut = lengths.map((length) => {
    const short = keys.map((key): [string, unknown] => [key, shortDeep(data[key], length)]);
    return render(name, { ...data, ...Object.fromEntries(short) });
  });
  return cut.find((card) => size(card) <= most) ?? cut.at(-1) ?? whole;
}

function size(card: Card): number {
  return new TextEncoder().encode(JSON.stringify(card)).length;
}

function shortDeep(value: unknown, length: number): unknown {
  if (typeof value === 'string') return shortText(value, length);
  if (Array.isArray(value)) return value.map((one) => shortDeep(one, length));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortDeep(one, length)]));
}
