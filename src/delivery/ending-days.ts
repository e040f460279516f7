import { type EndingDayPorts, readEndingDay } from '../commands/ending-day/read.ts';
import type { Case } from '../domain/case.ts';
import { type EndingDay, endingDayOf, endingDaySubject, isToldTogether } from '../domain/ending-day.ts';
import { ownerOf } from '../domain/owner.ts';
import { endingDayPostings } from '../views/ending-day.ts';
import { reconcile, type Remaining } from './reconcile.ts';
import { noteOwnTrouble, type TroublePorts } from './troubles.ts';

/** Shows what ends for several on one day, as it is now. */
export async function lookAtEndingDay(
  day: EndingDay,
  ports: TroublePorts & EndingDayPorts,
): Promise<Pick<Remaining, 'turnMs' | 'retrySeconds'>> {
  const members = await readEndingDay(day, ports, ports.now());
  const subject = { id: endingDaySubject(day), postings: endingDayPostings(day, members) };
  const remaining = await reconcile(subject, ports);
  const [first] = members;
  const name = first ? ownerOf(first.case).name : day.owner;
  await noteOwnTrouble({ kind: 'person', id: day.owner, name }, subject.id, remaining, ports);
  const { turnMs, retrySeconds } = remaining;
  return { ...(turnMs === undefined ? {} : { turnMs }), ...(retrySeconds === undefined ? {} : { retrySeconds }) };
}

/** An extension is seen on the card that tells of what it extends. */
export async function wakeEndingDays(
  { extension, ends = [] }: Case,
  ports: TroublePorts & EndingDayPorts,
): Promise<void> {
  if (extension === undefined) return;
  const parents = await Promise.all([...new Set(ends.map((end) => end.case))].map((id) => ports.cases.read(id)));
  const days = parents.flatMap((one) => (one && isToldTogether(one.value) ? (endingDayOf(one.value) ?? []) : []));
  await ports.cases.wake(days.map(endingDaySubject), ports.now());
}
