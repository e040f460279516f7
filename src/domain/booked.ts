import type { Case, Task } from './case.ts';

/** The task books a time before it can be done. */
export function isBooked(c: Pick<Case, 'route'>, { stage }: Pick<Task, 'stage'>): boolean {
  return c.route[stage]?.booking !== undefined;
}

/** The first stage after one whose receipt has not come: what was handed over there is receipted before anything is given. */
export function heldFrom({ route, tasks, receipts = [] }: Pick<Case, 'route' | 'tasks' | 'receipts'>): number {
  const waiting = receipts
    .filter(({ received }) => received === undefined)
    .flatMap(({ task: id }) => tasks.find((task) => task.id === id)?.stage ?? [])
    .filter((stage) => route[stage]?.booking !== undefined);
  return Math.min(...waiting, Infinity);
}
