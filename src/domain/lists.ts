import type { Case } from './case.ts';
import { type EndingDay, endingDayOf } from './ending-day.ts';
import { currentAttestation } from './evolve.ts';
import { isGathered } from './incident.ts';
import { isOffered } from './offered.ts';
import { isActive, isProviders, ownerOf } from './owner.ts';
import type { Day } from './person.ts';
import { promisedDay } from './promise.ts';
import { slots } from './slots.ts';

/** A list that a case stands in, with what it is sorted by, and the slot that matters there. */
export type Listing = { readonly list: string; readonly sort: string; readonly slot: string; readonly about?: About };

/** What a queue's list says of a task, so that the queue is counted without reading its cases; `version` is its card's. */
export type About = {
  readonly version: number;
  readonly since?: string;
  readonly taken: boolean;
  readonly held: boolean;
  readonly provider: { readonly id: string; readonly name: string };
  readonly due?: Day;
};

export const lists = {
  /** Everything somebody has ordered, newest first. */
  mine: (personId: string): string => `mine:${personId}`,
  /** Everything of a provider that is not at its end, newest first. */
  provider: (providerId: string): string => `provider:${providerId}`,
  /** New providers that have not started, by start date. */
  coming: 'coming',
  /** What somebody is to do: approvals that wait for them, and tasks they have taken. By start date. */
  todo: (personId: string): string => `todo:${personId}`,
  /** Later reports of a fault, by the case of the first, while they follow it. */
  gathered: (first: string): string => `gathered:${first}`,
  /** What ends for those whom somebody answers for on a day. */
  ending: ({ owner, to }: EndingDay): string => `ending:${owner}:${to}`,
  /** Tasks that nobody has taken or that are under way in a queue. */
  queue: (queue: string): string => `queue:${queue}`,
};

const approval = 'approver';

/** Whether an entry among what somebody is to do is an approval, not a task. */
export function isApproval({ sort }: Pick<Listing, 'sort'>): boolean {
  return sort.endsWith(`.${approval}`);
}

/** Whose list it is, where it is a queue's. */
export const queueOfList = (list: string): string | undefined => /^queue:(.+)$/.exec(list)?.[1];

/** The case that later reports gather on, where a list holds those. */
export const firstOfList = (list: string): string | undefined => /^gathered:(.+)$/.exec(list)?.[1];

/** What stands in place of a start date in the order of a list: as soon as possible. */
export const noDate = '0000-00-00';

/** Every list a case stands in. What should be done is sorted by start date, as soon as possible first. */
export function listings(c: Case): Listing[] {
  const from = c.application.from ?? noDate;
  const attestation = currentAttestation(c);
  const endingDay = endingDayOf(c);
  const waits = attestation?.outcome.kind === 'waiting' && (c.state === 'attesting' || c.state === 'handling');
  return [
    // Hundreds may have been laid in at once, which nobody ordered: they are found under the person.
    ...(c.imported ? [] : [{ list: lists.mine(ownerOf(c).id), sort: newestFirst(c.submittedAt), slot: slots.status }]),
    ...(isActive(c) && isProviders(c)
      ? [{ list: lists.provider(c.provider.id), sort: newestFirst(c.submittedAt), slot: slots.status }]
      : []),
    ...(endingDay ? [{ list: lists.ending(endingDay), sort: newestFirst(c.submittedAt), slot: slots.status }] : []),
    ...(isComing(c) ? [{ list: lists.coming, sort: from, slot: slots.status }] : []),
    ...(c.gathered && isGathered(c)
      ? [{ list: lists.gathered(c.gathered.first), sort: c.submittedAt, slot: slots.status }]
      : []),
    ...(waits
      ? [
          {
            list: lists.todo(attestation.approver.id),
            sort: `${from}.${approval}`,
            slot: `approver.${attestation.round}`,
          },
        ]
      : []),
    ...c.tasks.flatMap((task): Listing[] => {
      const entry = { sort: `${from}.${task.id}`, slot: `queue.${task.id}.${task.round}` };
      const { state, version } = task;
      const due = promisedDay(c);
      const about = {
        version,
        held: task.held !== undefined,
        provider: c.provider,
        ...(due === undefined ? {} : { due }),
      };
      const queue = { ...entry, list: lists.queue(task.queue) };
      // Its queue has not heard of it.
      if (isOffered(task) && state.kind === 'queued') return [];
      if (state.kind === 'queued') return [{ ...queue, about: { ...about, since: state.since, taken: false } }];
      if (state.kind !== 'taken' && state.kind !== 'questioned') return [];
      return [
        ...(isOffered(task) ? [] : [{ ...queue, about: { ...about, taken: true } }]),
        { ...entry, list: lists.todo(state.by.id) },
      ];
    }),
  ];
}

/** Ordered, and not yet begun with all in place. */
function isComing({ kind, state, started }: Case): boolean {
  return kind === 'newProvider' && (state === 'handling' || state === 'finished') && started === undefined;
}

/** A fixed-width text that sorts later instants first. */
function newestFirst(instant: string): string {
  return String(9_999_999_999_999 - Date.parse(instant)).padStart(13, '0');
}
