import type { Group, Provider } from '../../domain/directory.ts';
import type { Day, Person } from '../../domain/person.ts';
import { formatDay } from '../../views/format.ts';

/** `heading` stands over the people, `who` means one of them. */
export const groupWords: Record<Group, { readonly heading: string; readonly who: string }> = {
  orderers: { heading: 'Beställare', who: 'beställare' },
  approvers: { heading: 'Attesträtt', who: 'person med attesträtt' },
  elderCare: { heading: 'Äldreförvaltningen', who: 'person i äldreförvaltningen' },
};

export const kindWords: Record<Provider['kind'], string> = { private: 'privat', municipal: 'egen regi' };

export const yesNo = (yes: boolean): string => (yes ? 'ja' : 'nej');

/** Whether a provider may be ordered for, in words (R1). */
export function standing({ certified, validFrom, validTo }: Provider, today: Day): string {
  if (!certified) return 'inte certifierad';
  if (validFrom !== undefined && today < validFrom) return `certifierad, gäller från ${formatDay(validFrom)}`;
  if (validTo !== undefined && validTo < today) return `certifierad, upphörde ${formatDay(validTo)}`;
  return validTo === undefined ? 'certifierad' : `certifierad t.o.m. ${formatDay(validTo)}`;
}

/** Names, as many as a card has room for. */
export function names(people: readonly Person[], most = 10): string {
  if (people.length === 0) return 'ingen';
  const shown = people.slice(0, most).map(({ name }) => name);
  const left = people.length - shown.length;
  return left > 0 ? `${shown.join(', ')} och ${left} till` : shown.join(', ');
}

export function counted(count: number, one: string, many: string): string {
  return `${count === 0 ? 'inga' : count} ${count === 1 ? one : many}`;
}
