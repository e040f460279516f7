import { dayOf } from '../../domain/calendar/days.ts';
import { type EndingDay, type EndingMember, isToldTogether, standingOf } from '../../domain/ending-day.ts';
import { lists } from '../../domain/lists.ts';
import { ownerOf } from '../../domain/owner.ts';
import type { Instant } from '../../domain/person.ts';
import { ordersOf } from '../extend/find.ts';
import type { Cases, Register } from '../ports.ts';
import { readAll, UnreadableRow } from '../unreadable.ts';

export type EndingDayPorts = {
  readonly cases: Pick<Cases, 'read' | 'list'>;
  readonly register: Pick<Register, 'known'>;
};

const atOnce = 100;

/** Those who are told of together, by name, and what has become of each. */
export async function readEndingDay(
  day: EndingDay,
  { cases, register }: EndingDayPorts,
  now: Instant,
): Promise<EndingMember[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await cases.list(lists.ending(day), { limit: atOnce, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.entries.map(({ caseId }) => caseId));
    cursor = page.next;
  } while (cursor !== undefined);
  const found = await readAll(cases, ids);
  const told = found
    .flatMap((one) => (one === undefined || one instanceof UnreadableRow ? [] : one.value))
    .filter((c) => isToldTogether(c) && ownerOf(c).id === day.owner);
  const members = await Promise.all(
    told.map(async (c) => {
      const known = await register.known(c.provider.id, c.application.subject.hash);
      const { orders } = await ordersOf(c, cases);
      return { case: c, standing: standingOf(c, known, orders, dayOf(now)) };
    }),
  );
  return members.sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'sv') || a.case.id.localeCompare(b.case.id));
}

const nameOf = ({ case: c }: EndingMember): string => c.application.subject.name;
