import { opensAt, withOpened } from '../holds.ts';
import type { Part } from './part.ts';

/** A queue that was closed when a task came, and has opened since: nobody's doing, and no entry of the history. */
export const queueOpening: Part = {
  elapsed: (c, { now }) => {
    const tasks = withOpened(c.tasks, now);
    return tasks === c.tasks ? undefined : { case: { ...c, tasks }, entries: [] };
  },
  wakes: (c) => c.tasks.flatMap((task) => opensAt(task) ?? []),
};
