import { z } from 'zod';
import type { Instant } from '../domain/person.ts';
import { dueKey, duePrefix, duePrefixAt, parseDueKey } from './keys.ts';
import { after, type Table } from './table.ts';

const wakeSchema = z.object({ attempt: z.number().int().optional(), draftOf: z.string().optional() });

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
        const { attempt = 0, draftOf } = wakeSchema.parse(value);
        return { key, etag, attempt, draftOf, caseId: parseDueKey(key).caseId };
      });
    },
    async later(caseId, time, attempt, draftOf) {
      const value = { ...(attempt === 0 ? {} : { attempt }), ...(draftOf === undefined ? {} : { draftOf }) };
      await table.commit([{ put: dueKey(time, caseId), value }]);
    },
    async done({ key, etag }) {
      await table.removeIf(key, etag);
    },
  };
}
