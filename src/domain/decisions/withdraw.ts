import { type Facts, isOwner } from '../actor.ts';
import type { Case } from '../case.ts';
import { endedBy, record } from '../evolve.ts';
import { without } from './files.ts';
import { filesOf } from '../files.ts';
import { type Decided, refuse } from '../refusal.ts';
import { endsByItself } from '../terminating.ts';
import { common } from '../common.ts';
import { cancelOpen, isBegun } from '../route.ts';

/** The files of an application that nobody has begun with are nobody's any longer. */
export function withdraw(c: Case, _command: object, facts: Facts): Decided<Case> {
  if (!isOwner(c, facts.actor)) return refuse('notEntitled');
  if (c.state !== 'attesting' && c.state !== 'handling') return refuse('caseClosed', endedBy(c));
  if (endsByItself(c)) return refuse('endsByItself');
  if (c.tasks.some(isBegun)) return refuse('hasBegun', begunBy(c));
  const withdrawn = {
    ...common(without(c, filesOf(c), facts)),
    tasks: cancelOpen(c.tasks, facts.now),
    state: 'withdrawn' as const,
    by: facts.actor.person,
    at: facts.now,
  };
  return { accepted: record(withdrawn, facts, 'withdraw') };
}

export function begunBy(c: Case): { by?: string; at?: string } {
  const begun = c.tasks.find(isBegun);
  return begun && 'by' in begun.state ? { by: begun.state.by.name, at: begun.state.at } : {};
}
