import type { Facts } from '../actor.ts';
import type { Case, Handling, Task } from '../case.ts';
import { findTask, record } from '../evolve.ts';
import { type Gathered, nothingGathered } from '../gathering.ts';
import { isGathered } from '../incident.ts';
import type { Instant } from '../person.ts';
import { type Decided, refuse } from '../refusal.ts';
import { advance, isSettled } from '../route.ts';

/** The first report as it stands now, none where it is gone; and where to turn meanwhile. */
export type Follow = { readonly first?: Case; readonly call?: string };

/**
 * A later report of a fault goes the way of the first: whoever takes that has this too, and what comes of that comes of this. Taken
 * back, the first leaves its place to the one that was reported next.
 */
export function follow(c: Case, { first, call }: Follow, facts: Facts): Decided<Case> {
  const { gathered } = c;
  if (gathered === undefined || c.state !== 'handling' || !isGathered(c)) return refuse('stale');
  if (first === undefined || !saysMore(first, c)) return moved(c, first, facts);
  if (first.state === 'attesting' || first.state === 'handling')
    return accompanied(c, gathered, { first, call }, facts);
  const tasks = c.tasks.map((task) => settledLike(task, findTask(first, task.id), facts.now));
  return { accepted: record(advance({ ...c, tasks }, facts.now), facts, 'follow') };
}

/** What was taken back says nothing of the fault, nor does what was over before this was reported. */
function saysMore(first: Case, { submittedAt }: Case): boolean {
  switch (first.state) {
    case 'attesting':
    case 'handling':
      return true;
    case 'finished':
    case 'rejected':
      return first.at >= submittedAt;
    case 'withdrawn':
    case 'lapsed':
      return false;
  }
}

function accompanied(
  c: Handling,
  gathered: Gathered,
  { first, call }: { readonly first: Case; readonly call: string | undefined },
  facts: Facts,
): Decided<Case> {
  const rest = { first: gathered.first, ...(call === undefined ? {} : { call }) };
  const having = first.tasks.find(({ state }) => state.kind === 'taken' || state.kind === 'questioned')?.state;
  const next: Gathered = having && 'by' in having ? { ...rest, handler: { by: having.by, at: having.at } } : rest;
  if (JSON.stringify(next) === JSON.stringify(gathered)) return refuse('stale');
  return { accepted: record({ ...c, gathered: next }, facts, 'follow') };
}

/** What was done of the first was done of this; what was not is not to be done. */
function settledLike(task: Task, other: Task | undefined, now: Instant): Task {
  const state = other && isSettled(other) ? other.state : ({ kind: 'cancelled', at: now } as const);
  return { ...task, version: task.version + 1, state };
}

/** It follows the next of those that followed the same, or is that one, and is a task of its own from now on. */
function moved(c: Handling, first: Case | undefined, facts: Facts): Decided<Case> {
  const others = first?.state === 'withdrawn' ? (first.gathering?.reports ?? []) : [];
  const next = others[0];
  if (next !== undefined && next.case !== c.id && others.some((one) => one.case === c.id))
    return { accepted: record({ ...c, gathered: { first: next.case } }, facts, 'follow') };
  const { gathered: _followed, ...rest } = c;
  const own = { ...rest, gathering: nothingGathered };
  return { accepted: record(advance(own, facts.now), facts, 'follow') };
}
