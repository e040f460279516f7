import type { AbsenceEntries, Cases } from '../commands/ports.ts';
import { absenceSubject, leaningOn } from '../domain/absence.ts';
import { isApproval, lists } from '../domain/lists.ts';
import { absencePostings } from '../views/absence.ts';
import type { Ports } from './deliver.ts';
import { reconcile, type Remaining } from './reconcile.ts';

export type AbsencePorts = Ports & {
  readonly cases: Pick<Cases, 'list' | 'wake'>;
  readonly absences: Pick<AbsenceEntries, 'find' | 'all'>;
};

const atOnce = 100;

/** An absence was entered, begins, or is over: the approvals that it matters to are looked at, and those concerned are told. */
export async function lookAtAbsence(
  personId: string,
  ports: AbsencePorts,
): Promise<Pick<Remaining, 'turnMs' | 'retrySeconds'>> {
  const absence = (await ports.absences.find(personId))?.value;
  if (absence === undefined) return {};
  for (const id of leaningOn(personId, await ports.absences.all())) await wakeApprovals(id, ports);
  const subject = { id: absenceSubject(personId), postings: absencePostings(absence) };
  return reconcile(subject, ports);
}

async function wakeApprovals(personId: string, { cases, now }: AbsencePorts): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await cases.list(lists.todo(personId), { limit: atOnce, ...(cursor === undefined ? {} : { cursor }) });
    const waiting = page.entries.filter(isApproval).map(({ caseId }) => caseId);
    await cases.wake(waiting, now());
    cursor = page.next;
  } while (cursor !== undefined);
}
