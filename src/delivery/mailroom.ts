import type { Mailed } from '../commands/outbound.ts';
import type { Instant } from '../domain/person.ts';
import { machineTimer, type Timer } from './timer.ts';

/** What became of a mail, or when to ask again: it has not had its turn, or is under way. */
export type Handed = Mailed | { readonly kind: 'turn'; readonly ms: number };

/**
 * Mail goes one at a time, beside the looks: a mail server may take half a minute over one, and the cards of other cases do not wait
 * for it.
 */
export type Mailroom = {
  /**
   * `who` names the mail. The errand is carried out at its turn, and its answer kept until it is asked for. `late`: it went when
   * nobody waited for it any longer, and perhaps nobody asks again.
   */
  hand(who: string, errand: () => Promise<Mailed>, late?: () => Promise<void>): Promise<Handed>;
  /** Settles when nothing is under way. */
  settled(): Promise<void>;
};

type Ports = { readonly now: () => Instant; readonly timer?: Timer | undefined };

/** A look waits for its own mail no longer than this. */
const patienceMs = 1_000;
/** Between the turns of those that wait: about what a mail takes. */
const turnMs = 500;
/** Whoever has not asked for this long has nothing to send any longer. */
const turnLastsMs = 60_000;
/** A mail server that takes nothing is left alone for so long, and longer each time. */
const holds = { first: 5_000, longest: 30_000 };

export function createMailroom({ now, timer = machineTimer }: Ports): Mailroom {
  const line = new Map<string, number>();
  const answers = new Map<string, Mailed>();
  let underWay: Promise<unknown> | undefined;
  let failures = 0;
  let held: { readonly until: number; readonly mailed: Mailed } | undefined;

  /** Those before it who still ask, each with a turn of its own. */
  function placeOf(who: string, at: number): number {
    for (const [other, asked] of line) if (Math.abs(at - asked) > turnLastsMs) line.delete(other);
    if (!line.has(who)) line.set(who, at);
    const place = [...line.keys()].indexOf(who);
    line.set(who, at);
    return place;
  }

  function note(mailed: Mailed): void {
    const isServers = mailed.kind !== 'sent' && mailed.of === 'server';
    const until = Date.parse(now()) + Math.min(holds.longest, holds.first * 2 ** failures);
    held = isServers ? { until, mailed } : undefined;
    failures = isServers ? failures + 1 : 0;
  }

  return {
    async hand(who, errand, late) {
      const answer = answers.get(who);
      answers.delete(who);
      if (answer) return answer;
      const at = Date.parse(now());
      if (held && held.until > at && held.until <= at + holds.longest) return held.mailed;
      if (underWay) return { kind: 'turn', ms: turnMs * (1 + placeOf(who, at)) };
      line.delete(who);
      let inTime: Mailed | undefined;
      let waits = true;
      const work = errand()
        .then(async (mailed) => {
          note(mailed);
          if (waits) inTime = mailed;
          // What has been sent is recorded by the errand.
          else if (mailed.kind === 'sent') await late?.();
          else answers.set(who, mailed);
        })
        .finally(() => (underWay = undefined));
      // Where nobody waits for it, what went wrong is found out when it is tried again.
      underWay = work.catch(() => undefined);
      await within(work, timer);
      waits = false;
      return inTime ?? { kind: 'turn', ms: patienceMs };
    },
    async settled() {
      await underWay;
    },
  };
}

/** Settles with the work, or when patience ends. */
function within(work: Promise<void>, timer: Timer): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = timer(patienceMs, resolve);
    work.finally(cancel).then(resolve, reject);
  });
}
