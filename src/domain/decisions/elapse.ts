import type { Facts } from '../actor.ts';
import type { Case, Handover } from '../case.ts';
import { record, withHandover } from '../evolve.ts';
import type { Instant } from '../person.ts';
import { type Decided, refuse } from '../refusal.ts';
import { isOpenable } from './credentials.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** What has come with time alone: login details that are to be reminded of, or are gone. Refused when nothing has. */
export function elapse(c: Case, _command: object, facts: Facts): Decided<Case> {
  const handovers = c.handovers.reduce<readonly Handover[]>((all, handover) => {
    const change = elapsed(c, handover, facts.now);
    return change ? withHandover(all, handover, change) : all;
  }, c.handovers);
  return handovers === c.handovers ? refuse('stale') : { accepted: record({ ...c, handovers }, facts, 'elapse') };
}

function elapsed(c: Case, handover: Handover, now: Instant): Partial<Handover> | undefined {
  const { state } = handover;
  if (state.kind !== 'unopened' && state.kind !== 'opened') return undefined;
  if (!isOpenable(c, handover, now)) return { state: { kind: 'expired', at: now, opened: state.kind === 'opened' } };
  return state.kind === 'unopened' && !handover.reminded && reminderAt(c, handover) <= Date.parse(now)
    ? { reminded: true }
    : undefined;
}

function reminderAt(c: Case, handover: Handover): number {
  return Date.parse(handover.givenAt) + c.terms.credentialReminderDays * day;
}

/** The next instant at which time alone changes the case. */
export function nextWake(c: Case): Instant | undefined {
  const times = c.handovers.flatMap((handover) => {
    const { state } = handover;
    if (state.kind === 'opened') return [Date.parse(state.firstAt) + c.terms.credentialMinutes * minute];
    if (state.kind !== 'unopened') return [];
    const gone = Date.parse(handover.givenAt) + c.terms.credentialDays * day;
    return handover.reminded ? [gone] : [reminderAt(c, handover), gone];
  });
  return times.length === 0 ? undefined : new Date(Math.min(...times)).toISOString();
}
