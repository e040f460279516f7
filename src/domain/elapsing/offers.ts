import { isOffered } from '../offered.ts';
import type { Part } from './part.ts';

/** None of those whom a task was offered to first has taken it: its queue hears of it. */
export const offers: Part = {
  elapsed: (c, { now }) => {
    const due = c.tasks.filter((task) => waits(task.state.kind, task) && (task.offered?.until ?? now) <= now);
    if (c.state !== 'handling' || due.length === 0) return undefined;
    const tasks = c.tasks.map((task) =>
      due.includes(task) && task.offered ? { ...task, offered: { ...task.offered, over: true } } : task,
    );
    return { case: { ...c, tasks }, entries: due.map(({ title }) => ({ verb: 'toQueue' as const, title })) };
  },
  wakes: (c) =>
    c.state === 'handling'
      ? c.tasks.flatMap((task) => (waits(task.state.kind, task) && task.offered ? [task.offered.until] : []))
      : [],
};

function waits(state: string, task: Parameters<typeof isOffered>[0]): boolean {
  return state === 'queued' && isOffered(task);
}
