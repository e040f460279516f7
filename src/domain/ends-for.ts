import type { Unit } from './application.ts';
import type { Ending } from './case.ts';
import { type Held, isSameUnit, type Purpose } from './register.ts';

/**
 * The permissions that an order for these systems takes the place of, or takes away: all of the person's at the provider for a
 * removal; for a change those of the same unit, since another employment keeps its own.
 */
export function endsFor(
  { purpose, systems, unit }: { readonly purpose: Purpose; readonly systems: readonly string[]; readonly unit: Unit },
  held: readonly Held[],
): Ending[] {
  if (purpose === 'give') return [];
  return held
    .filter(({ ended, system }) => ended === undefined && systems.includes(system.id))
    .filter(({ employment }) => purpose === 'remove' || isSameUnit(employment.unit, unit))
    .map((one) => ({ case: one.case, system: one.system.id, needsTask: true }));
}
