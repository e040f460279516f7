import type { Case } from './case.ts';
import type { Termination } from './ending.ts';

/** It was sent and waits for its day: nobody is to do anything yet. */
export function waitsForDay(c: Case): boolean {
  return c.state === 'handling' && c.termination !== undefined && c.termination.opened === undefined;
}

/** It ends by itself, so nobody can take it back: whoever is to stay longer needs a decision anew. */
export function endsByItself({ termination }: Pick<Case, 'termination'>): boolean {
  return termination?.cause === 'expired' || termination?.cause === 'late';
}

/** A case that ends permissions, with what it is about. */
export type Terminating = Case & { readonly termination: Termination };

export function isTerminating(c: Case): c is Terminating {
  return c.termination !== undefined;
}
