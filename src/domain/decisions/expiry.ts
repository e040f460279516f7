import { type Facts, isOwner } from '../actor.ts';
import { dayOf } from '../calendar/days.ts';
import type { Case } from '../case.ts';
import { record } from '../evolve.ts';
import { noExpiry } from '../ending.ts';
import { dueWarning, overdue } from '../expiry.ts';
import { type Decided, refuse } from '../refusal.ts';

/**
 * The bot warns of a last day that is near; `systems` are those still held, and nobody hears of it where there are none. `together`:
 * the owner is told of it in one message with what ends for others on that day.
 */
export function warnOfEnd(
  c: Case,
  { systems, together }: { readonly systems: readonly string[]; readonly together: boolean },
  facts: Facts,
): Decided<Case> {
  const days = dueWarning(c, facts.now);
  if (days === undefined) return refuse('stale');
  const expiry = c.expiry ?? noExpiry;
  const warning = { days, systems, ...(together && systems.length > 0 ? { together: true as const } : {}) };
  const warned = { ...c, expiry: { ...expiry, warnings: [...expiry.warnings, warning] } };
  return { accepted: record(warned, facts, 'warnOfEnd') };
}

/** Låt den avslutas: the manager knows, and is not warned again. */
export function letEnd(c: Case, _command: object, facts: Facts): Decided<Case> {
  if (!isOwner(c, facts.actor)) return refuse('notEntitled');
  const { to } = c.application;
  if (c.expiry === undefined || c.expiry.letGo === true) return refuse('stale');
  if (to === undefined || dayOf(facts.now) > to) return refuse('endsByItself');
  return { accepted: record({ ...c, expiry: { ...c.expiry, letGo: true as const } }, facts, 'letEnd') };
}

/** What was past its last day has been ended, or was held no longer. */
export function seeToEnd(c: Case, _command: object, facts: Facts): Decided<Case> {
  const systems = overdue(c, dayOf(facts.now));
  if (systems.length === 0) return refuse('stale');
  const expiry = c.expiry ?? noExpiry;
  const seenTo = { ...c, expiry: { ...expiry, seenTo: [...(expiry.seenTo ?? []), ...systems] } };
  return { accepted: record(seenTo, facts, 'seeToEnd') };
}
