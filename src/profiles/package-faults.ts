import { fold } from '../domain/text.ts';
import { fault, type Fault, repeated } from './fault.ts';
import type { Field } from './field.ts';

export type PackageParts = {
  readonly id: string;
  readonly name: string;
  readonly orderableBy: readonly string[];
  readonly systems: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

type SystemParts = {
  readonly id: string;
  readonly name: string;
  readonly orderableBy: readonly string[];
  readonly orderedWith?: string | undefined;
  readonly fields: readonly Field[];
};

/** What is the same for everybody who gets the package; units and dates are the person's own. */
const common: ReadonlySet<Field['kind']> = new Set(['choice', 'yes', 'text', 'longText']);

/** Faults of packages: everything in one can be ordered by whoever may order it, and its values are taken. */
export function packageFaults(packages: readonly PackageParts[], systems: readonly SystemParts[]): Fault[] {
  return [
    ...repeated(packages, ({ id }) => id).map(({ item, index }) =>
      fault(['packages', index, 'id'], `”${item.id}” används redan`),
    ),
    ...repeated(packages, ({ name }) => fold(name)).map(({ item, index }) =>
      fault(['packages', index, 'name'], `”${item.name}” används redan`),
    ),
    ...packages.flatMap((one, index) => [
      ...(Object.keys(one.systems).length === 0
        ? [fault(['packages', index, 'systems'], 'ska ha minst ett system')]
        : []),
      ...Object.entries(one.systems).flatMap(([id, values]) =>
        partFaults(
          one,
          systems.find((system) => system.id === id),
          id,
          values,
        ).map(({ path, message }) => fault(['packages', index, 'systems', id, ...path], message)),
      ),
    ]),
  ];
}

function partFaults(
  { orderableBy }: PackageParts,
  system: SystemParts | undefined,
  id: string,
  values: Readonly<Record<string, string>>,
): Fault[] {
  if (system === undefined) return [fault([], `systemet ”${id}” finns inte i systems`)];
  const barred = orderableBy.filter((kind) => !system.orderableBy.includes(kind));
  return [
    ...(barred.length === 0 ? [] : [fault([], `${system.name} får inte beställas av ${barred.join(' och ')}`)]),
    ...(system.orderedWith === undefined ? [] : [fault([], `${system.name} beställs med ${system.orderedWith}`)]),
    ...Object.entries(values).flatMap(([field, value]) => valueFaults(system, field, value)),
  ];
}

function valueFaults({ name, fields }: SystemParts, id: string, value: string): Fault[] {
  const field = fields.find((one) => one.id === id);
  if (field === undefined) return [fault([id], `fältet ”${id}” finns inte i ${name}`)];
  if (!common.has(field.kind)) return [fault([id], `ett paket kan inte fylla i ett fält av sorten ${field.kind}`)];
  if (field.kind === 'choice' && !field.choices?.includes(value))
    return [fault([id], `”${value}” är inte ett av valen`)];
  return field.kind === 'yes' && value !== 'ja' ? [fault([id], 'ska vara ja, eller utelämnas')] : [];
}
