import { fault, type Fault } from './fault.ts';
import type { Field } from './field.ts';

export type StageParts = {
  readonly per: 'case' | 'system';
  readonly title: string;
  readonly system?: string | undefined;
  readonly handTo?: string | undefined;
  readonly first?: { readonly roles: readonly string[] } | undefined;
};

type Parts = { readonly route: readonly StageParts[]; readonly fields: readonly Field[] };

/** Fields that stages name: the one that says which system it is about chooses among systems, and the other is an account. */
export function stageFaults(
  { route, fields }: Parts,
  systems: readonly { readonly name: string }[],
  roles: readonly { readonly id: string }[],
): Fault[] {
  return route.flatMap(({ per, title, system, handTo, first }, index) => [
    ...(first?.roles ?? []).flatMap((role, at) =>
      roles.some(({ id }) => id === role)
        ? []
        : [fault(['route', index, 'first', 'roles', at], `rollen ”${role}” finns inte i unitRoles`)],
    ),
    ...titleFaults(title, per === 'system' || system !== undefined, ['route', index, 'title']),
    ...systemFaults(fields, system, ['route', index, 'system'], systems),
    ...(handTo === undefined || fields.some(({ id, kind }) => id === handTo && kind === 'account')
      ? []
      : [fault(['route', index, 'handTo'], `ett fält av sorten account med id ”${handTo}” saknas`)]),
  ]);
}

/** The name of the system stands in the title of what is about one. */
function titleFaults(title: string, isAboutSystem: boolean, path: PropertyKey[]): Fault[] {
  if (title.includes('{system}') === isAboutSystem) return [];
  const whole = 'kan inte innehålla {system}: steget gäller hela ärendet';
  return [fault(path, isAboutSystem ? 'ska innehålla {system}' : whole)];
}

function systemFaults(
  fields: readonly Field[],
  system: string | undefined,
  path: PropertyKey[],
  systems: readonly { readonly name: string }[],
): Fault[] {
  if (system === undefined) return [];
  const at = fields.findIndex(({ id, kind }) => id === system && kind === 'choice');
  if (at < 0) return [fault(path, `ett fält av sorten choice med id ”${system}” saknas`)];
  return (fields[at]?.choices ?? []).flatMap((choice, index) =>
    systems.some(({ name }) => name === choice)
      ? []
      : [fault(['fields', at, 'choices', index], `systemet ”${choice}” finns inte i systems`)],
  );
}
