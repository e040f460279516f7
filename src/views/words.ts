import type { Terms } from '../domain/terms.ts';

type Noun = { readonly indefinite: string; readonly definite: string };

const nouns: Record<NonNullable<Terms['noun']>, Noun> = {
  ansökan: { indefinite: 'ansökan', definite: 'ansökan' },
  beställning: { indefinite: 'beställning', definite: 'beställningen' },
};

/** What a case is called in a sentence. */
export function nounOf({ noun = 'ansökan' }: Pick<Terms, 'noun'>): Noun {
  return nouns[noun];
}

/** What stands over a case's card. */
export function titleOf({ title = 'Ansökan om behörighet' }: Pick<Terms, 'title'>): string {
  return title;
}

/** With a capital letter first: `Ansökan`. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
