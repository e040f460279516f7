import type { Case, Task } from '../domain/case.ts';
import { latestCall } from '../domain/elapsing/calls.ts';
import type { Call } from '../domain/on-call.ts';
import { isOffered } from '../domain/offered.ts';
import { enumerate, formatMoment } from './format.ts';

/** The second who is called, or nobody at all. */
export function isLate(call: Call, index: number, all: readonly Call[]): boolean {
  return call.kind === 'nobody' || all.slice(0, index).some(({ round }) => round === call.round);
}

/** Where a task that nobody has taken stands with those on call; empty where nobody is called. */
function callText(task: Task): string {
  const call = latestCall(task);
  if (call === undefined || task.state.kind !== 'queued') return '';
  if (call.kind === 'called') return `${call.person.name} är tillkallad ${formatMoment(call.at)}`;
  return call.why === 'all' ? 'alla i jouren är tillkallade' : 'ingen har kunnat tillkallas';
}

/** The phone number, for whoever waits; undefined while the first who was called has time left. */
export function phoneOf(task: Task): string | undefined {
  if (task.state.kind !== 'queued') return undefined;
  const own = (task.calls ?? []).filter(({ round }) => round === task.round);
  return own.some(isLate) ? own.at(-1)?.phone : undefined;
}

/** What whoever waits can do meanwhile: those on call are called in vain, or nobody has seen it. */
export function callInstead({ terms }: Pick<Case, 'terms'>, task: Task): string[] {
  const phone = phoneOf(task);
  if (phone !== undefined) return [`Är det bråttom: ring ${phone}.`];
  const isUnseen = task.state.kind === 'queued' && task.unreached !== undefined;
  return isUnseen && terms.callText !== undefined
    ? [`${task.queueName} gick inte att nå i Teams. ${terms.callText}`]
    : [];
}

/** Who may take it now, for whoever waits; undefined where its queue has it. */
export function offerText(task: Task): string | undefined {
  const { offered } = task;
  if (offered === undefined || task.state.kind !== 'queued' || !isOffered(task)) return undefined;
  return `hos ${enumerate(offered.to.map(({ name }) => name))} till ${formatMoment(offered.until)}`;
}

const queued: Record<Task['purpose'], string> = {
  fulfil: 'i kön',
  redo: 'i kön',
  reissue: 'i kön för nya inloggningsuppgifter',
};

/** Where a task is that nobody has taken. */
export function queuedText(task: Task): string {
  return [offerText(task) ?? queued[task.purpose], callText(task)].filter((part) => part !== '').join('; ');
}
