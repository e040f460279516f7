import type { Case } from '../domain/case.ts';
import { grantsOf } from '../domain/register.ts';
import { type CaseAction, type CaseCard, caseCard, coreRows } from './case-card.ts';
import { enumerate, formatDay } from './format.ts';

/** Warnings of a last day that is near, each a message of its own unless it is told with others'; the latest one can be acted on until the day has passed. */
export function expiryCards(c: Case): { key: string; card: CaseCard; summary: string; held: boolean }[] {
  const { warnings, letGo, seenTo = [] } = c.expiry ?? { warnings: [] };
  const told = warnings.filter(({ systems }) => systems.length > 0);
  const { to } = c.application;
  if (to === undefined) return [];
  return told.map(({ days, systems, together = false }, index) => {
    const key = `expiry-${days}`;
    const names = grantsOf(c)
      .filter(({ system }) => systems.includes(system.id))
      .map(({ system }) => system.name);
    const isOver = seenTo.length > 0;
    const isOpen = index === told.length - 1 && letGo !== true && !isOver;
    const can: CaseAction[] = isOpen ? ['extend', 'letEnd'] : [];
    const parts = {
      sayHeading: 'Behörigheten går snart ut',
      ...state({ isOver, letGo: letGo === true, isOpen, to: formatDay(to) }),
      rows: [
        ...coreRows(c).slice(0, 1),
        { label: 'Avslutas', value: enumerate(names) },
        { label: 'Sista dag', value: formatDay(to) },
      ],
      next: isOpen ? 'gör du inget avslutas det av sig självt dagen efter.' : '',
    };
    return {
      key,
      held: together,
      summary: 'En behörighet går snart ut',
      card: caseCard(c, `owner.news.${key}`, parts, can),
    };
  });
}

function state({
  isOver,
  letGo,
  isOpen,
  to,
}: {
  isOver: boolean;
  letGo: boolean;
  isOpen: boolean;
  to: string;
}): Pick<CaseCard, 'state' | 'stateColor'> {
  if (isOver) return { state: 'Sista dagen har passerat', stateColor: 'default' };
  if (letGo) return { state: `Avslutas efter ${to}`, stateColor: 'default' };
  return isOpen
    ? { state: `Går ut ${to}`, stateColor: 'warning' }
    : { state: 'Se det nyare kortet', stateColor: 'default' };
}
