import { findAction, type Button } from './cards/actions.ts';
import { choicesOf, fieldsOf, findField, labelOf, shownValue, type Choice, type Typed } from './cards/fields.ts';
import { typeOf, type CardNode } from './cards/node.ts';
import { gather, type FieldError, type Values } from './cards/submit.ts';
import { buttonTitles, visibleText } from './cards/text.ts';
import type { DialogSpec } from './answers.ts';
import type { Outcome } from './clicks.ts';
import { fillIn, type Hand, type Inputs } from './hand.ts';
import { pressable } from './press.ts';

/** What a person sees after a press. `invalid`: the client refused to send. `failed`: the bot did not answer properly. */
export type Seen =
  | Exclude<Outcome, { kind: 'dialog' }>
  | { readonly kind: 'dialog'; readonly dialog: Dialog }
  | { readonly kind: 'invalid'; readonly errors: readonly FieldError[] };

/** An open dialog, as the person in front of it sees and uses it. */
export class Dialog {
  readonly title: string;
  readonly card: CardNode;
  readonly #hand: Hand;
  #typed: Inputs = {};

  constructor(spec: DialogSpec, hand: Hand) {
    this.title = spec.title;
    this.card = spec.card;
    this.#hand = hand;
  }

  /** Title and all visible text, one line per element. */
  text(): string {
    return `${this.title}\n${visibleText(this.card)}`;
  }

  labels(): string[] {
    return this.#fields().map(labelOf);
  }

  buttons(): string[] {
    return buttonTitles(this.card);
  }

  /** What stands in the inputs now, by label; choices by their titles. */
  get values(): Readonly<Record<string, Typed>> {
    return {
      ...Object.fromEntries(this.#fields().map((field) => [labelOf(field), shownValue(field)])),
      ...this.#typed,
    };
  }

  /** Puts values into inputs found by visible label; they are sent by the next press. */
  fill(inputs: Inputs): this {
    for (const [label, value] of Object.entries(inputs)) {
      this.#typed = { ...this.#typed, [labelOf(findField(this.#fields(), label))]: value };
    }
    return this;
  }

  async press(button: Button, inputs: Inputs = {}): Promise<Seen> {
    this.fill(inputs);
    const found = findAction(this.card, button);
    const values: Values = await fillIn(this.#fields(), this.#typed, this.#hand);
    const gathered = gather(found, values);
    if (!gathered.ok) return { kind: 'invalid', errors: gathered.errors };
    // Inside a dialog every Submit is a task/submit, whatever its data says.
    const { type, url } = pressable(found.action, gathered.data);
    if (type === 'Action.OpenUrl') return { kind: 'link', url: url ?? '' };
    return seenAfter(await this.#hand.submit(gathered.data), this.#hand);
  }

  /** What the type-ahead of an input offers for a text. */
  search(label: string, query: string): Promise<readonly Choice[]> {
    return this.#hand.search(findField(this.#fields(), label), query);
  }

  /** The titles an input offers without typing. */
  choices(label: string): string[] {
    const field = findField(this.#fields(), label);
    if (typeOf(field) !== 'Input.ChoiceSet') throw new Error(`"${label}" is a ${typeOf(field)}`);
    return choicesOf(field).map(({ title }) => title);
  }

  #fields(): CardNode[] {
    return fieldsOf(this.card, true);
  }
}

export function seenAfter(outcome: Outcome, hand: Hand): Seen {
  return outcome.kind === 'dialog' ? { kind: 'dialog', dialog: new Dialog(outcome.dialog, hand) } : outcome;
}
