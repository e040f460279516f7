import type { Attestation } from '../attestation.ts';
import type { Case } from '../case.ts';
import { afterDays, type Reminders } from '../reminder.ts';
import { waitingAttestation, withAttestationNoted } from '../evolve.ts';
import type { Instant } from '../person.ts';
import type { Part } from './part.ts';

/** An approval that nobody answers: the approver is reminded once, and then the submitter is told, who may choose another. */
export const approvals: Part = {
  elapsed: (c, { now }) => {
    const due = dueOf(c);
    if (due === undefined) return undefined;
    const { attestation, reminder, escalation } = due;
    const title = attestation.approver.name;
    const isToRemind = reminder !== undefined && reminder <= now;
    const isToEscalate = escalation !== undefined && escalation <= now;
    if (!isToRemind && !isToEscalate) return undefined;
    const attestations = withAttestationNoted(c, {
      ...(isToRemind ? { reminded: true } : {}),
      ...(isToEscalate ? { unanswered: true } : {}),
    });
    const entries = [
      ...(isToRemind ? [{ verb: 'remind', title } as const] : []),
      ...(isToEscalate ? [{ verb: 'escalate', title } as const] : []),
    ];
    return { case: { ...c, attestations }, entries };
  },
  wakes: (c) => {
    const { reminder, escalation } = dueOf(c) ?? {};
    return [reminder, escalation].filter((time) => time !== undefined);
  },
};

type Due = { readonly attestation: Attestation; readonly reminder?: Instant; readonly escalation?: Instant };

/** Of one who cannot be reached or is away the submitter has been told already. */
function dueOf(c: Case): Due | undefined {
  const reminders: Reminders | undefined = c.terms.reminders;
  const attestation = waitingAttestation(c);
  if (reminders === undefined || attestation === undefined) return undefined;
  const { unreachable, away, reminded, unanswered, own, askedAt, waitsSince = askedAt } = attestation;
  if (unreachable || away?.isOver === false) return undefined;
  return {
    attestation,
    ...(reminded ? {} : { reminder: afterDays(waitsSince, reminders.approvalDays) }),
    // Nobody waits for another's answer where the submitter took back the own tick.
    ...(unanswered || own ? {} : { escalation: afterDays(waitsSince, reminders.escalateApprovalDays) }),
  };
}
