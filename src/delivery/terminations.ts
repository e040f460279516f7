import type { Cases, Register } from '../commands/ports.ts';
import type { Case } from '../domain/case.ts';
import type { Command } from '../domain/decide.ts';
import type { Instant } from '../domain/person.ts';
import { endingDayOf, stillHeld } from '../domain/ending-day.ts';
import { dueWarning } from '../domain/expiry.ts';
import { lists } from '../domain/lists.ts';
import { type EndingPorts, endWhatIsOver } from '../commands/terminate/by-itself.ts';
import { isTerminating } from '../domain/terminating.ts';

export type TerminationPorts = {
  readonly register: Pick<Register, 'everywhere'>;
  readonly cases: Pick<Cases, 'list'>;
  readonly now: () => Instant;
};

/** A termination is weighed anew at every look: what it ends depends on what the person has elsewhere. Read after the case is. */
export async function weighAnew(c: Case, { register }: TerminationPorts): Promise<Command | undefined> {
  if (!isTerminating(c) || c.state !== 'handling') return undefined;
  const { held, underWay } = await register.everywhere(c.application.subject.hash, c.provider.id);
  return { verb: 'reconsider', held, underWay };
}

/** A last day is near: the manager is warned of what is still held and that nothing else ends. */
export async function warn(c: Case, { register, cases, now }: TerminationPorts): Promise<Command | undefined> {
  if (dueWarning(c, now()) === undefined) return undefined;
  const known = await register.everywhere(c.application.subject.hash, c.provider.id);
  const systems = stillHeld(c, known).map(({ system }) => system.id);
  const day = endingDayOf(c);
  const sameDay = day ? (await cases.list(lists.ending(day), { limit: 2 })).entries : [];
  return { verb: 'warnOfEnd', systems, together: sameDay.some(({ caseId }) => caseId !== c.id) };
}

/** Once what was over has been ended, the case says so and is looked at no more for it. */
export async function seeToEnd(c: Case, ports: TerminationPorts & EndingPorts): Promise<Command | undefined> {
  await endWhatIsOver(c, ports);
  return { verb: 'seeToEnd' };
}
