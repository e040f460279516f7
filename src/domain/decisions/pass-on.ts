import type { Facts } from '../actor.ts';
import type { Case } from '../case.ts';
import { currentAttestation, isWithApprover, recordAll, withAsked, withAttestation } from '../evolve.ts';
import type { LogEntry } from '../log.ts';
import { isActive, isProviders, ownerOf } from '../owner.ts';
import type { Person } from '../person.ts';
import { type Decided, refuse } from '../refusal.ts';

/** What the directory says now: the provider's responsible managers, and whether those the case leans on still may. */
export type PassOn = {
  readonly managers: readonly Person[];
  readonly ownerMay: boolean;
  readonly approverMay: boolean;
};

/**
 * A responsible manager was replaced: the case is another manager's from now on, and what waited for the former one's approval is
 * asked of another. Where there is no other yet, it waits for one.
 */
export function passOn(c: Case, { managers, ownerMay, approverMay }: PassOn, facts: Facts): Decided<Case> {
  if (!isActive(c) || !isProviders(c)) return refuse('stale');
  const next = managers.find(({ id }) => id !== ownerOf(c).id);
  const passed = !ownerMay && next ? { ...c, owners: [...(c.owners ?? []), next] } : c;
  const asked = approverMay ? passed : askedOfOther(passed, managers, facts);
  const entries: Omit<LogEntry, 'at' | 'by'>[] = [
    ...(passed === c || next === undefined ? [] : [{ verb: 'passOn' as const, title: next.name }]),
    ...(asked === passed
      ? []
      : [{ verb: 'chooseApprover' as const, title: currentAttestation(asked)?.approver.name ?? '' }]),
  ];
  return entries.length === 0 ? refuse('stale') : { accepted: recordAll(asked, facts, entries) };
}

/** Asked of a manager who has not written the order; the owner chooses where there is none. */
function askedOfOther(c: Case, managers: readonly Person[], { now }: Facts): Case {
  const attestation = currentAttestation(c);
  const kind = attestation?.outcome.kind;
  if (attestation === undefined || !isWithApprover(c) || (kind !== 'waiting' && kind !== 'questioned')) return c;
  const authors = [c.submitter.id, ...c.questions.flatMap(({ answer }) => (answer?.altered ? [answer.by.id] : []))];
  const may = c.terms.approver === undefined || c.terms.approver === 'attester';
  const other = managers.find(({ id }) => id !== attestation.approver.id && !authors.includes(id));
  if (may && other) {
    const replaced = { ...c, attestations: withAttestation(c, { outcome: { kind: 'replaced', at: now } }) };
    return { ...replaced, attestations: withAsked(replaced, { approver: other, own: false }, now) };
  }
  if (attestation.unreachable || kind === 'questioned') return c;
  return { ...c, attestations: withAttestation(c, { unreachable: true }) };
}
