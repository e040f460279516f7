import type { Case } from '../domain/case.ts';
import type { Employment } from '../domain/register.ts';
import type { Cause, Termination } from '../domain/ending.ts';
import { isTerminating } from '../domain/terminating.ts';
import { unitText } from '../domain/units.ts';
import { formatDay } from './format.ts';

type Row = { readonly label: string; readonly value: string };

export const causeTexts: Record<Cause, string> = {
  leaves: 'Slutar',
  leave: 'Ledig en längre tid',
  other: 'Annat',
  expired: 'T.o.m. har passerat',
  late: 'Behörigheten blev klar efter att anställningen upphört',
};

/** `Hemtjänst Norr (47110), Tillsvidareanställning, Undersköterska` */
export function employmentText({ unit, type, title }: Employment): string {
  return [unitText(unit), type, title].filter((part) => part !== '').join(', ');
}

/** The systems that somebody is to end; what a queue is only told of is none of them. */
export function systemNames({ application }: Case): string[] {
  return application.systems.filter(({ notice }) => notice !== true).map(({ name }) => name);
}

/** The rows that every card of a termination begins with. */
export function terminationRows(c: Case): Row[] {
  if (!isTerminating(c)) return [];
  const { lastDay, cause, employments, kept } = c.termination;
  const names = systemNames(c);
  return [
    { label: 'Gäller', value: c.application.subject.name },
    { label: 'System', value: names.length > 0 ? names.join(', ') : 'inget behöver avslutas' },
    ...(employments.length > 0
      ? [{ label: 'Anställning som upphör', value: employments.map(employmentText).join('; ') }]
      : [{ label: 'Enhet', value: unitText(c.application.unit) }]),
    { label: 'Sista dag', value: formatDay(lastDay) },
    { label: 'Orsak', value: causeTexts[cause] },
    ...(kept.length > 0 ? [{ label: 'Behålls', value: kept.map(keptText).join('; ') }] : []),
    ...(cause === 'leave'
      ? [{ label: 'När personen kommer tillbaka', value: 'ansök på nytt. Det krävs ett nytt beslut.' }]
      : []),
  ];
}

/** What is kept and why; another provider is not named. */
export function keptText({ name, through }: Termination['kept'][number]): string {
  return `${name} (${through === undefined ? 'genom en annan anställning' : `genom anställningen på ${through}`})`;
}

/** What the queue needs in its channel: neither why somebody leaves nor what they keep is for everybody there. */
export function taskRows(c: Case): Row[] {
  const shown = new Set(['Gäller', 'Anställning som upphör', 'Enhet', 'Sista dag']);
  return terminationRows(c).filter(({ label }) => shown.has(label));
}
