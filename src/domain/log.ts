import type { Instant } from './person.ts';

/** What can stand in the history; its words are in `views/history.ts`. */
export type LogVerb =
  | 'submit'
  | 'registerCall'
  | 'approve'
  | 'reject'
  | 'undoApproval'
  | 'withdraw'
  | 'chooseApprover'
  | 'ask'
  | 'answer'
  | 'alter'
  | 'take'
  | 'takeOver'
  | 'putBack'
  | 'identify'
  | 'complete'
  | 'refuseTask'
  | 'openCredentials'
  | 'receipt'
  | 'requestCredentials'
  | 'receive'
  | 'openPersonnummer'
  | 'read'
  | 'noteCertificate'
  | 'acceptCertificate'
  | 'refuseCertificate'
  | 'remindCertificate'
  | 'lapse'
  | 'attachFile'
  | 'removeFile'
  | 'openFile'
  | 'elapse'
  | 'remind'
  | 'escalate'
  | 'toQueue'
  | 'call'
  | 'callNobody'
  | 'standIn'
  | 'away'
  | 'back'
  | 'unreachable'
  | 'unreachableQueue'
  | 'mailed'
  | 'mailFailed'
  | 'open'
  | 'changeLastDay'
  | 'reconsider'
  | 'warnOfEnd'
  | 'letEnd'
  | 'seeToEnd'
  | 'endByItself'
  | 'warn'
  | 'overdue'
  | 'proposeTimes'
  | 'chooseTime'
  | 'declineTimes'
  | 'exchange'
  | 'start'
  | 'passOn'
  | 'gather'
  | 'follow'
  | 'import';

/** Who did what and when, and in whose place; `title` is a task's or a person's, never free text. */
export type LogEntry = {
  readonly at: Instant;
  readonly by: string;
  readonly verb: LogVerb;
  readonly title?: string;
  readonly insteadOf?: string;
};
