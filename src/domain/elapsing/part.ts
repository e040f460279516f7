import type { Facts } from '../actor.ts';
import type { Case } from '../case.ts';
import type { LogEntry } from '../log.ts';
import type { Instant } from '../person.ts';

/** One kind of thing that comes with time alone. */
export type Part = {
  /** What has come by now; undefined where nothing has. */
  readonly elapsed: (c: Case, facts: Facts) => Elapsed | undefined;
  /** When something is to come as the case stands. */
  readonly wakes: (c: Case) => readonly Instant[];
};

export type Elapsed = { readonly case: Case; readonly entries: readonly Omit<LogEntry, 'at' | 'by'>[] };
