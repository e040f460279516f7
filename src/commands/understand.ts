import { distance } from 'fastest-levenshtein';
import { parseCaseId } from '../domain/case-id.ts';
import { cleanText, fold } from '../domain/text.ts';
import type { Phrase } from './phrase.ts';

/** What a message means: a phrase with what follows it, or the phrases that come nearest. */
export type Understood = { readonly phrase: Phrase; readonly rest: string } | { readonly near: readonly Phrase[] };

/** Share of letters that may be wrong for a near miss to be understood as meant, and to be suggested. */
const meant = 0.25;
const suggested = 0.45;

/** Case, diacritics, blanks and signs do not matter; a slip of the finger is understood, more than that gives suggestions. */
export function understand(text: string, phrases: readonly Phrase[]): Understood {
  const words = cleanText(text).split(' ');
  const ways = phrases.flatMap((phrase) =>
    [phrase.words, ...(phrase.also ?? [])].map((way) => ({ phrase, way: letters(way) })),
  );
  for (let count = words.length; count > 0; count--) {
    const said = letters(words.slice(0, count).join(''));
    const rest = words.slice(count).join(' ');
    const exact = ways.find(({ phrase, way }) => way === said && (rest === '' || phrase.argument !== undefined));
    if (exact) return { phrase: exact.phrase, rest };
  }
  const ofCase = phrases.find((phrase) => phrase.words === 'ärende');
  if (ofCase && parseCaseId(text).ok) return { phrase: ofCase, rest: text };
  return nearest(words, ways);
}

function nearest(words: readonly string[], ways: readonly { phrase: Phrase; way: string }[]): Understood {
  const whole = letters(words.join(''));
  const first = letters(words[0] ?? '');
  const ranked = ways
    // Next to everything is like a word of three letters.
    .filter(({ way }) => way.length > 3)
    .map(({ phrase, way }) => {
      const said = phrase.argument === undefined ? whole : first;
      const rest = phrase.argument === undefined ? '' : words.slice(1).join(' ');
      return {
        phrase,
        rest,
        share: distance(said, way) / Math.max(way.length, said.length, 1),
        holds: said.length > 2 && (way.includes(said) || said.includes(way)),
      };
    })
    .sort((a, b) => a.share - b.share);
  const [best, second] = ranked;
  if (best && best.share <= meant && (!second || second.phrase === best.phrase || second.share > best.share))
    return best;
  const near = ranked.filter(({ share, holds }) => share <= suggested || holds).map(({ phrase }) => phrase);
  return { near: [...new Set(near)].slice(0, 3) };
}

function letters(text: string): string {
  return fold(text).replace(/[^a-z0-9]/g, '');
}
