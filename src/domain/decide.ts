import type { Facts } from './actor.ts';
import type { Case } from './case.ts';
import { approve } from './decisions/approve.ts';
import { askAsApprover, askAsCaseworker } from './decisions/ask.ts';
import { acceptCertificate, noteCertificate, refuseCertificate } from './decisions/certificate.ts';
import { changeLastDay } from './decisions/change-last-day.ts';
import { chooseApprover } from './decisions/choose-approver.ts';
import { chooseTime, declineTimes, proposeTimes } from './decisions/booking.ts';
import { complete, refuseTask } from './decisions/complete.ts';
import { openCredentials, receipt, requestCredentials } from './decisions/credentials.ts';
import { elapse } from './decisions/elapse.ts';
import { follow } from './decisions/follow.ts';
import { gather } from './decisions/gather.ts';
import { mailed } from './decisions/mailed.ts';
import { attachFile, openFile, removeFile } from './decisions/files.ts';
import { letEnd, seeToEnd, warnOfEnd } from './decisions/expiry.ts';
import { openPersonnummer } from './decisions/open-personnummer.ts';
import { passOn } from './decisions/pass-on.ts';
import { receive } from './decisions/receive.ts';
import { reconsider } from './decisions/reconsider.ts';
import { reject } from './decisions/reject.ts';
import { standIn } from './decisions/stand-in.ts';
import { supplement } from './decisions/supplement.ts';
import { putBack, take, takeOver } from './decisions/take.ts';
import { undoApproval } from './decisions/undo-approval.ts';
import { unreachable } from './decisions/unreachable.ts';
import { withdraw } from './decisions/withdraw.ts';
import { withHolds } from './holds.ts';
import { type Decided, refuse } from './refusal.ts';
import { slotVersion } from './slots.ts';

/** What can happen to a case, by verb. */
const decisions = {
  approve,
  reject,
  undoApproval,
  withdraw,
  chooseApprover,
  askAsApprover,
  askAsCaseworker,
  supplement,
  take,
  takeOver,
  putBack,
  complete,
  proposeTimes,
  chooseTime,
  declineTimes,
  refuseTask,
  openCredentials,
  receipt,
  requestCredentials,
  receive,
  openPersonnummer,
  noteCertificate,
  acceptCertificate,
  refuseCertificate,
  attachFile,
  removeFile,
  openFile,
  changeLastDay,
  reconsider,
  warnOfEnd,
  letEnd,
  seeToEnd,
  elapse,
  standIn,
  passOn,
  gather,
  follow,
  unreachable,
  mailed,
} as const;

type Verbs = typeof decisions;
export type Verb = keyof Verbs;
export type Command = { [V in Verb]: { readonly verb: V } & Parameters<Verbs[V]>[1] }[Verb];

/** The card that was clicked: its slot and the version it showed. */
export type Click = { readonly slot: string; readonly version: number };

/**
 * Commands that only open sealed data: each opening is decided and recorded, whatever the card showed, so that it can be
 * opened again when the answer was lost.
 */
export function onlyOpens({ verb }: Pick<Command, 'verb'>): boolean {
  return verb === 'openCredentials' || verb === 'openPersonnummer' || verb === 'openFile';
}

/**
 * Decides a command on a case. Pure: the same case, command and facts give the same answer. A click on a card that shows
 * another version than the case's is refused as stale, after any reason that tells the clicker more.
 */
export function decide(c: Case, command: Command, facts: Facts, click?: Click): Decided<Case> {
  const decision = decisions[command.verb] as (c: Case, command: Command, facts: Facts) => Decided<Case>;
  const decided = decision(c, command, facts);
  if ('refused' in decided) return decided;
  const isStale = click !== undefined && !onlyOpens(command) && slotVersion(c, click.slot) !== click.version;
  return isStale ? refuse('stale') : { accepted: withHolds(c, decided.accepted, facts) };
}
