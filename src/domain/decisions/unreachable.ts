import type { Facts } from '../actor.ts';
import type { Case } from '../case.ts';
import { currentAttestation, isWithApprover, record, withAttestation } from '../evolve.ts';
import { type Decided, refuse } from '../refusal.ts';
import { mailFailed } from './mailed.ts';

/**
 * A card or a mail could not be delivered for good. An approver who cannot be reached is told of to the submitter, who may choose
 * another.
 */
export function unreachable(c: Case, command: { slot: string }, facts: Facts): Decided<Case> {
  if (command.slot.startsWith('mail.')) return mailFailed(c, command.slot, facts);
  const attestation = currentAttestation(c);
  if (
    !isWithApprover(c) ||
    attestation?.outcome.kind !== 'waiting' ||
    attestation.unreachable ||
    command.slot !== `approver.${attestation.round}`
  )
    return refuse('stale');
  return {
    accepted: record(
      { ...c, attestations: withAttestation(c, { unreachable: true }) },
      facts,
      'unreachable',
      attestation.approver.name,
    ),
  };
}
