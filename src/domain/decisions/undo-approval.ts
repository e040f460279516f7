import { type Facts, mayAttest } from '../actor.ts';
import type { Case } from '../case.ts';
import { currentAttestation, endedBy, recordAnswer, withAttestation } from '../evolve.ts';
import { type Decided, refuse } from '../refusal.ts';
import { isBegun, toAttesting } from '../route.ts';
import { begunBy } from './withdraw.ts';

/** The approver regrets while nobody has begun: the application waits for the same approver again. */
export function undoApproval(c: Case, command: { round: number }, facts: Facts): Decided<Case> {
  const attestation = currentAttestation(c);
  if (attestation?.approver.id !== facts.actor.person.id) return refuse('notApprover');
  if (attestation.round !== command.round) return refuse('approverReplaced');
  if (!mayAttest(c, facts.actor)) return refuse('noAttestationRight');
  if (c.state !== 'handling') return c.state === 'attesting' ? refuse('stale') : refuse('caseClosed', endedBy(c));
  if (attestation.outcome.kind !== 'approved') return refuse('stale');
  if (c.tasks.some(isBegun)) return refuse('hasBegun', begunBy(c));
  const tasks = c.tasks.map((task) =>
    task.state.kind === 'queued' ? { ...task, version: task.version + 1, state: { kind: 'waiting' as const } } : task,
  );
  const attestations = withAttestation(c, { outcome: { kind: 'waiting' }, waitsSince: facts.now });
  return { accepted: recordAnswer({ ...toAttesting(c), tasks, attestations }, facts, 'undoApproval') };
}
