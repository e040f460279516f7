import type { Facts } from '../actor.ts';
import type { Case } from '../case.ts';
import { record } from '../evolve.ts';
import type { Gathering } from '../gathering.ts';
import { type Decided, refuse } from '../refusal.ts';

/** More, or fewer, have reported the fault; once it is over, what was gathered stays. No click on a card is less right for that. */
export function gather(c: Case, { reports, told }: Gathering, facts: Facts): Decided<Case> {
  const { gathering } = c;
  if (gathering === undefined) return refuse('stale');
  const isOpen = c.state === 'handling';
  const next = { reports: isOpen ? reports : gathering.reports, told };
  if (JSON.stringify(next) === JSON.stringify(gathering)) return refuse('stale');
  return { accepted: record({ ...c, gathering: next }, facts, 'gather') };
}
