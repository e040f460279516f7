import type { Facts } from '../actor.ts';
import type { Case, Handling } from '../case.ts';
import { recordAnswer, refusedTask, withAttestation } from '../evolve.ts';
import { type Decided } from '../refusal.ts';
import { common } from '../common.ts';
import { advance, cancelOpen, isSettled } from '../route.ts';
import { checkText } from '../words.ts';
import { checkAsked } from './approve.ts';

export function reject(c: Case, command: { round: number; reason: string }, facts: Facts): Decided<Case> {
  const fault = checkAsked(c, command.round, facts) ?? checkText(command.reason);
  if (fault) return fault;
  const { now, actor } = facts;
  const attestations = withAttestation(c, { outcome: { kind: 'rejected', at: now, reason: command.reason } });
  if (c.state === 'handling')
    return {
      accepted: recordAnswer(
        advance(alterationRejected({ ...c, attestations }, command.reason, facts), now),
        facts,
        'reject',
      ),
    };
  const rejected = {
    ...common(c),
    attestations,
    tasks: cancelOpen(c.tasks, now),
    state: 'rejected' as const,
    by: actor.person,
    at: now,
    reason: command.reason,
  };
  return { accepted: recordAnswer(rejected, facts, 'reject') };
}

/**
 * A rejected alteration ends the tasks it concerned; what was finished before stays as it was approved then, also where
 * new login details are asked for.
 */
function alterationRejected(c: Handling, reason: string, facts: Facts): Handling {
  const { alteration, ...rest } = c;
  const tasks = c.tasks.map((task) => {
    if (!alteration?.affects.includes(task.id)) return task;
    const ends = !isSettled(task) && task.purpose !== 'reissue';
    return ends ? refusedTask(task, reason, facts) : { ...task, version: task.version + 1 };
  });
  return { ...rest, tasks };
}
