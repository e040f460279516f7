import type { Dice } from './random.ts';

type Json = Readonly<Record<string, unknown>>;

/** Something that can be pressed: on a card in a chat, or in a dialog. */
export type Button = {
  readonly kind: 'execute' | 'dialog' | 'submit';
  readonly verb: string;
  readonly style: string;
  readonly data: Json;
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text among data; empty where there is none. */
export function textIn(data: Json, key: string): string {
  const value = data[key];
  return typeof value === 'string' ? value : '';
}

function objects(value: unknown, found: Json[] = []): Json[] {
  if (Array.isArray(value)) for (const one of value) objects(one, found);
  else if (isObject(value)) {
    found.push(value);
    for (const [key, one] of Object.entries(value)) if (key !== 'data') objects(one, found);
  }
  return found;
}

type Read = { readonly buttons: readonly Button[]; readonly inputs: readonly Json[] };
const known = new WeakMap<object, Read>();

function read(card: object): Read {
  const seen = known.get(card);
  if (seen) return seen;
  const all = objects(card);
  const buttons = all.flatMap((one): Button[] => {
    const data = isObject(one['data']) ? one['data'] : {};
    const style = textIn(one, 'style');
    if (one['type'] === 'Action.Execute') return [{ kind: 'execute', verb: String(one['verb']), style, data }];
    if (one['type'] !== 'Action.Submit') return [];
    const opens = isObject(data['msteams']);
    return [{ kind: opens ? 'dialog' : 'submit', verb: String(data['dialog']), style, data }];
  });
  const result = { buttons, inputs: all.filter(({ type }) => String(type).startsWith('Input.')) };
  known.set(card, result);
  return result;
}

export const buttonsOf = (card: object): readonly Button[] => read(card).buttons;

/** Whether a case's card carries a word to the one who pressed: then it was refused. */
export function hasNotice(card: Json): boolean {
  const [first] = Array.isArray(card['body']) ? (card['body'] as unknown[]) : [];
  return isObject(first) && first['type'] === 'Container' && first['style'] === 'warning';
}

const said = ['Vilken enhet?', 'Norr.', 'Går inte nu', '${id} **fet**', 'Ring mig'];

/** What somebody fills in, and the button that is pressed then: mostly the one that goes on. */
export function fillIn(card: object, dice: Dice, password: string): { data: Json; button: Button } | undefined {
  const { buttons, inputs } = read(card);
  const submits = buttons.filter(({ kind }) => kind === 'submit');
  const onward = submits.filter(
    ({ style, data }) =>
      style === 'positive' || style === 'destructive' || ['next', 'send', 'answer'].includes(String(data['press'])),
  );
  const button = dice.chance(0.85) ? (dice.pick(onward) ?? dice.pick(submits)) : dice.pick(submits);
  if (button === undefined) return undefined;
  const gives = dice.chance(0.7);
  const values = inputs.map((input): [string, unknown] => [
    String(input['id']),
    valueOf(input, dice, gives ? password : ''),
  ]);
  return { button, data: { ...Object.fromEntries(values), ...button.data } };
}

function valueOf(input: Json, dice: Dice, password: string): unknown {
  const id = String(input['id']);
  const value = input['value'] ?? '';
  switch (id) {
    case 'text':
    case 'answer':
      return dice.pick(said);
    case 'userName':
      return password === '' ? '' : 'dei12345';
    case 'password':
      return password;
    case 'none':
      return String(password === '');
    case 'own':
      return String(dice.chance(0.3));
    case 'f_phone':
      return dice.chance(0.5) ? `011-15 00 0${dice.below(9)}` : value;
    default:
      if (id !== 'approver') return value;
      return (dice.pick((input['choices'] ?? []) as Json[]) ?? {})['value'] ?? value;
  }
}
