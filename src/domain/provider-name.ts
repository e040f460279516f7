import { distance } from 'fastest-levenshtein';
import { fold } from './text.ts';

/** What says which kind of company it is, or only joins words, and is left out as often as not; folded. */
const leftOut = new Set(
  'ab aktiebolag hb handelsbolag kb kommanditbolag publ ek ekonomisk forening enskild firma sverige och i av for'.split(
    ' ',
  ),
);

/** A short name has room for one slip, a longer one for two. */
const mostSlips = (name: string): number => (name.length < 6 ? 1 : 2);

/**
 * Somebody whose name is so near that it is most likely the same provider, entered twice: `Omsorg AB`, `Omsorgs ab`, `omsorg`, or
 * the same words in another order, joined in another way: `Vård & Omsorg`, `Omsorg och vård AB`.
 */
export function namesake<T extends { readonly name: string }>(name: string, others: readonly T[]): T | undefined {
  const core = coreOf(name);
  const ranked = others
    .map((other) => ({ other, away: apart(coreOf(other.name), core) }))
    .filter(({ other, away }) => away <= Math.min(mostSlips(core.join('')), mostSlips(coreOf(other.name).join(''))))
    .sort((a, b) => a.away - b.away);
  return ranked[0]?.other;
}

/** Slips between two names, in whichever order their words stand. */
function apart(one: readonly string[], other: readonly string[]): number {
  return Math.min(distance(one.join(''), other.join('')), distance(one.toSorted().join(''), other.toSorted().join('')));
}

/** The words of a name without case, diacritics, signs and what is left out; all of them where nothing else would be left. */
function coreOf(name: string): string[] {
  const words = fold(name)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const core = words.filter((word) => !leftOut.has(word));
  return core.length === 0 ? words : core;
}

/** An id made of the name, that no other provider has. */
export function newProviderId(name: string, others: readonly { readonly id: string }[]): string {
  const plain = fold(name).replace(/[^a-z0-9]+/g, '-');
  const base = plain.slice(0, 40).replace(/^-+|-+$/g, '') || 'utforare';
  const taken = new Set(others.map(({ id }) => id));
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  return id;
}
