import type { MemoryTable } from '../support/memory-table.ts';
import type { Range, Row, Table, Write } from '../../src/store/table.ts';
import type { Schedule } from './schedule.ts';
import type { Plan, Weather } from './weather.ts';

/** A process that can end in the middle of anything. */
export type Life = { readonly name: string; ended: boolean };

type Parts = {
  readonly table: MemoryTable;
  readonly schedule: Schedule;
  readonly weather: Weather;
  readonly life: Life;
  /** Told of every transaction that was carried out. */
  readonly committed: (writes: readonly Write[], life: Life) => void;
  /** Told of one whose outcome the process does not learn, or not as it was. */
  readonly doubtful: (writes: readonly Write[]) => void;
  readonly trace: (line: string) => void;
};

/** The client's patience: three tries of five seconds. */
const patience = 15_000;

/** What a call is about, without ids that change from one run of a shrunk history to the next. */
function subject(key: string): string {
  const [kind = '', first = '', second = ''] = key.split('!');
  if (kind === 'due') return `due ${second}`;
  return kind === 'event' ? `event ${first}` : key;
}

/** The shared table as one process reaches it: slow, and not always there. */
export function createStorage({ table, schedule, weather, life, committed, doubtful, trace }: Parts): Table {
  const calls = new Map<string, number>();

  function labelOf(operation: string, key: string): string {
    const name = `${life.name} ${operation} ${subject(key)}`;
    const count = (calls.get(name) ?? 0) + 1;
    calls.set(name, count);
    return `${name} ${count}`;
  }

  /** `effect` happens once at its time, or not at all; the answer comes later, if somebody is left to hear it. */
  function call<T>(
    label: string,
    plan: Plan<'storage'>,
    effect: () => Promise<T>,
    blurred = (value: T): T => value,
  ): Promise<T> {
    const { fault, dice } = plan;
    const slowly = fault === 'slow' ? 500 + dice.below(5_000) : 0;
    const fails = fault === 'refused' || fault === 'timeout' || fault === 'lost' || fault === 'late';
    const does = fault !== 'refused' && fault !== 'timeout';
    const wait = fault === 'refused' ? plan.after : patience;
    return new Promise<T>((resolve, reject) => {
      const answer = (give: () => void): void => {
        if (life.ended) return;
        trace(`${label}${fault ? `: ${fault}` : ''}`);
        give();
      };
      const fail = (): void => answer(() => reject(new Error(`The storage did not answer: ${label}`)));
      const act = (): void => {
        // A request that was on its way when the process ended may arrive or not.
        if (life.ended && dice.chance(0.5)) return;
        void effect().then((value) => {
          if (!fails) schedule.in(plan.after, () => answer(() => resolve(blurred(value))));
        }, reject);
      };
      if (does) schedule.in(plan.before + slowly + (fault === 'late' ? patience + dice.below(4_000) : 0), act);
      if (fails) schedule.in(plan.before + wait, fail);
    });
  }

  async function write(writes: readonly Write[], plan: Plan<'storage'>): Promise<'committed' | 'conflict'> {
    if (plan.fault === 'touched') await touch(writes);
    const first = await table.commit(writes);
    if (first === 'committed') committed(writes, life);
    // The client asks again when no answer comes, and then meets what it did itself.
    return plan.fault === 'repeated' && first === 'committed' ? table.commit(writes) : first;
  }

  /** Somebody writes a row anew, as it was, in the last moment. */
  async function touch(writes: readonly Write[]): Promise<void> {
    for (const one of writes) {
      if (!('if' in one) || one.if === undefined || one.if === 'absent') continue;
      const row = await table.get(one.put);
      if (row?.etag === one.if) await table.commit([{ put: one.put, value: row.value, if: row.etag }]);
      return;
    }
  }

  const keyOf = (one: Write | undefined): string => (one === undefined ? '' : 'put' in one ? one.put : one.remove);
  /** Reading again what was read once does no harm, nor does being overtaken while reading. */
  const forReading = (plan: Plan<'storage'>): Plan<'storage'> => {
    const { fault, ...rest } = plan;
    return fault === 'repeated' || fault === 'touched' || fault === undefined
      ? rest
      : { ...rest, fault: fault === 'slow' ? 'slow' : 'timeout' };
  };

  return {
    get: (key): Promise<Row | undefined> => {
      const label = labelOf('get', key);
      return call(label, forReading(weather.plan('storage', label)), () => table.get(key));
    },
    range: (range: Range): Promise<Row[]> => {
      const label = labelOf('range', range.from);
      return call(label, forReading(weather.plan('storage', label)), () => table.range(range));
    },
    commit: (writes) => {
      const label = labelOf('commit', keyOf(writes[0]));
      const plan = weather.plan('storage', label);
      if (plan.fault !== undefined) doubtful(writes);
      return call(label, plan, () => write(writes, plan));
    },
    removeIf: (key, etag) => {
      const label = labelOf('remove', key);
      const plan = weather.plan('storage', label);
      return call(
        label,
        plan,
        () => table.removeIf(key, etag),
        (value) => (plan.fault === 'repeated' ? false : value),
      );
    },
  };
}
