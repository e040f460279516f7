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
export function fit<Card extends Typed>(card: Card): Card {
  if (weight(card) <= most) return card;
  const cut = lengths.map((length) => shortened(card, length));
  return cut.find((one) => weight(one) <= most) ?? cut.at(-1) ?? card;
}

function weight(card: Typed): number {
  const { rows, changes, steps } = card;
  const lines = rows.length * added.row + changes.length * added.change + steps.length * added.step;
  return added.card + lines + new TextEncoder().encode(JSON.stringify(card)).length;
}

function shortened<Card extends Typed>(card: Card, length: number): Card {
  const short = (text: string): string => {
    const characters = [...text];
    return characters.length <= length ? text : `${characters.slice(0, length).join('')} … (förkortat)`;
  };
  return {
    ...card,
    quote: { ...card.quote, text: short(card.quote.text) },
    rows: card.rows.map(({ label, value }) => ({ label: short(label), value: short(value) })),
    changes: card.changes.map((one) => ({ ...one, before: short(one.before), after: short(one.after) })),
    steps: card.steps.map((step) => ({ ...step, text: short(step.text) })),
  };
}
