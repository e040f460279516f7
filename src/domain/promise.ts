import { addDays, dayOf } from './calendar/days.ts';
import type { Case } from './case.ts';
import type { Day, Instant } from './person.ts';

/** The day by which the case should be done; undefined while it waits for its approval, or where nothing is promised. */
export function promisedDay(c: Case): Day | undefined {
  const { handling } = c.terms;
  const from = handling?.from === 'arrival' ? c.submittedAt : approvedAt(c);
  return handling === undefined || from === undefined ? undefined : addDays(dayOf(from), handling.days);
}

function approvedAt(c: Case): Instant | undefined {
  const { outcome } = c.attestations.at(-1) ?? {};
  return outcome?.kind === 'approved' ? outcome.at : undefined;
}
