import type { UnitRole } from '../../domain/offer.ts';
import type { Instant, Person } from '../../domain/person.ts';
import type { Stored } from '../stored.ts';

/** Who is what at the units of a provider, each line with a number of its own. */
export type UnitRoles = {
  readonly provider: string;
  readonly revision: number;
  readonly people: readonly (UnitRole & { readonly number: number })[];
};

export interface UnitRoleEntries {
  find(provider: string): Promise<Stored<UnitRoles> | undefined>;
  /** Writes the entry and its history (the change in words) in one transaction. */
  save(
    before: Stored<UnitRoles> | undefined,
    after: UnitRoles,
    change: string,
    by: Person,
    now: Instant,
  ): Promise<'committed' | 'conflict'>;
}
