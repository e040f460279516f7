import type { Facts } from '../actor.ts';
import { dayOf } from '../calendar/days.ts';
import type { Case, Ending } from '../case.ts';
import { record } from '../evolve.ts';
import { type Decided, refuse } from '../refusal.ts';
import type { Held, UnderWay } from '../register.ts';
import { advance, isBegun, planTasks } from '../route.ts';
import { isTerminating, waitsForDay } from '../terminating.ts';
import { planOf, scopeOf } from '../termination.ts';

/** What the register says of the person now, at every provider. */
export type Reconsidered = { readonly held: readonly Held[]; readonly underWay: readonly UnderWay[] };

/**
 * What a termination ends is weighed anew while it is open: two can have counted on each other, another employment may have ended or
 * come since, and an order that was under way may have been done. What somebody has begun with is not taken away from them.
 */
export function reconsider(c: Case, { held, underWay }: Reconsidered, facts: Facts): Decided<Case> {
  if (!isTerminating(c) || c.state !== 'handling') return refuse('stale');
  const plan = planOf(
    held.filter((grant) => !isDone(c, grant)),
    scopeOf(c, dayOf(facts.now)),
    c.provider.id,
    underWay,
  );
  const { application } = c;
  const planned = new Set(plan.systems.map(({ id }) => id));
  const wasPlanned = new Set((c.ends ?? []).filter(({ needsTask }) => needsTask).map(({ system }) => system));
  const begun = new Set(c.tasks.filter(isBegun).map(({ system }) => system));
  const stays = application.systems.filter(({ id }) => planned.has(id) || begun.has(id) || !wasPlanned.has(id));
  const added = plan.systems.filter(({ id }) => !stays.some((one) => one.id === id));
  const settled = (c.ends ?? []).filter(
    ({ case: by, system }) => !plan.ends.some((end) => isSame(end, { case: by, system })),
  );
  const ends = [...settled, ...plan.ends].map((end) => (begun.has(end.system) ? { ...end, needsTask: true } : end));
  const systems = [...stays, ...added];
  const isSameNow =
    added.length === 0 && stays.length === application.systems.length && signature(ends) === signature(c.ends ?? []);
  if (isSameNow) return refuse('stale');
  const next = { ...application, systems };
  const changed = {
    ...c,
    application: next,
    ends,
    termination: { ...c.termination, kept: waitsForDay(c) ? plan.kept : [...c.termination.kept, ...plan.kept] },
    tasks: planTasks(c.route, next, c.tasks, facts.now),
  };
  return { accepted: record(advance(changed, facts.now), facts, 'reconsider') };
}

/** What was given in a system after it was taken away here is for a termination of its own. */
function isDone(c: Case, { case: by, system }: Held): boolean {
  const isOwn = (c.ends ?? []).some((end) => isSame(end, { case: by, system: system.id }));
  return !isOwn && c.tasks.some((task) => task.system === system.id && task.state.kind === 'completed');
}

function isSame(a: Omit<Ending, 'needsTask'>, b: Omit<Ending, 'needsTask'>): boolean {
  return a.case === b.case && a.system === b.system;
}

function signature(ends: readonly Ending[]): string {
  return ends
    .map((end) => `${end.case}.${end.system}.${String(end.needsTask)}`)
    .toSorted()
    .join();
}
