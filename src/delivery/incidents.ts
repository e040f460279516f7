import type { Cases } from '../commands/ports.ts';
import { readAll, UnreadableRow } from '../commands/unreadable.ts';
import type { Case } from '../domain/case.ts';
import type { Command } from '../domain/decide.ts';
import type { Report } from '../domain/gathering.ts';
import { isGathered, standingOf } from '../domain/incident.ts';
import { lists } from '../domain/lists.ts';
import type { Instant } from '../domain/person.ts';
import { unitText } from '../domain/units.ts';
import { callInstead } from '../views/call-text.ts';

export type IncidentPorts = {
  readonly cases: Pick<Cases, 'read' | 'list' | 'wake'>;
  readonly now: () => Instant;
};

const atOnce = 100;

/**
 * The first report of a fault counts the later ones, and when it has moved on they are looked at: each follows it in a transaction of
 * its own. They are woken before it is recorded that they were: stopped in between, they are woken again.
 */
export async function gather(c: Case, { cases, now }: IncidentPorts): Promise<Command | undefined> {
  if (c.gathering === undefined) return undefined;
  const present = await followersOf(c.id, cases);
  const told = standingOf(c);
  if (told !== c.gathering.told) await cases.wake(present, now());
  const known = c.gathering.reports.filter((report) => present.includes(report.case));
  const isKnown = new Set(known.map((report) => report.case));
  const added = await readAll(
    cases,
    present.filter((id) => !isKnown.has(id)),
  );
  const reports = added.flatMap((one) =>
    one === undefined || one instanceof UnreadableRow ? [] : [reportOf(one.value)],
  );
  return { verb: 'gather', reports: [...known, ...reports], told };
}

async function followersOf(first: string, cases: Pick<Cases, 'list'>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await cases.list(lists.gathered(first), {
      limit: atOnce,
      ...(cursor === undefined ? {} : { cursor }),
    });
    ids.push(...page.entries.map(({ caseId }) => caseId));
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
}

function reportOf({ id, provider, application: { unit }, submittedAt }: Case): Report {
  return { case: id, provider, unit: unitText(unit), at: submittedAt };
}

/** A later report goes the way of the first. */
export async function follow(c: Case, { cases }: IncidentPorts): Promise<Command | undefined> {
  if (c.gathered === undefined || !isGathered(c)) return undefined;
  // One that cannot be read now may be read again, once its row is restored.
  const [first] = await readAll(cases, [c.gathered.first]);
  if (first instanceof UnreadableRow) return undefined;
  if (first === undefined) return { verb: 'follow' };
  const call = first.value.tasks.flatMap((task) => callInstead(first.value, task))[0];
  return { verb: 'follow', first: first.value, ...(call === undefined ? {} : { call }) };
}
