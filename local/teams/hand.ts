import { findField, type Choice, type Typed } from './cards/fields.ts';
import { stringOf, type CardNode } from './cards/node.ts';
import { valueFor, type Values } from './cards/submit.ts';
import type { Outcome } from './clicks.ts';

/** Values by the visible label of their input. */
export type Inputs = Readonly<Record<string, Typed>>;

/** What a person can do where they are: search in inputs and send dialogs. */
export interface Hand {
  readonly search: (input: CardNode, query: string) => Promise<readonly Choice[]>;
  readonly submit: (data: CardNode) => Promise<Outcome>;
}

/** The values to send, by input id. */
export async function fillIn(fields: readonly CardNode[], inputs: Inputs, hand: Hand): Promise<Values> {
  const filled = Object.entries(inputs).map(async ([label, typed]) => {
    const field = findField(fields, label);
    return [stringOf(field, 'id') ?? '', await valueFor(field, typed, hand.search)] as const;
  });
  return new Map(await Promise.all(filled));
}
