import type { Case } from '../domain/case.ts';
import { endingDayOf, endingDaySubject, isToldTogether } from '../domain/ending-day.ts';
import { firstOfList, type Listing, listings, queueOfList } from '../domain/lists.ts';
import type { Instant } from '../domain/person.ts';
import { queueSubject } from '../domain/queue.ts';
import { dueKey, listKey } from './keys.ts';
import type { Write } from './table.ts';

const minute = 60_000;
/** What ends for many on one day is warned of in as many commands, within seconds. */
const moment = 10_000;

/**
 * What a command changes of the lists that the case stands in, and a wake of each queue in which something changed, of the case on
 * which reports gather, and of the message that tells of the case with others. Only what changed: a case of twenty systems stands in
 * more lists than a transaction may write twice.
 */
export function listWrites(before: Case | undefined, next: Case, at: Instant): Write[] {
  const old = byKey(before);
  const wanted = byKey(next);
  const removed = [...old].filter(([key]) => !wanted.has(key));
  const put = [...wanted].filter(([key, one]) => JSON.stringify(old.get(key)) !== JSON.stringify(one));
  const told = [before, next].flatMap((c) => (c && isToldTogether(c) ? (endingDayOf(c) ?? []) : []));
  const queues = new Set([...removed, ...put].flatMap(([, { list }]) => queueOfList(list) ?? []));
  const firsts = new Set([...removed, ...put].flatMap(([, { list }]) => firstOfList(list) ?? []));
  // At the end of the minute: however much happens in it, a queue is looked at once.
  const endOf = (span: number): string => new Date((Math.floor(Date.parse(at) / span) + 1) * span).toISOString();
  return [
    ...removed.map(([key]) => ({ remove: key })),
    ...put.map(([key, { slot, about }]) => ({ put: key, value: { caseId: next.id, slot, ...about } })),
    ...[...queues].map((queue) => ({ put: dueKey(endOf(minute), queueSubject(queue)), value: {} })),
    ...[...firsts].map((first) => ({ put: dueKey(at, first), value: {} })),
    ...[...new Set(told.map(endingDaySubject))].map((subject) => ({ put: dueKey(endOf(moment), subject), value: {} })),
  ];
}

function byKey(c: Case | undefined): ReadonlyMap<string, Listing> {
  const own = c ? listings(c) : [];
  return new Map(own.map((listing) => [listKey(listing.list, listing.sort, c?.id ?? ''), listing]));
}
