import type { Instant, Person } from '../domain/person.ts';
import type { Roster } from '../domain/roster.ts';
import type { Stored } from './stored.ts';

/** Who is on call for a queue, and when: one entry for each on-call queue. */
export interface Rosters {
  find(queue: string): Promise<Stored<Roster> | undefined>;
  /** Writes the roster, its history (the change in words) and a wake in one transaction. */
  save(
    before: Stored<Roster> | undefined,
    after: Roster,
    change: string,
    by: Person,
    now: Instant,
  ): Promise<'committed' | 'conflict'>;
}
