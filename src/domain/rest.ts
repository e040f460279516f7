import type { Attestation } from './attestation.ts';
import type { Case, Handover } from './case.ts';
import type { Instant } from './person.ts';

/**
 * What reminds people of what has waited for days waits for the hours of the profile too: nobody's phone is to sound in the night for
 * it. A question that is new comes at any hour, and so does what has a last day of its own.
 */
export function withRest<C extends Case>(before: Case | undefined, after: C, until: Instant | undefined): C {
  if (until === undefined) return after;
  const attestations = after.attestations.map((one) => {
    const former = before?.attestations.find(({ round }) => round === one.round);
    return { ...one, ...said(one, former, until) };
  });
  const handovers = after.handovers.map((one): Handover => {
    const former = before?.handovers.find(({ task, round }) => task === one.task && round === one.round);
    return one.reminded && former?.reminded === false ? { ...one, remindedUntil: until } : one;
  });
  return { ...after, attestations, handovers };
}

function said(now: Attestation, former: Attestation | undefined, until: Instant): Partial<Attestation> {
  return {
    ...(now.reminded && !former?.reminded ? { remindedUntil: until } : {}),
    ...(now.unanswered && !former?.unanswered ? { unansweredUntil: until } : {}),
  };
}
