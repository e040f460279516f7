import type { AwayNow } from '../absence.ts';
import { type Facts, mayAnswer } from '../actor.ts';
import type { Attestation } from '../attestation.ts';
import type { Case } from '../case.ts';
import { record, waitingAttestation, withAsked, withAttestation, withAttestationNoted } from '../evolve.ts';
import type { Person } from '../person.ts';
import { type Decided, refuse } from '../refusal.ts';

/**
 * The approver who is asked is away, or is back: `away` is what the directory says today. What waits goes on to the one who
 * stands in, and stays there; where nobody may stand in, the submitter is told, who may choose another.
 */
export function standIn(c: Case, command: { round: number; away?: AwayNow }, facts: Facts): Decided<Case> {
  const attestation = waitingAttestation(c);
  // Nobody was asked where the submitter's own tick was taken back.
  if (attestation?.round !== command.round || attestation.own) return refuse('stale');
  const { approver, away } = attestation;
  const who = whoAnswers(c, approver, command.away);
  if (who.insteadOf) {
    const handedOn = { ...c, attestations: withAttestation(c, { outcome: { kind: 'handedOn', at: facts.now } }) };
    const next = { ...c, attestations: withAsked(handedOn, { ...who, own: false }, facts.now) };
    return { accepted: record(next, facts, 'standIn', who.approver.name) };
  }
  const wasAway = away?.isOver === false;
  if (who.away === undefined) {
    if (!wasAway) return refuse('stale');
    const change = { away: { ...away, isOver: true }, waitsSince: facts.now };
    return { accepted: record({ ...c, attestations: withAttestationNoted(c, change) }, facts, 'back', approver.name) };
  }
  if (wasAway && away.until === who.away.until) return refuse('stale');
  const attestations = withAttestationNoted(c, { away: who.away });
  return { accepted: record({ ...c, attestations }, facts, 'away', approver.name) };
}

/**
 * Who answers when somebody is asked. One who stands in needs the same right as the one who is asked, and has neither
 * written the order nor asks now: to approve one's own order takes the tick (R75).
 */
export function whoAnswers(
  c: Parameters<typeof mayAnswer>[0] & Pick<Case, 'submitter' | 'questions'>,
  approver: Person,
  away: AwayNow | undefined,
  asking?: Person,
): Pick<Attestation, 'approver' | 'insteadOf' | 'away'> {
  if (away === undefined) return { approver };
  const { standIn: other, until } = away;
  const may =
    other && mayAnswer(c, other.rights) && ![approver.id, asking?.id, ...authors(c)].includes(other.person.id);
  if (!may) return { approver, away: { until, isOver: false } };
  return { approver: other.person, insteadOf: { person: approver, until } };
}

/** Who has written the order: the submitter, and whoever has altered it since. */
function authors({ submitter, questions }: Pick<Case, 'submitter' | 'questions'>): string[] {
  return [submitter.id, ...questions.flatMap(({ answer }) => (answer?.altered ? [answer.by.id] : []))];
}
