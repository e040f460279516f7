import type { Instant, Person } from './person.ts';

/** A later report of the same fault, as the queue is to see it. */
export type Report = {
  readonly case: string;
  readonly provider: { readonly id: string; readonly name: string };
  readonly unit: string;
  readonly at: Instant;
};

/** Of the first report of a fault: the later ones, and how it stood when those were last told. */
export type Gathering = { readonly reports: readonly Report[]; readonly told: string };
export const nothingGathered: Gathering = { reports: [], told: '' };

/** Of a later report: the case that it follows, and who has that. */
export type Gathered = {
  readonly first: string;
  /** Where to turn meanwhile, where nobody has seen that or answers. */
  readonly call?: string;
  readonly handler?: { readonly by: Person; readonly at: Instant };
};
