import { z } from 'zod';
import type { Finished } from '../commands/statistics-port.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { type Case, caseKinds } from '../domain/case.ts';
import { doneBy } from '../domain/statistics.ts';
import { doneKey, donePrefix, doneUntil } from './keys.ts';
import { readRows } from './read.ts';
import type { Table, Write } from './table.ts';

const doneRow = z.object({
  queue: z.string(),
  kind: z.enum(caseKinds),
  stage: z.string(),
  provider: z.object({ id: z.string(), name: z.string() }),
  came: z.string(),
  at: z.string(),
});

/** A row for each task that a step finishes, in the step's own transaction; nobody writes it again, and it names nobody. */
export function doneWrites(before: Case | undefined, after: Case): Write[] {
  return doneBy(before, after).map(({ task, ...done }) => ({
    put: doneKey(task.queue, done.at, `${after.id}.${task.id}.${task.round}`),
    value: { ...done, provider: { id: done.provider.id, name: done.provider.name } },
  }));
}

/** What was finished, the latest first: as much as is asked for is read, however much there is. */
export function createFinished(table: Table, unreadable: Unreadable): Finished {
  return {
    async latest(queue, since, limit) {
      const rows = await table.range({ from: donePrefix(queue), before: doneUntil(queue, since), limit });
      return readRows(rows, doneRow, unreadable);
    },
  };
}
