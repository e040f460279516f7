import type { Facts } from '../actor.ts';
import type { Case } from '../case.ts';
import { record, withTask } from '../evolve.ts';
import type { Person } from '../person.ts';
import { type Decided, refuse } from '../refusal.ts';
import { asked, drafted, type Submission } from './submit.ts';

export type RegisteredCall = Omit<Submission, 'approver' | 'signed'> & {
  /** How whoever rang was identified: one of the profile's ways. */
  readonly identified: string;
  /** The provider's, who follow what became of it. */
  readonly managers: readonly Person[];
};

/**
 * Registrera samtal: somebody without the bot has rung those on call. Whoever took the call has the task, and the case is the
 * provider's: its manager hears of it.
 */
export function registerCall({ identified, managers, ...s }: RegisteredCall, facts: Facts): Decided<Case> {
  const { actor, now } = facts;
  const [stage] = s.route;
  if (stage === undefined || !actor.queues.includes(stage.queue)) return refuse('notMember');
  const [manager] = managers;
  const draft: Case = {
    ...drafted(s, facts),
    registered: { by: actor.person, identified },
    ...(manager === undefined || manager.id === actor.person.id ? {} : { owners: [manager] }),
  };
  const begun = asked(draft, { own: true }, facts);
  const [task] = begun.tasks;
  const tasks = task
    ? withTask(begun.tasks, task.id, { state: { kind: 'taken', by: actor.person, at: now } })
    : begun.tasks;
  return { accepted: record({ ...begun, tasks }, facts, 'registerCall', task?.title) };
}
