import type { Unit } from '../../domain/application.ts';
import { cleanLine, fold } from '../../domain/text.ts';
import { unitText } from '../../domain/units.ts';
import { limits } from './limits.ts';
import { nameFault } from './typed.ts';

/** Units as an admin writes them: one a line, `Namn; ansvarskod`. */
export function unitsText(units: readonly Unit[]): string {
  return units.map(({ name, costCode }) => `${name}; ${costCode}`).join('\n');
}

/** The units, or the first fault with the number of its line. */
export function parseUnits(text: string): { readonly units: readonly Unit[]; readonly fault: string } {
  const none = { units: [] };
  if (text.length > limits.unitsText)
    return { ...none, fault: `Texten är för lång: högst ${limits.unitsText} tecken.` };
  const units: Unit[] = [];
  const seen = new Map<string, number>();
  for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
    const number = index + 1;
    if (cleanLine(line) === '') continue;
    const [name = '', costCode = '', ...rest] = line.split(';').map(cleanLine);
    if (name === '' || costCode === '' || rest.some((part) => part !== '')) {
      return { ...none, fault: `Rad ${number}: skriv namn; ansvarskod, till exempel ”Hemtjänst Norr; 47110”.` };
    }
    const unit = { name, costCode };
    const fault = nameFault(name) || costCodeFault(costCode);
    if (fault !== '') return { ...none, fault: `Rad ${number}: ${fault}` };
    const first = seen.get(fold(unitText(unit)));
    if (first !== undefined) return { ...none, fault: `Rad ${number}: samma enhet står redan på rad ${first}.` };
    seen.set(fold(unitText(unit)), number);
    units.push(unit);
  }
  return { units, fault: '' };
}

function costCodeFault(costCode: string): string {
  if ([...costCode].length > limits.costCode) return `Ansvarskoden får vara högst ${limits.costCode} tecken.`;
  return /^[\p{L}\p{N}][\p{L}\p{N} ./-]*$/u.test(costCode) ? '' : 'Skriv ansvarskoden med siffror eller bokstäver.';
}
