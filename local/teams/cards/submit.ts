import { cardsAround, type Found } from './actions.ts';
import {
  choicesOf,
  datasetOf,
  fieldsOf,
  initialValue,
  labelOf,
  offValue,
  onValue,
  type Choice,
  type Typed,
} from './fields.ts';
import { isNode, stringOf, typeOf, type CardNode } from './node.ts';

export interface FieldError {
  readonly label: string;
  readonly message: string;
}

/** Values by input id, as the client holds them. */
export type Values = ReadonlyMap<string, string>;
export type Search = (input: CardNode, query: string) => Promise<readonly Choice[]>;

export type Gathered =
  | { readonly ok: true; readonly data: Record<string, unknown> }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** What the client does when a button is pressed: check its inputs, then merge what is set into the action's data. */
export function gather(found: Found, typed: Values): Gathered {
  const { action } = found;
  const inputs = action['associatedInputs'] === 'none' ? [] : cardsAround(found).flatMap((card) => fieldsOf(card));
  const valueOf = (input: CardNode): string => typed.get(idOf(input)) ?? initialValue(input);
  const errors = inputs.flatMap((input) => problemWith(input, valueOf(input)));
  if (errors.length > 0) return { ok: false, errors };
  const set = inputs
    .map((input) => [idOf(input), valueOf(input)] as const)
    .filter(([id, value]) => id !== '' && value !== '');
  return { ok: true, data: { ...(isNode(action['data']) ? action['data'] : {}), ...Object.fromEntries(set) } };
}

function idOf(input: CardNode): string {
  return stringOf(input, 'id') ?? '';
}

function problemWith(input: CardNode, value: string): FieldError[] {
  const missing =
    input['isRequired'] === true && (typeOf(input) === 'Input.Toggle' ? value !== onValue(input) : value === '');
  const wrong = value !== '' && !isAcceptable(input, value);
  if (!missing && !wrong) return [];
  return [{ label: labelOf(input), message: stringOf(input, 'errorMessage') ?? 'Fältet är inte rätt ifyllt.' }];
}

function isAcceptable(input: CardNode, value: string): boolean {
  const { regex, maxLength, min, max } = input;
  switch (typeOf(input)) {
    case 'Input.Text':
      return (
        !(typeof regex === 'string' && !new RegExp(regex).test(value)) &&
        !(typeof maxLength === 'number' && value.length > maxLength)
      );
    case 'Input.Number':
      return (
        Number.isFinite(Number(value)) &&
        !(typeof min === 'number' && Number(value) < min) &&
        !(typeof max === 'number' && Number(value) > max)
      );
    case 'Input.Date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) && isBetween(value, min, max);
    case 'Input.Time':
      return /^\d{2}:\d{2}$/.test(value) && isBetween(value, min, max);
    default:
      return true;
  }
}

function isBetween(value: string, min: unknown, max: unknown): boolean {
  return !(typeof min === 'string' && value < min) && !(typeof max === 'string' && value > max);
}

/** Turns what a person types or picks into the value that the client would send. */
export async function valueFor(input: CardNode, typed: Typed, search: Search): Promise<string> {
  switch (typeOf(input)) {
    case 'Input.Toggle':
      return typed === true || typed === 'true' ? onValue(input) : offValue(input);
    case 'Input.ChoiceSet': {
      const titles = (Array.isArray(typed) ? typed : [String(typed)]).map(String).filter((title) => title !== '');
      if (titles.length > 1 && input['isMultiSelect'] !== true) throw new Error(`"${labelOf(input)}" takes one choice`);
      return (await Promise.all(titles.map((title) => choiceFor(input, title, search)))).join(',');
    }
    default:
      return String(typed);
  }
}

async function choiceFor(input: CardNode, title: string, search: Search): Promise<string> {
  const matches = (choices: readonly Choice[]): Choice | undefined => choices.find((choice) => choice.title === title);
  const fixed = matches(choicesOf(input));
  if (fixed !== undefined) return fixed.value;
  // A person types the beginning of what they look for, not the whole line they then pick.
  const queries =
    datasetOf(input) === undefined
      ? []
      : new Set([title, title.replace(/\s*[(,–].*$/u, ''), title.split(' ')[0] ?? '']);
  for (const query of queries) {
    const hit = matches(await search(input, query));
    if (hit !== undefined) return hit.value;
  }
  throw new Error(
    `"${labelOf(input)}" offers no choice "${title}": ${choicesOf(input)
      .map((choice) => choice.title)
      .join(' | ')}`,
  );
}
