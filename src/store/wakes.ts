import { z } from 'zod';
import type { Instant } from '../domain/person.ts';
import { draftDueKey, dueKey, duePrefix, duePrefixAt, parseDueKey } from './keys.ts';
import { after, type Table } from './table.ts';

const wakeSchema = z.object({ attempt: z.number().int().optional() });

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
  /** Looks again at a later time. Written before the present wake is deleted, so that none is ever without. */
  later(caseId: string, time: Instant, attempt: number, draftOf?: string): Promise<void>;
  /** Deletes a wake unless something happened to it since it was read. */
  done(wake: Wake): Promise<void>;
};

export function createWakes(table: Table): Wakes {
  return {
    async due(now, limit) {
      const rows = await table.range({ from: duePrefix(), before: after(duePrefixAt(now)), limit });
      return rows.map(({ key, etag, value }) => {
        const { caseId, draftOf } = parseDueKey(key);
        return { key, etag, caseId, draftOf, attempt: wakeSchema.parse(value).attempt ?? 0 };
      });
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
