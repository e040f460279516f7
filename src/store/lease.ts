import { z } from 'zod';
import type { Instant } from '../domain/person.ts';
import { leaseKey } from './keys.ts';
import type { Table } from './table.ts';

const leaseSchema = z.object({ holder: z.string(), until: z.string() });

/** One replica at a time sends for a municipality; another takes over within this long when it stops. */
const leaseMs = 20_000;
/** It is prolonged before it gets shorter than this. */
const shortMs = 15_000;
/** The replicas' clocks agree within this. */
const skewMs = 2_000;
/** The longest that a message begun under the lease is under way. */
const callMs = 10_000;

export type Lease = {
  /** Whether this replica may send now; takes or prolongs the lease where it can. */
  hold(now: Instant): Promise<boolean>;
  /** Whether the lease as last taken lasts for one more message: one that was asleep for long finds out without asking anybody. */
  isHeld(now: Instant): boolean;
  /** Nothing more is begun under it, though what is under way is still finished under it. */
  retire(): void;
  /** Gives it up at once, so that another need not wait. */
  release(): Promise<void>;
};

export function createLease(table: Table, holder: string): Lease {
  let mine = 0;
  let retired = false;
  const keep = (until: string): true => {
    mine = Date.parse(until);
    return true;
  };
  return {
    isHeld(now) {
      const left = mine - Date.parse(now);
      return !retired && left > skewMs + callMs && left <= leaseMs;
    },
    async hold(now) {
      const row = await table.get(leaseKey());
      // One that cannot be read is nobody's: it must not keep everybody from sending.
      const lease = leaseSchema.safeParse(row?.value).data;
      const left = lease ? Date.parse(lease.until) - Date.parse(now) : 0;
      // A lease far in the future was written by a clock that has been set back since; one a little too long by a clock ahead of ours.
      const isTheirs = lease !== undefined && lease.holder !== holder && left > 0 && left <= leaseMs + skewMs;
      if (isTheirs) return false;
      if (lease?.holder === holder && left > shortMs && left <= leaseMs) return keep(lease.until);
      const until = new Date(Date.parse(now) + leaseMs).toISOString();
      const write = { put: leaseKey(), value: { holder, until }, if: row?.etag ?? 'absent' };
      return (await table.commit([write])) === 'committed' && keep(until);
    },
    retire: () => {
      retired = true;
    },
    async release() {
      mine = 0;
      const row = await table.get(leaseKey());
      if (row && leaseSchema.safeParse(row.value).data?.holder === holder) await table.removeIf(leaseKey(), row.etag);
    },
  };
}
