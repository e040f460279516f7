import type { Case } from '../domain/case.ts';
import { firstOfList, type Listing, listings, queueOfList } from '../domain/lists.ts';
import type { Instant } from '../domain/person.ts';
import { queueSubject } from '../domain/queue.ts';
import { dueKey, listKey } from './keys.ts';
import type { Write } from './table.ts';

const minute = 60_000;

/**
 * What a command changes of the lists that the case stands in, and a wake of each queue in which something changed, and of the case
 * on which reports gather. Only what changed: a case of twenty systems stands in more lists than a transaction may write twice.
 */
export function listWrites(before: Case | undefined, next: Case, at: Instant): Write[] {
  const old = byKey(before);
  const wanted = byKey(next);
  const removed = [...old].filter(([key]) => !wanted.has(key));
  const put = [...wanted].filter(([key, one]) => JSON.stringify(old.get(key)) !== JSON.stringify(one));
  const queues = new Set([...removed, ...put].flatMap(([, { list }]) => queueOfList(list) ?? []));
  const firsts = new Set([...removed, ...put].flatMap(([, { list }]) => firstOfList(list) ?? []));
  // At the end of the minute: however much happens in it, a queue is looked at once.
  const soon = new Date((Math.floor(Date.parse(at) / minute) + 1) * minute).toISOString();
  return [
    ...removed.map(([key]) => ({ remove: key })),
    ...put.map(([key, { slot, about }]) => ({ put: key, value: { caseId: next.id, slot, ...about } })),
    ...[...queues].map((queue) => ({ put: dueKey(soon, queueSubject(queue)), value: {} })),
    ...[...firsts].map((first) => ({ put: dueKey(at, first), value: {} })),
  ];
}

function byKey(c: Case | undefined): ReadonlyMap<string, Listing> {
  const own = c ? listings(c) : [];
  return new Map(own.map((listing) => [listKey(listing.list, listing.sort, c?.id ?? ''), listing]));
}
