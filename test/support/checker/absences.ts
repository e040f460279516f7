import { type Absence, type Absences, awayOn } from '../../../src/domain/absence.ts';
import { dayOf } from '../../../src/domain/calendar/days.ts';
import type { Case } from '../../../src/domain/case.ts';
import { waitingAttestation } from '../../../src/domain/evolve.ts';
import type { Day } from '../../../src/domain/person.ts';
import { absencePostings } from '../../../src/views/absence.ts';
import type { Evidence } from './evidence.ts';
import { casesOf, postsOf, rowsOf } from './read.ts';

/** Nothing waits for one who is away unless the submitter knows of it, nor counts somebody away who is there. */
export function checkAbsences({ rows, now }: Evidence): string[] {
  const entries = rowsOf(rows, 'absence').map(({ value }) => value as Absence);
  const absences: Absences = new Map(entries.map((one) => [one.person.id, one]));
  const untold = entries.flatMap((one) => {
    const posts = postsOf(rows, `absence.${one.person.id}`);
    return absencePostings(one)
      .filter(({ slot }) => !posts.has(slot))
      .map(({ slot }) => `${slot} of the absence of ${one.person.id} was never shown`);
  });
  const today = now === undefined ? undefined : dayOf(now);
  return [...untold, ...(today === undefined ? [] : casesOf(rows).flatMap((c) => faultOf(c, absences, today)))];
}

function faultOf(c: Case, absences: Absences, today: Day): string[] {
  const attestation = waitingAttestation(c);
  if (attestation === undefined || attestation.own) return [];
  const { approver, away } = attestation;
  const isAway = awayOn(today, approver.id, absences) !== undefined;
  const isTold = away?.isOver === false;
  if (isAway && !isTold) return [`case ${c.id} waits for ${approver.name}, who is away, and nobody knows`];
  return isTold && !isAway ? [`case ${c.id} counts ${approver.name} away, who is there`] : [];
}
