/**
 * What holds of a municipality at rest, whatever has happened to it: faults in words, none where all is well. It knows rows,
 * messages and answers alone, so it judges the simulation and the real bot alike.
 */
import { checkAbsences } from './checker/absences.ts';
import type { Evidence } from './checker/evidence.ts';
import { checkMail } from './checker/mail.ts';
import { checkPeople } from './checker/people.ts';
import { checkRecords } from './checker/records.ts';
import { checkSecrecy } from './checker/secrecy.ts';
import { checkShown } from './checker/shown.ts';

export type { Claim, Evidence, Guarded, Place, Right, Seen, ShownMessage, Told } from './checker/evidence.ts';

/** Faults in words; an empty list where all is as it must be. */
export function check(evidence: Evidence): string[] {
  return [checkRecords, checkAbsences, checkShown, checkMail, checkPeople, checkSecrecy].flatMap((part) =>
    part(evidence),
  );
}
