import { contentOf, isNode, isVisible, nodesIn, stringOf, typeOf, type CardNode } from './node.ts';

export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** What a test or a person puts into an input: text, a tick, a choice's title or several. */
export type Typed = string | number | boolean | readonly string[];

/** All inputs of one card, not those of ShowCards inside it. */
export function fieldsOf(node: CardNode, visibleOnly = false): CardNode[] {
  if (visibleOnly && !isVisible(node)) return [];
  if (typeOf(node).startsWith('Input.')) return [node];
  return contentOf(node).flatMap((child) => fieldsOf(child, visibleOnly));
}

export function labelOf(input: CardNode): string {
  return stringOf(input, 'label') ?? stringOf(input, 'title') ?? '';
}

/** Labels are compared as read aloud: the mark of an obligatory field is not part of the name. */
function sameLabel(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

function bare(label: string): string {
  return label
    .trim()
    .replace(/\s*(\(obligatoriskt\)|\*)$/u, '')
    .trim();
}

export function findField(fields: readonly CardNode[], label: string): CardNode {
  // A toggle often carries the question as label and the statement as title; either is what the reader sees.
  const found = fields.filter((field) =>
    [labelOf(field), stringOf(field, 'title') ?? ''].some((name) => sameLabel(name, label)),
  );
  const [field] = found;
  if (field === undefined) throw new Error(`No input "${label}". Inputs: ${fields.map(labelOf).join(' | ')}`);
  if (found.length > 1) throw new Error(`${found.length} inputs are called "${label}"`);
  return field;
}

export function choicesOf(input: CardNode): Choice[] {
  return nodesIn(input['choices']).map((choice) => ({
    title: stringOf(choice, 'title') ?? '',
    value: stringOf(choice, 'value') ?? '',
  }));
}

/** The dataset of a ChoiceSet that is searched while typing. */
export function datasetOf(input: CardNode): string | undefined {
  const query = input['choices.data'];
  return isNode(query) && query['type'] === 'Data.Query' ? stringOf(query, 'dataset') : undefined;
}

/** The value an untouched input sends. */
export function initialValue(input: CardNode): string {
  const given = stringOf(input, 'value') ?? '';
  return typeOf(input) === 'Input.Toggle' && given === '' ? offValue(input) : given;
}

export function onValue(toggle: CardNode): string {
  return stringOf(toggle, 'valueOn') ?? 'true';
}

export function offValue(toggle: CardNode): string {
  return stringOf(toggle, 'valueOff') ?? 'false';
}

/** The value an untouched input shows: titles instead of values for choices. */
export function shownValue(input: CardNode): string {
  const value = initialValue(input);
  if (typeOf(input) !== 'Input.ChoiceSet') return value;
  const chosen = input['isMultiSelect'] === true ? value.split(',') : [value];
  const titles = new Map(choicesOf(input).map((choice) => [choice.value, choice.title]));
  return chosen.map((one) => titles.get(one) ?? one).join(', ');
}
