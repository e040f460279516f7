import assert from 'node:assert/strict';
import type { Reason } from '../../src/domain/refusal.ts';
import { refusalText } from '../../src/views/refusals.ts';

/** Every reason there is: with one missing, this does not compile. */
const everyReason: Record<Reason, true> = {
  stale: true,
  identityNotChecked: true,
  endsByItself: true,
  extensionTooLate: true,
  unknownCase: true,
  notEntitled: true,
  noOrderingRight: true,
  orderersOnly: true,
  providerNotCurrentAtStart: true,
  providerNotCurrent: true,
  noAttestationRight: true,
  approverWithoutRight: true,
  secondPersonNeeded: true,
  certificateAccepted: true,
  certificateMissing: true,
  certificateNotJudged: true,
  certificateNotWanted: true,
  certificateTooLate: true,
  credentialsNeeded: true,
  notApprover: true,
  approverReplaced: true,
  alreadyDecided: true,
  notAwaitingApproval: true,
  notMember: true,
  membershipUnknown: true,
  taskNotReady: true,
  taskWaitsForApproval: true,
  taskTaken: true,
  taskNotTaken: true,
  taskNotYours: true,
  taskFinished: true,
  questionOpen: true,
  questionAnswered: true,
  questionClosed: true,
  hasBegun: true,
  caseClosed: true,
  credentialsGone: true,
  credentialsNotOpened: true,
  credentialsAlreadyRequested: true,
  answersMissing: true,
  signatureMissing: true,
  reasonMissing: true,
  nothingToReceive: true,
  alreadyReceived: true,
  fileGone: true,
  certificateStays: true,
  filesNotYours: true,
  tooManyFiles: true,
  textMissing: true,
  textTooLong: true,
  personnummerInText: true,
  taken: true,
  timesMissing: true,
  timeGone: true,
  notBooked: true,
  bookingAhead: true,
  notReturned: true,
  otherReturned: true,
};
const reasons = Object.keys(everyReason) as Reason[];

const at = '2026-03-02T08:12:00.000Z';

describe('views/refusals', () => {
  for (const reason of reasons) {
    it(`${reason} has words of its own, in plain Swedish`, () => {
      for (const who of [{}, { by: 'Ida IT' }, { by: 'Ida IT', at }, { at }]) {
        const text = refusalText({ reason, ...who });
        assert.match(text, /^[A-ZÅÄÖ].+[.]$/, 'whole sentences');
        assert.doesNotMatch(text, /undefined|null|\$\{|\[object|\d{4}-\d\d-\d\dT/);
        assert.doesNotMatch(text, /\b(the|case|task|error|slot|version|undefined|refused|stale)\b/i);
        assert.ok(!text.includes(reason), 'it does not show its name');
        assert.ok(text.length <= 200, 'it can be read in a passing notice');
      }
    });
  }

  it('no two say the same', () => {
    assert.equal(new Set(reasons.map((reason) => refusalText({ reason }))).size, reasons.length);
  });

  const first: Reason[] = ['alreadyDecided', 'taskTaken', 'taskFinished', 'questionAnswered', 'hasBegun', 'caseClosed'];
  for (const reason of first) {
    it(`${reason} says who was first, and when in Swedish time`, () => {
      const text = refusalText({ reason, by: 'Ida IT', at });
      assert.match(text, /Ida IT/);
      assert.match(text, /2 mars 09:12/);
    });
  }
  for (const reason of ['taskNotYours', 'approverReplaced'] as const) {
    it(`${reason} says who has it now`, () => assert.match(refusalText({ reason, by: 'Ida IT' }), /Ida IT/));
  }
});
