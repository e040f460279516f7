import type { Instant } from '../domain/person.ts';
import type { Looked } from './look.ts';
import { machineTimer, type Timer } from './timer.ts';
import type { Lease } from '../store/lease.ts';
import type { Wake, Wakes } from '../store/wakes.ts';

export type SenderPorts = {
  readonly wakes: Wakes;
  readonly lease: Lease;
  readonly now: () => Instant;
  /** Looks at a case, and at the drafts of it that expire. */
  readonly look: (caseId: string, draftsOf: readonly string[]) => Promise<Looked>;
  readonly failed: (caseId: string, attempt: number, error: unknown) => void;
  /** This one keeps failing, or goes well again: administrators are told. It is tried again all the same. */
  readonly setAside: (caseId: string, error: unknown) => Promise<void>;
  readonly restored: (caseId: string) => Promise<void>;
  /** The machine's timer where nothing else is given. */
  readonly timer?: Timer;
  /** Settles when nothing is under way beside the looks. */
  readonly settled?: () => Promise<void>;
};

export type Sender = {
  /** Something was committed: look now. */
  readonly nudge: () => void;
  readonly start: () => void;
  /** Finishes what is under way and gives the lease to another. */
  readonly stop: () => Promise<void>;
  /** One round; true when there may be more to do at once. For tests and the loop. */
  readonly round: () => Promise<boolean>;
};

const pauseMs = 1000;
const shortestPauseMs = 10;
const holdMs = 2500;
const atOnce = 50;
const inParallel = 8;
/** What failed is tried again within this long once the fault is over: what is shown may not lag further behind. */
const longestBackoffSeconds = 30;
/** After about three minutes it is no passing fault. */
const asideAfter = 10;

/** Two looks at one case at the same time would send its cards twice. */
function byCase(due: readonly Wake[]): Map<string, Wake[]> {
  const cases = new Map<string, Wake[]>();
  for (const wake of due) cases.set(wake.caseId, [...(cases.get(wake.caseId) ?? []), wake]);
  return cases;
}

/** Later, and later still the more often it came to nothing: what times out may have arrived all the same. In seconds. */
function waitOf(attempt: number, seconds: number): number {
  return Math.max(seconds, Math.min(longestBackoffSeconds, seconds * 2 ** attempt));
}

/** The one sender of a municipality: while it holds the lease it looks at every case that is due. */
export function createSender(ports: SenderPorts): Sender {
  const { wakes, lease, now, look, failed, timer = machineTimer } = ports;
  let running: Promise<void> | undefined;
  let stopped = false;
  let nudged = false;
  let wakeUp = (): void => undefined;
  /** Milliseconds until the first of those that this round put off. */
  let soonest = pauseMs;

  async function lookAt(caseId: string, due: readonly Wake[]): Promise<void> {
    const attempt = Math.max(...due.map((wake) => wake.attempt));
    const draftsOf = due.flatMap(({ draftOf }) => draftOf ?? []);
    try {
      const { next, turnMs, retrySeconds } = await look(caseId, draftsOf);
      if (next !== undefined) await wakes.later(caseId, next, 0);
      const backOff = retrySeconds === undefined ? Infinity : 1000 * waitOf(attempt, retrySeconds);
      const wait = Math.min(turnMs ?? Infinity, backOff);
      // Waiting for one's turn is no failure.
      if (wait < Infinity) await inMs(caseId, wait, retrySeconds === undefined ? 0 : attempt + 1);
      if (attempt >= asideAfter) await ports.restored(caseId);
    } catch (error) {
      failed(caseId, attempt + 1, error);
      if (attempt >= asideAfter) await ports.setAside(caseId, error);
      const wait = 1000 * waitOf(attempt, 1);
      await inMs(caseId, wait, attempt + 1);
      for (const personId of draftsOf) await inMs(caseId, wait, attempt + 1, personId);
    }
    for (const wake of due) await wakes.done(wake);
  }

  async function inMs(caseId: string, ms: number, attempt: number, draftOf?: string): Promise<void> {
    soonest = Math.min(soonest, ms);
    await wakes.later(caseId, new Date(Date.parse(now()) + ms).toISOString(), attempt, draftOf);
  }

  /** Never throws: the other cases looked at meanwhile would be looked at again while they still are. */
  async function safely(caseId: string, due: readonly Wake[]): Promise<void> {
    await lookAt(caseId, due).catch((error: unknown) => failed(caseId, 0, error));
  }

  async function round(): Promise<boolean> {
    if (!(await lease.hold(now()))) return false;
    const letGo = keepHolding();
    try {
      return await lookAtDue();
    } finally {
      letGo();
    }
  }

  const goesOn = (): boolean => !stopped && lease.isHeld(now());

  /** When Teams is slow, looks last longer than the lease does, and another would send the same cards meanwhile. */
  function keepHolding(): () => void {
    let holding = true;
    let cancel = (): void => undefined;
    const again = (): void => {
      cancel = timer(holdMs, () => {
        void lease
          .hold(now())
          .catch(() => false)
          .then(() => holding && again());
      });
    };
    again();
    return () => {
      holding = false;
      cancel();
    };
  }

  async function lookAtDue(): Promise<boolean> {
    const due = await wakes.due(now(), atOnce);
    const waiting = [...byCase(due)];
    // One slow look holds up its own line of work, not the others'.
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = goesOn() ? waiting.shift() : undefined) await safely(...next);
    };
    await Promise.all(Array.from({ length: inParallel }, work));
    return goesOn() && due.length === atOnce;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      nudged = false;
      soonest = pauseMs;
      const more = await round().catch((error: unknown) => {
        failed('', 0, error);
        return false;
      });
      if (more || nudged || stopped) continue;
      await new Promise<void>((resolve) => {
        const cancel = timer(Math.max(soonest, shortestPauseMs), resolve);
        wakeUp = () => {
          cancel();
          resolve();
        };
      });
    }
  }

  return {
    round,
    nudge: () => {
      nudged = true;
      wakeUp();
    },
    start: () => {
      running ??= run();
    },
    stop: async () => {
      stopped = true;
      lease.retire();
      wakeUp();
      await running;
      await ports.settled?.();
      await lease.release().catch((error: unknown) => failed('', 0, error));
    },
  };
}
