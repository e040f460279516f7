import type { Answer, Application } from './application.ts';
import type { Task } from './case.ts';

/** One changed field: its label, what it said and what it says now; empty where there was or is nothing. */
export type Change = {
  readonly system?: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
};

/** What an alteration changed, in the form's order. A changed personnummer is named, never shown. */
export function difference(before: Application, after: Application): Change[] {
  const personnummer =
    before.subject.hash === after.subject.hash ? [] : [{ label: 'Personnummer', before: '', after: 'ändrat' }];
  const systems = [...new Set([...before.systems, ...after.systems].map((system) => system.id))].flatMap((id) => {
    const was = before.systems.find((system) => system.id === id);
    const is = after.systems.find((system) => system.id === id);
    if (!was || !is) return [{ label: 'System', before: was?.name ?? '', after: is?.name ?? '' }];
    return fields(was.answers, is.answers).map((change) => ({ ...change, system: is.name }));
  });
  return [...fields(before.answers, after.answers), ...personnummer, ...systems];
}

/** Whether an alteration concerns a task: the common fields concern all, a system's own fields that system. */
export function concerns(before: Application, after: Application, task: Task): boolean {
  const systemName = after.systems.find((system) => system.id === task.system)?.name;
  return difference(before, after).some((change) => change.system === undefined || change.system === systemName);
}

function fields(before: readonly Answer[], after: readonly Answer[]): Change[] {
  const ids = [...new Set([...before, ...after].map((answer) => answer.field))];
  return ids.flatMap((id) => {
    const was = before.find((answer) => answer.field === id);
    const is = after.find((answer) => answer.field === id);
    return was?.text === is?.text
      ? []
      : [{ label: (is ?? was)?.label ?? id, before: was?.text ?? '', after: is?.text ?? '' }];
  });
}
