import { distance } from 'fastest-levenshtein';
import type { Unit } from './application.ts';
import { fold } from './text.ts';

export type MatchedUnit =
  | { readonly ok: true; readonly unit: Unit }
  | { readonly ok: false; readonly fault: 'unknown' | 'ambiguous'; readonly near: readonly string[] };

/** R81: a unit goes by its name; the ansvarskod beside it, once it is made, tells namesakes apart. */
export function unitText(unit: Unit): string {
  return unit.costCode === '' ? unit.name : `${unit.name} (${unit.costCode})`;
}

/** R68: type-ahead by name, beginnings first, or by ansvarskod. `total` says how many there are beyond `limit`. */
export function findUnits(
  units: readonly Unit[],
  query: string,
  { limit }: { readonly limit: number },
): { readonly hits: readonly Unit[]; readonly total: number } {
  const wanted = fold(query);
  const found = units
    .map((unit) => ({ unit, rank: rank(unit, wanted) }))
    .filter(({ rank }) => rank < unfound)
    .sort((a, b) => a.rank - b.rank);
  return { hits: found.slice(0, limit).map(({ unit }) => unit), total: found.length };
}

const unfound = 3;

function rank(unit: Unit, wanted: string): number {
  if (fold(unit.name).startsWith(wanted)) return 0;
  if (fold(unit.costCode).startsWith(wanted)) return 1;
  return fold(unitText(unit)).includes(wanted) ? 2 : unfound;
}

/** Finds units by what was typed. Made once for many look-ups in the same units. */
export function unitFinder(units: readonly Unit[]): (typed: string) => MatchedUnit {
  const lookUp = unitIndex(units);
  return (typed) => {
    const matches = lookUp(typed);
    const [only, ...others] = matches;
    if (only === undefined) return { ok: false, fault: 'unknown', near: nearUnits(units, typed) };
    if (others.length > 0) return { ok: false, fault: 'ambiguous', near: matches.slice(0, 3).map(unitText) };
    return { ok: true, unit: only };
  };
}

/** By name, ansvarskod or `Namn (kod)`; the exact spelling goes before one that only resembles it. */
function unitIndex(units: readonly Unit[]): (typed: string) => readonly Unit[] {
  const exact = new Map<string, Unit[]>();
  const folded = new Map<string, Unit[]>();
  for (const unit of units) {
    const spellings = [unitText(unit), unit.name, unit.costCode];
    for (const key of new Set(spellings)) exact.set(key, [...(exact.get(key) ?? []), unit]);
    for (const key of new Set(spellings.map(fold))) folded.set(key, [...(folded.get(key) ?? []), unit]);
  }
  return (typed) => exact.get(typed) ?? folded.get(fold(typed)) ?? [];
}

/** Up to three that may have been meant: those that hold what was typed, then those at most a third away from it. */
function nearUnits(units: readonly Unit[], typed: string): string[] {
  const folded = fold(typed);
  const away = (unit: Unit) => Math.min(distance(fold(unit.name), folded), distance(fold(unit.costCode), folded));
  const near = units
    .map((unit) => ({ unit, away: away(unit) }))
    .filter((candidate) => candidate.away <= Math.max(1, folded.length / 3))
    .sort((a, b) => a.away - b.away)
    .map(({ unit }) => unit);
  const holding = findUnits(units, typed, { limit: 3 }).hits;
  return [...new Set([...holding, ...near])].slice(0, 3).map(unitText);
}

/**
 * The names in a list of units: one per line, or with commas between (as a client sends several choices).
 * A comma that belongs to a unit's own name does not divide it.
 */
export function splitUnits(units: readonly Unit[], typed: string): string[] {
  const lookUp = unitIndex(units.filter((unit) => unit.name.includes(',')));
  const most = Math.max(1, ...units.map((unit) => unit.name.split(',').length));
  return typed.split('\n').flatMap((line) => {
    const names: string[] = [];
    for (let rest = line.split(','); rest.length > 0;) {
      const sizes = Array.from({ length: Math.min(most, rest.length) }, (_, index) => index + 1).reverse();
      const size = sizes.find((count) => lookUp(rest.slice(0, count).join(',').trim()).length > 0) ?? 1;
      names.push(rest.slice(0, size).join(',').trim());
      rest = rest.slice(size);
    }
    return names.filter((name) => name !== '');
  });
}
