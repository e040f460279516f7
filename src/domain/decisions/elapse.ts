import type { Facts } from '../actor.ts';
import type { Case } from '../case.ts';
import { approvals } from '../elapsing/approvals.ts';
import { calls } from '../elapsing/calls.ts';
import { certificate } from '../elapsing/certificate.ts';
import { credentials } from '../elapsing/credentials.ts';
import { offers } from '../elapsing/offers.ts';
import { opening } from '../elapsing/opening.ts';
import { expiry } from '../elapsing/expiry.ts';
import { queueOpening } from '../elapsing/queue-opening.ts';
import type { Elapsed, Part } from '../elapsing/part.ts';
import { promise } from '../elapsing/promise.ts';
import { start } from '../elapsing/start.ts';
import { tasks } from '../elapsing/tasks.ts';
import { recordAll } from '../evolve.ts';
import type { Instant } from '../person.ts';
import { type Decided, refuse } from '../refusal.ts';

const parts: readonly Part[] = [
  certificate,
  opening,
  credentials,
  approvals,
  queueOpening,
  offers,
  calls,
  tasks,
  start,
  promise,
  expiry,
];

/** What has come with time alone, all of it at once. Refused when nothing has. */
export function elapse(c: Case, _command: object, facts: Facts): Decided<Case> {
  const all = parts.reduce<Elapsed>(
    (so, part) => {
      const more = part.elapsed(so.case, facts);
      return more ? { case: more.case, entries: [...so.entries, ...more.entries] } : so;
    },
    { case: c, entries: [] },
  );
  return all.case === c ? refuse('stale') : { accepted: recordAll(all.case, facts, all.entries) };
}

/** The next instant at which time alone changes the case. */
export function nextWake(c: Case): Instant | undefined {
  return parts.flatMap((part) => part.wakes(c)).reduce<Instant | undefined>(earlier, undefined);
}

function earlier(one: Instant | undefined, other: Instant): Instant {
  return one === undefined || other < one ? other : one;
}
