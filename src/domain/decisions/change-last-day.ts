import { type Facts, isOwner } from '../actor.ts';
import { addDays } from '../calendar/days.ts';
import type { Case } from '../case.ts';
import { endedBy, record } from '../evolve.ts';
import type { Day } from '../person.ts';
import { type Decided, refuse } from '../refusal.ts';
import { isBegun } from '../route.ts';
import { endsByItself, isTerminating, waitsForDay } from '../terminating.ts';
import { opensAt } from '../termination.ts';
import { begunBy } from './withdraw.ts';

/** Ändra sista dag, while it lies ahead: to another day to come, or to one that makes the tasks open at once. */
export function changeLastDay(c: Case, { lastDay }: { readonly lastDay: Day }, facts: Facts): Decided<Case> {
  if (!isOwner(c, facts.actor)) return refuse('notEntitled');
  if (!isTerminating(c) || endsByItself(c)) return refuse('stale');
  if (c.state !== 'handling') return refuse('caseClosed', endedBy(c));
  if (!waitsForDay(c)) return refuse('hasBegun', c.tasks.some(isBegun) ? begunBy(c) : {});
  const { application } = c;
  const changed = {
    ...c,
    application: {
      ...application,
      version: application.version + 1,
      from: addDays(lastDay, 1),
      answers: application.answers.map((one) =>
        one.field === 'lastDay' ? { ...one, text: lastDay, raw: lastDay } : one,
      ),
    },
    termination: { ...c.termination, lastDay, opensAt: opensAt(lastDay, facts.now) },
  };
  return { accepted: record(changed, facts, 'changeLastDay') };
}
