import { z } from 'zod';
import type { Troubles } from '../commands/ports.ts';
import { begun, type Trouble, troubleKey, type TroubleOf, troubleSubject } from '../domain/trouble.ts';
import type { Instant } from '../domain/person.ts';
import { dueKey, troublePrefix, troubleRowKey, waitingKey, waitingPrefix } from './keys.ts';
import { after, type Row, type Table, type Write } from './table.ts';

const named = { id: z.string(), name: z.string() };
const row = z.object({
  of: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('queue'), ...named }),
    z.object({ kind: z.literal('person'), ...named }),
    z.object({ kind: z.literal('mailbox'), ...named }),
    z.object({ kind: z.literal('mail') }),
    z.object({ kind: z.literal('cases') }),
    z.object({ kind: z.literal('files') }),
    z.object({ kind: z.literal('rows') }),
  ]),
  code: z.string(),
  since: z.string(),
  episode: z.number().int(),
  mended: z.string().optional(),
});

const attempts = 5;
const most = 1000;
const minute = 60_000;

/** The troubles as the sender keeps them. */
export type TroubleRows = Troubles & {
  /** What waits for it, at most so many. */
  waiting(key: string, limit: number): Promise<string[]>;
  /** It begins, or one more waits for it. Its administrators' cards are written at once, or within the minute. */
  begin(of: TroubleOf, code: string, waits: string, now: Instant): Promise<void>;
  /** It is over, and so it is told. */
  mend(key: string, now: Instant): Promise<void>;
  /** This one does not wait for it any longer. */
  release(key: string, waits: string): Promise<void>;
};

const read = ({ value }: Row): Trouble | undefined => row.safeParse(value).data;
/** Whatever stands there: what cannot be read is begun anew. */
const condition = (found: Row | undefined): string => found?.etag ?? 'absent';

export function createTroubles(table: Table): TroubleRows {
  const find = async (key: string): Promise<Trouble | undefined> => {
    const found = await table.get(troubleRowKey(key));
    return found && read(found);
  };

  async function waiting(key: string, limit: number): Promise<string[]> {
    const prefix = waitingPrefix(key);
    const rows = await table.range({ from: prefix, before: after(prefix), limit });
    return rows.map((found) => found.key.slice(prefix.length));
  }

  async function release(key: string, waits: string): Promise<void> {
    const found = await table.get(waitingKey(key, waits));
    if (found) await table.removeIf(found.key, found.etag);
  }

  async function change(key: string, next: (before: Trouble | undefined) => Write[]): Promise<void> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const found = await table.get(troubleRowKey(key));
      const [write, ...others] = next(found && read(found));
      if (write === undefined) return;
      const conditional = 'put' in write ? { ...write, if: condition(found) } : write;
      if ((await table.commit([conditional, ...others])) === 'committed') return;
    }
    throw new Error(`Trouble ${key} was changed by others ${attempts} times in a row`);
  }

  return {
    find,
    waiting,
    release,

    async open() {
      const rows = await table.range({ from: troublePrefix(), before: after(troublePrefix()), limit: most });
      return rows.flatMap((found) => read(found) ?? []).filter(({ mended }) => mended === undefined);
    },

    count: async (of) => (await waiting(troubleKey(of), most)).length,

    async begin(of, code, waits, now) {
      const key = troubleKey(of);
      const isKnown = (await table.get(waitingKey(key, waits))) !== undefined;
      await change(key, (before) => {
        const next = begun(before, of, code, now);
        if (next === before && isKnown) return [];
        // The first is told at once; how many wait is brought up to date once a minute.
        const at = next === before ? Math.ceil((Date.parse(now) + 1) / minute) * minute : Date.parse(now);
        return [
          { put: troubleRowKey(key), value: next },
          { put: waitingKey(key, waits), value: {} },
          { put: dueKey(new Date(at).toISOString(), troubleSubject(key)), value: {} },
        ];
      });
    },

    mend: (key, now) =>
      change(key, (before) =>
        before === undefined || before.mended !== undefined
          ? []
          : [
              { put: troubleRowKey(key), value: { ...before, mended: now } },
              { put: dueKey(now, troubleSubject(key)), value: {} },
            ],
      ),

    async tryAgain(key, now) {
      const found = await find(key);
      if (found === undefined) return;
      const waits = await waiting(key, most);
      if (found.of.kind === 'rows') {
        for (const one of waits) await release(key, one);
        await this.mend(key, now);
      } else for (const one of waits) await table.commit([{ put: dueKey(now, one), value: {} }]);
    },

    async heardFrom(personId, now) {
      const key = troubleKey({ kind: 'person', id: personId, name: '' });
      if ((await find(key))?.mended === undefined) await this.tryAgain(key, now);
    },
  };
}
