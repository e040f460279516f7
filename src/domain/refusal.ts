import type { Instant } from './person.ts';

/** Why a command was not accepted. Every reason has Swedish words in `views/refusals.ts`. */
export type Reason =
  | 'stale'
  | 'unknownCase'
  | 'notEntitled'
  | 'noOrderingRight'
  | 'orderersOnly'
  | 'providerNotCurrent'
  | 'providerNotCurrentAtStart'
  | 'noAttestationRight'
  | 'approverWithoutRight'
  | 'secondPersonNeeded'
  | 'notApprover'
  | 'approverReplaced'
  | 'alreadyDecided'
  | 'notAwaitingApproval'
  | 'notMember'
  | 'membershipUnknown'
  | 'taskNotReady'
  | 'taskWaitsForApproval'
  | 'taskTaken'
  | 'taskNotTaken'
  | 'taskNotYours'
  | 'taskFinished'
  | 'questionOpen'
  | 'questionAnswered'
  | 'questionClosed'
  | 'hasBegun'
  | 'caseClosed'
  | 'endsByItself'
  | 'extensionTooLate'
  | 'credentialsGone'
  | 'credentialsNotOpened'
  | 'credentialsAlreadyRequested'
  | 'credentialsNeeded'
  | 'answersMissing'
  | 'identityNotChecked'
  | 'signatureMissing'
  | 'reasonMissing'
  | 'nothingToReceive'
  | 'alreadyReceived'
  | 'certificateAccepted'
  | 'certificateMissing'
  | 'certificateNotJudged'
  | 'certificateNotWanted'
  | 'certificateTooLate'
  | 'fileGone'
  | 'certificateStays'
  | 'filesNotYours'
  | 'tooManyFiles'
  | 'textMissing'
  | 'textTooLong'
  | 'personnummerInText'
  | 'taken'
  | 'notReturned'
  | 'otherReturned'
  | 'timesMissing'
  | 'timeGone'
  | 'notBooked'
  | 'bookingAhead';

/** `by` and `at` say who was first, where that is the reason; `what` is the thing that is in the way. */
export type Refusal = { readonly reason: Reason; readonly by?: string; readonly at?: Instant; readonly what?: string };

/** Whoever is refused for one of these is told why and nothing more of the case. */
export const tellsNothing: ReadonlySet<Reason> = new Set([
  'unknownCase',
  'notEntitled',
  'notApprover',
  'notMember',
  'membershipUnknown',
  'noAttestationRight',
  'filesNotYours',
]);

export type Decided<T> = { readonly accepted: T } | { readonly refused: Refusal };

export function refuse(reason: Reason, who: Omit<Refusal, 'reason'> = {}): { readonly refused: Refusal } {
  return { refused: { reason, ...who } };
}
