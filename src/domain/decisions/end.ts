import type { Facts } from '../actor.ts';
import type { Application } from '../application.ts';
import type { Case, Ending, Handling, Stage } from '../case.ts';
import { record } from '../evolve.ts';
import type { Person } from '../person.ts';
import { planTasks } from '../route.ts';
import type { Termination } from '../ending.ts';
import type { Terms } from '../terms.ts';

export type SelfEnding = {
  readonly id: string;
  readonly submitter: Person;
  readonly provider: { readonly id: string; readonly name: string };
  readonly application: Application;
  readonly ends: readonly Ending[];
  readonly termination: Termination;
  readonly route: readonly Stage[];
  readonly terms: Terms;
};

/** R66: a termination that nobody orders. The decision was made with the last day itself, so nobody is asked. */
export function endByItself(ending: SelfEnding, facts: Facts): Case {
  const { application, route } = ending;
  const begun: Handling = {
    ...ending,
    state: 'handling',
    kind: 'termination',
    revision: 0,
    submittedAt: facts.now,
    held: [],
    attestations: [],
    questions: [],
    tasks: planTasks(route, application, [], facts.now),
    handovers: [],
    log: [],
  };
  return record(begun, facts, 'endByItself');
}
