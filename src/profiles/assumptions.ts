import type { Profile } from './schema.ts';

/** `at` names the place by the ids and names a reader knows, for example `systems › TES › Roll`. */
export type Assumption = { readonly at: string; readonly text: string };

/** What the profile assumes where the sources are silent, in its own order. */
export function assumptions(profile: Profile): Assumption[] {
  return collect(profile, [profile.name]);
}

function collect(value: unknown, at: readonly string[]): Assumption[] {
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'assumption' in value && typeof value.assumption === 'string'
      ? [{ at: at.join(' › '), text: value.assumption }]
      : [];
  const inner = Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    collect(part, [...at, title(part) ?? key]),
  );
  return [...own, ...inner];
}

function title(part: unknown): string | undefined {
  if (typeof part !== 'object' || part === null) return undefined;
  for (const key of ['label', 'name', 'title']) {
    const text = key in part ? (part as Record<string, unknown>)[key] : undefined;
    if (typeof text === 'string') return text;
  }
  return undefined;
}
