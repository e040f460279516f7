import { z } from 'zod';
import type { Instant } from '../domain/person.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { draftDueKey, dueKey, duePrefix, duePrefixAt, parseDueKey } from './keys.ts';
import { after, type Row, type Table } from './table.ts';

const wakeSchema = z.object({ attempt: z.number().int().min(0).catch(0) });

/**
 * Says "look at this case at this time". `attempt` counts the looks that failed in a row; `draftOf` is whose draft expires.
 */
export type Wake = {
  readonly caseId: string;
  readonly attempt: number;
  readonly draftOf?: string | undefined;
  readonly key: string;
  readonly etag: string;
};

export type Wakes = {
  /** What is due, oldest first. */
  due(now: Instant, limit: number): Promise<Wake[]>;
  /** Milliseconds that the oldest of what is due has waited; 0 where nothing is. */
  behind(now: Instant): Promise<number>;
  /** Looks again at a later time. Written before the present wake is deleted, so that none is ever without. */
  later(caseId: string, time: Instant, attempt: number, draftOf?: string): Promise<void>;
  /** Deletes a wake unless something happened to it since it was read. */
  done(wake: Wake): Promise<void>;
};

export function createWakes(table: Table, unreadable: Unreadable): Wakes {
  const toWake = ({ key, etag, value }: Row): Wake | undefined => {
    try {
      const { caseId, draftOf } = parseDueKey(key);
      return { key, etag, caseId, draftOf, attempt: wakeSchema.safeParse(value).data?.attempt ?? 0 };
    } catch (error) {
      unreadable(key, error);
      return undefined;
    }
  };
  return {
    async due(now, limit) {
      const rows = await table.range({ from: duePrefix(), before: after(duePrefixAt(now)), limit });
      const wakes = rows.map((row) => ({ row, wake: toWake(row) }));
      // It says nothing, and would stand before all others for ever.
      for (const { row, wake } of wakes) if (wake === undefined) await table.removeIf(row.key, row.etag);
      return wakes.flatMap(({ wake }) => wake ?? []);
    },
    async behind(now) {
      const [first] = await table.range({ from: duePrefix(), before: after(duePrefixAt(now)), limit: 1 });
      const due = Date.parse(first?.key.split('!')[1] ?? '');
      return Number.isNaN(due) ? 0 : Math.max(0, Date.parse(now) - due);
    },
    async later(caseId, time, attempt, draftOf) {
      const key = draftOf === undefined ? dueKey(time, caseId) : draftDueKey(time, caseId, draftOf);
      await table.commit([{ put: key, value: attempt === 0 ? {} : { attempt } }]);
    },
    async done({ key, etag }) {
      await table.removeIf(key, etag);
    },
  };
}
