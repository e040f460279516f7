import type { Case, Handover } from '../case.ts';
import { isOpenable } from '../decisions/credentials.ts';
import { withHandover } from '../evolve.ts';
import type { Instant } from '../person.ts';
import type { Part } from './part.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Login details that are to be reminded of, or are gone. */
export const credentials: Part = {
  elapsed: (c, { now }) => {
    const handovers = c.handovers.reduce<readonly Handover[]>((all, handover) => {
      const change = elapsed(c, handover, now);
      return change ? withHandover(all, handover, change) : all;
    }, c.handovers);
    return handovers === c.handovers ? undefined : { case: { ...c, handovers }, entries: [{ verb: 'elapse' }] };
  },
  wakes: (c) =>
    c.handovers.flatMap((handover) => {
      const { state } = handover;
      if (state.kind === 'opened') return [later(state.firstAt, c.terms.credentialMinutes * minute)];
      if (state.kind !== 'unopened') return [];
      const gone = later(handover.givenAt, c.terms.credentialDays * day);
      return handover.reminded ? [gone] : [reminderAt(c, handover), gone];
    }),
};

function elapsed(c: Case, handover: Handover, now: Instant): Partial<Handover> | undefined {
  const { state } = handover;
  if (state.kind !== 'unopened' && state.kind !== 'opened') return undefined;
  if (!isOpenable(c, handover, now)) return { state: { kind: 'expired', at: now, opened: state.kind === 'opened' } };
  return state.kind === 'unopened' && !handover.reminded && reminderAt(c, handover) <= now
    ? { reminded: true }
    : undefined;
}

function reminderAt(c: Case, handover: Handover): Instant {
  return later(handover.givenAt, c.terms.credentialReminderDays * day);
}

function later(from: Instant, ms: number): Instant {
  return new Date(Date.parse(from) + ms).toISOString();
}
