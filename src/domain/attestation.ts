import type { Day, Instant, Person } from './person.ts';

/** One time an approver was asked. Its card is the slot `approver.<round>`; `version` is the version of that card. */
export type Attestation = {
  readonly round: number;
  readonly version: number;
  readonly approver: Person;
  /** The submitter's own tick "Jag är chef och har attesträtt". */
  readonly own: boolean;
  readonly applicationVersion: number;
  readonly askedAt: Instant;
  readonly unreachable: boolean;
  /** In whose place the approver is asked, and until when that one is away. */
  readonly insteadOf?: { readonly person: Person; readonly until: Day };
  /** The approver is away until then, or was, and nobody stands in who may answer: the submitter is told. */
  readonly away?: { readonly until: Day; readonly isOver: boolean };
  /** From when the days are counted, where that is later than `askedAt`: an approval taken back, an approver come back. */
  readonly waitsSince?: Instant;
  /** The approver has been reminded: the slot `approver.<round>.reminder`. */
  readonly reminded?: true;
  /** The submitter has been told that no answer has come. */
  readonly unanswered?: true;
  /** What was said outside hours is shown when they begin. */
  readonly remindedUntil?: Instant;
  readonly unansweredUntil?: Instant;
  readonly outcome:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'questioned'; readonly at: Instant; readonly question: number }
    /** `reason` where the approver decided what the rule leaves open. */
    | { readonly kind: 'approved'; readonly at: Instant; readonly reason?: string }
    | { readonly kind: 'rejected'; readonly at: Instant; readonly reason: string }
    | { readonly kind: 'replaced'; readonly at: Instant }
    /** Gone on to somebody who stands in: the next attestation. */
    | { readonly kind: 'handedOn'; readonly at: Instant };
};
