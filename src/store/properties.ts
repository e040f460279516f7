const perProperty = 30_000;
/** Azure's own limit. It is reached long before the 252 properties an entity may have. */
const perEntity = 1024 * 1024;
/** The longest there can be. */
const partitionKey = 500;

/** Azurite takes these for the end of a line, and of the value. */
const separators = /[\u2028\u2029]/g;

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** Pieces of at most 30,000 characters; a pair of surrogates stays together, since half of one is not text. */
export function split(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + perProperty, text.length);
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) {
      end -= 1;
    }
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** What the entity weighs by Azure's formula: two bytes for each UTF-16 unit of keys, names and values. */
function weight(key: string, pieces: readonly string[]): number {
  const keys = 4 + 2 * (key.length + partitionKey);
  return pieces.reduce((sum, piece, index) => sum + 12 + 2 * (`v${index}`.length + piece.length), keys);
}

/** A value as JSON text, or an error where it is none or no row can hold it. The text is never shown: it may be personal. */
export function toText(key: string, value: unknown): string {
  const plain = JSON.stringify(value) as string | undefined;
  if (plain === undefined) {
    throw new Error(`The value of row ${key} is nothing JSON can hold`);
  }
  const text = plain.replace(separators, (separator) => `\\u${separator.charCodeAt(0).toString(16)}`);
  const weighs = weight(key, split(text));
  if (weighs > perEntity) {
    throw new Error(`The value of row ${key} is too large: ${weighs} bytes of ${perEntity}`);
  }
  return text;
}

export function toProperties(text: string): Record<string, string> {
  return Object.fromEntries(split(text).map((piece, index) => [`v${index}`, piece]));
}

/** Undefined, which no row is written with, where what is there is not JSON in text: one such row must not hide the others. */
export function fromProperties(entity: Readonly<Record<string, unknown>>): unknown {
  let text = '';
  for (let index = 0; `v${index}` in entity; index += 1) {
    const piece = entity[`v${index}`];
    if (typeof piece !== 'string') return undefined;
    text += piece;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
