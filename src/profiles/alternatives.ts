import { z } from 'zod';
import { fault, type Fault, repeated } from './fault.ts';
import { provenance, slug, words } from './field.ts';

/** Systems of which a person has exactly one; `name` goes on ”Välj”: ett sätt att logga in. */
export const alternativesSchema = z
  .array(
    z.strictObject({
      id: slug,
      name: words(60),
      systems: z.array(slug).min(2, 'ska ha minst två system').max(10),
      ...provenance,
    }),
  )
  .max(5)
  .default([]);

export type Alternatives = z.output<typeof alternativesSchema>[number];

type SystemParts = { readonly id: string; readonly orderedWith?: string | undefined };
type Group = Pick<Alternatives, 'id' | 'systems'>;

/** Faults of them, by their path in the process. */
export function alternativesFaults(alternatives: readonly Group[], systems: readonly SystemParts[]): Fault[] {
  const known = new Set(systems.filter(({ orderedWith }) => orderedWith === undefined).map(({ id }) => id));
  const all = alternatives.flatMap((group, index) => group.systems.map((system, at) => ({ system, index, at })));
  const path = ({ index, at }: { index: number; at: number }): PropertyKey[] => ['alternatives', index, 'systems', at];
  return [
    ...repeated(alternatives, ({ id }) => id).map(({ item, index }) =>
      fault(['alternatives', index, 'id'], `”${item.id}” används redan`),
    ),
    ...all
      .filter(({ system }) => !known.has(system))
      .map((one) => fault(path(one), `systemet ”${one.system}” finns inte bland dem som väljs`)),
    ...repeated(all, ({ system }) => system).map(({ item }) =>
      fault(path(item), `”${item.system}” står redan i listan`),
    ),
  ];
}
