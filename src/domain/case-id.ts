import { plainSigns } from './text.ts';

/** Crockford's base32: no I, L, O (misread) and no U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;

export type ParsedCaseId =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly fault: 'malformed' | 'mistyped' };

/**
 * Eight characters: seven at random (35 bits: no counter, not guessable) and a check character.
 * `random(n)` gives n random bytes.
 */
export function newCaseId(random: (count: number) => Uint8Array): string {
  const digits = Array.from(random(length - 1), (byte) => byte & 31);
  return [...digits, double(remainder(digits))].map((digit) => alphabet.charAt(digit)).join('');
}

const bits = 35n;
/** Odd, so that no two parents have the same child. */
const spread = 0x5_9e37_79b1n;

/** The number of the case that comes of another by itself: always the same one, and with a check character of its own. */
export function childCaseId(parent: string, number: number): string {
  const value = [...parent.slice(0, length - 1)].reduce(
    (sum, digit) => (sum << 5n) | BigInt(alphabet.indexOf(digit)),
    0n,
  );
  const child = BigInt.asUintN(Number(bits), (value + BigInt(number) + 1n) * spread);
  const digits = Array.from({ length: length - 1 }, (_, index) => Number((child >> BigInt(5 * index)) & 31n));
  return [...digits, double(remainder(digits))].map((digit) => alphabet.charAt(digit)).join('');
}

/** As it is shown and read aloud: `K7M4-QX92`. */
export function formatCaseId(id: string): string {
  return `${id.slice(0, 4)}-${id.slice(4)}`;
}

/** Forgiving about case, spaces, dashes and the letters that look like digits; `mistyped` = the check character says no. */
export function parseCaseId(input: string): ParsedCaseId {
  const id = plainSigns(input).toUpperCase().replace(/[ -]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const digits = [...id].map((character) => alphabet.indexOf(character));
  if (digits.length !== length || digits.includes(-1)) return { ok: false, fault: 'malformed' };
  return remainder(digits) === 0 ? { ok: true, id } : { ok: false, fault: 'mistyped' };
}

/**
 * The digits as a polynomial over GF(32), evaluated at a primitive element: every position has a weight of its own,
 * none zero, so any one wrong character and any two that changed places leave a remainder.
 */
function remainder(digits: readonly number[]): number {
  return digits.reduce((sum, digit) => double(sum) ^ digit, 0);
}

/** Times the primitive element, modulo x⁵ + x² + 1. */
function double(value: number): number {
  return (value << 1) ^ (value & 16 ? 0b100101 : 0);
}
