import type { Case } from '../domain/case.ts';
import { promisedDay } from '../domain/promise.ts';
import type { Line } from './case-card.ts';
import { formatDay } from './format.ts';

/** When a case should be done; nothing once it is, or where nothing is promised. */
export function promiseRows(c: Case): Line[] {
  const { handling } = c.terms;
  if (handling === undefined || c.firstFinished || (c.state !== 'attesting' && c.state !== 'handling')) return [];
  const day = promisedDay(c);
  const value = day === undefined ? `omkring ${handling.days} dagar efter godkännandet` : `omkring ${formatDay(day)}`;
  return [{ label: 'Ska vara klart', value }];
}
