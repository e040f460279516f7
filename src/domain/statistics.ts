import type { CaseKind, Case, QueueId, Task } from './case.ts';
import { grouped } from './grouped.ts';
import type { Day, Instant } from './person.ts';
import type { QueueEntry } from './queue.ts';

type Named = { readonly id: string; readonly name: string };

/** What kind of task it is, whoever it is for: one stage of one kind of case. */
export type Sort = { readonly kind: CaseKind; readonly stage: string };

/** A task that was finished, done or refused, as it is recorded when it is. */
export type Done = Sort & {
  readonly queue: QueueId;
  readonly provider: Named;
  /** When it came to its queue, and when it was finished. */
  readonly came: Instant;
  readonly at: Instant;
};

/** What stage a task is of, in words that are the same for every system. */
export function stageOf({ route }: Pick<Case, 'route'>, task: Task): string {
  return (route[task.stage]?.title ?? task.title).replace('{system}', 'system');
}

/** The tasks that a step of a case has finished. One that was never in its queue, or came before that was recorded, is none. */
export function doneBy(before: Case | undefined, after: Case): (Done & { readonly task: Task })[] {
  return after.tasks.flatMap((task) => {
    const { state, came, queue } = task;
    if (came === undefined || (state.kind !== 'completed' && state.kind !== 'refused')) return [];
    const former = before?.tasks.find(({ id }) => id === task.id);
    const wasDone = former?.round === task.round && former.state.kind === state.kind;
    if (wasDone) return [];
    return [
      { kind: after.kind, stage: stageOf(after, task), queue, provider: after.provider, came, at: state.at, task },
    ];
  });
}

/** A share of what is sorted: the least value that so large a part does not exceed. Of nothing there is none. */
export function quantile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

export type Times = { readonly count: number; readonly median: number; readonly ninetieth: number };

function timesOf(ms: readonly number[]): Times {
  const sorted = ms.toSorted((a, b) => a - b);
  return { count: sorted.length, median: quantile(sorted, 0.5) ?? 0, ninetieth: quantile(sorted, 0.9) ?? 0 };
}

export type Standing = { readonly open: number; readonly waiting: number; readonly overdue: number };

export function standingOf(entries: readonly QueueEntry[], today: Day): Standing {
  return {
    open: entries.length,
    waiting: entries.filter(({ taken }) => !taken).length,
    overdue: entries.filter((entry) => isOverdue(entry, today)).length,
  };
}

/** Its start date has passed, or the day by which it was promised. */
function isOverdue({ from, due }: QueueEntry, today: Day): boolean {
  return (from !== undefined && from < today) || (due !== undefined && due < today);
}

export type Statistics = {
  readonly whole: Standing;
  readonly queues: readonly (Named & Standing)[];
  /** Most of them first. */
  readonly times: readonly (Sort & Times & { readonly queue: QueueId })[];
  readonly providers: readonly (Named & Standing & Partial<Times>)[];
  readonly finished: number;
};

/** A queue with what stands in it and what was finished in the time that is looked at. */
export type Measured = {
  readonly queue: Named;
  readonly entries: readonly QueueEntry[];
  readonly done: readonly Done[];
  /** Handling time, in milliseconds. */
  readonly measure: (from: Instant, to: Instant) => number;
};

/** How it stands, and how long it took. */
export function statisticsOf(measured: readonly Measured[], today: Day): Statistics {
  const entries = measured.flatMap((one) => one.entries);
  const timed = measured.flatMap(({ done, measure }) => done.map((one) => ({ ...one, ms: measure(one.came, one.at) })));
  const bySort = grouped(timed, ({ queue, kind, stage }) => JSON.stringify([queue, kind, stage]));
  const times = [...bySort.values()].flatMap((all) => {
    const [first] = all;
    return first
      ? [{ queue: first.queue, kind: first.kind, stage: first.stage, ...timesOf(all.map(({ ms }) => ms)) }]
      : [];
  });
  return {
    whole: standingOf(entries, today),
    queues: measured.map((one) => ({ ...one.queue, ...standingOf(one.entries, today) })),
    times: times.toSorted((a, b) => b.count - a.count),
    providers: providersOf(entries, timed, today),
    finished: timed.length,
  };
}

function providersOf(
  entries: readonly QueueEntry[],
  done: readonly (Done & { readonly ms: number })[],
  today: Day,
): Statistics['providers'] {
  // What was written by an earlier version says of no provider whose it is.
  const open = grouped(
    entries.filter(({ provider }) => provider !== undefined),
    ({ provider }) => provider?.id ?? '',
  );
  const finished = grouped(done, ({ provider }) => provider.id);
  const names = new Map(
    [...done, ...entries].flatMap(({ provider }) => (provider ? [[provider.id, provider.name]] : [])),
  );
  return [...names]
    .map(([id, name]) => {
      const ms = (finished.get(id) ?? []).map((one) => one.ms);
      return { id, name, ...standingOf(open.get(id) ?? [], today), ...(ms.length === 0 ? {} : timesOf(ms)) };
    })
    .toSorted((a, b) => b.open - a.open || (b.count ?? 0) - (a.count ?? 0) || a.name.localeCompare(b.name, 'sv'));
}
