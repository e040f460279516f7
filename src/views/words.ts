import type { Noun, Terms } from '../domain/terms.ts';

type Words = { readonly indefinite: string; readonly definite: string };

const nouns: Record<Noun, Words> = {
  ansökan: { indefinite: 'ansökan', definite: 'ansökan' },
  begäran: { indefinite: 'begäran', definite: 'begäran' },
  anmälan: { indefinite: 'anmälan', definite: 'anmälan' },
  beställning: { indefinite: 'beställning', definite: 'beställningen' },
  avanmälan: { indefinite: 'avanmälan', definite: 'avanmälan' },
};

/** What a case is called in a sentence. */
export function nounOf({ noun = 'ansökan' }: Pick<Terms, 'noun'>): Words {
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
