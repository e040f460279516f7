import { type Facts, isOwner } from '../actor.ts';
import type { Case } from '../case.ts';
import { currentAttestation, endedBy, record, withAttestation } from '../evolve.ts';
import { type Decided, refuse } from '../refusal.ts';
import { decidedBy } from './approve.ts';
import { type Approver, asked, checkApprover } from './submit.ts';

/** The one asked cannot be reached or is away: another is asked, and the former card says so. */
export function chooseApprover(c: Case, command: { approver: Approver }, facts: Facts): Decided<Case> {
  if (!isOwner(c, facts.actor)) return refuse('notEntitled');
  if (c.state !== 'attesting' && c.state !== 'handling') return refuse('caseClosed', endedBy(c));
  const current = currentAttestation(c);
  if (current?.outcome.kind === 'approved' || current?.outcome.kind === 'rejected')
    return refuse('alreadyDecided', decidedBy(current));
  if (current?.outcome.kind !== 'waiting') return refuse('notAwaitingApproval');
  const fault = checkApprover(command.approver, c, facts);
  if (fault) return fault;
  const replaced = { ...c, attestations: withAttestation(c, { outcome: { kind: 'replaced', at: facts.now } }) };
  return { accepted: record(asked(replaced, command.approver, facts), facts, 'chooseApprover') };
}
