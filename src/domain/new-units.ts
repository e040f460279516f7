import type { Unit } from './application.ts';
import { cleanLine, fold } from './text.ts';

/** As many as an order can name: the others come with the directory. */
const mostUnits = 50;
const longest = { name: 100, costCode: 20 };

/**
 * The units of a provider that is being ordered, one a line: `Namn; ansvarskod`, or the name alone where the ansvarskod is still to
 * be made. The first line with a fault is given by its number; 0 where there are too many.
 */
export function parseNewUnits(text: string): { readonly units: readonly Unit[] } | { readonly faultyLine: number } {
  const units: Unit[] = [];
  const seen = new Set<string>();
  for (const [index, line] of text.split('\n').entries()) {
    if (cleanLine(line) === '') continue;
    const [name = '', costCode = '', ...rest] = line.split(';').map(cleanLine);
    const isWell =
      name !== '' &&
      [...name].length <= longest.name &&
      [...costCode].length <= longest.costCode &&
      (costCode === '' || /^[\p{L}\p{N}][\p{L}\p{N} ./-]*$/u.test(costCode)) &&
      rest.every((part) => part === '') &&
      !seen.has(fold(name));
    if (!isWell) return { faultyLine: index + 1 };
    seen.add(fold(name));
    units.push({ name, costCode });
  }
  return units.length > mostUnits ? { faultyLine: 0 } : { units };
}
