import fc from 'fast-check';
import { oddKey, oddValue } from './odd.ts';

type Json = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** One thing done to an activity. `at` picks the place among all there are. */
export type Mutation = {
  readonly kind: 'set' | 'remove' | 'add' | 'rename' | 'wrap' | 'double';
  readonly at: number;
  readonly inValue: boolean;
  readonly value: unknown;
  readonly key: string;
};

/** Most of what can be forged from a client stands in `value`, so most of what is changed does too. */
export const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('set', 'set', 'set', 'remove', 'add', 'rename', 'wrap', 'double'),
  at: fc.nat(100_000),
  inValue: fc.constantFrom(true, true, true, false),
  value: oddValue,
  key: oddKey,
});

/** The activity with something done to it; where its `value` has nothing to change, to the rest of it. */
export function mutate(activity: Json, { at, inValue, ...what }: Mutation): Json {
  const all = pathsIn(activity);
  const inside = all.filter((path) => path[0] === 'value' || path[0] === 'text');
  const paths = inValue && inside.length > 0 ? inside : all;
  const path = paths[at % paths.length];
  return path === undefined ? activity : (change(activity, path, what) as Json);
}

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...path, key]));
  return path.length === 0 ? inside : [path, ...inside];
}

function change(value: unknown, path: Path, what: Omit<Mutation, 'at' | 'inValue'>): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, one]): [string, unknown][] => {
    if (name !== String(key)) return [[name, one]];
    return rest.length > 0 ? [[name, change(one, rest, what)]] : changed(name, one, what);
  });
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

function changed(
  name: string,
  one: unknown,
  { kind, value, key }: Omit<Mutation, 'at' | 'inValue'>,
): [string, unknown][] {
  switch (kind) {
    case 'set':
      return [[name, value]];
    case 'remove':
      return [];
    case 'add':
      return [
        [name, one],
        [key, value],
      ];
    case 'rename':
      return [[key, one]];
    case 'wrap':
      return [[name, [one]]];
    case 'double':
      return [[name, typeof one === 'string' ? one + one : { ...(one as object), [key]: one }]];
  }
}
