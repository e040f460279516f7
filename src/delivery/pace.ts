/** At most so many messages within any so many milliseconds. */
type Limit = { readonly messages: number; readonly ms: number };

/** Teams' own, for a bot in one conversation. */
const ofConversation: readonly Limit[] = [
  { messages: 7, ms: 1_000 },
  { messages: 8, ms: 2_000 },
  { messages: 60, ms: 30_000 },
  { messages: 1_800, ms: 3_600_000 },
];

/** Messages a second to the whole tenant, for which Microsoft's texts say 30 and 50; `none`: nothing is kept, for tests. */
export type Rate = number | 'none';

/** A turn that was not taken within this long is kept for nobody; whoever comes later goes when there is room. */
const turnLasts = 10_000;
const longest = 3_600_000;
/** Conversations remembered before those that have been silent for an hour are let go. */
const manyLines = 2_000;

/**
 * Keeps Teams' limits before Teams has to. It knows what this process has sent, and only the sender asks it: answers to clicks go
 * beside it, and what they take is found out by Teams' 429.
 */
export type Pace = {
  /**
   * 0: send now, and it is counted. Otherwise the milliseconds until its turn; `who` names the message, so that it keeps its
   * place when it asks again.
   */
  take(conversation: string, who: string, now: number): number;
  /** Nothing more to this conversation for so long: Teams said so, or gives no answer. */
  hold(conversation: string, now: number, ms: number): void;
};

/** What was sent, oldest first, and what has been told when to come back. */
type Line = {
  readonly limits: readonly Limit[];
  readonly window: number;
  sent: number[];
  readonly turns: Map<string, number>;
  heldUntil: number;
};

function lineOf(limits: readonly Limit[]): Line {
  return { limits, window: Math.max(...limits.map(({ ms }) => ms)), sent: [], turns: new Map(), heldUntil: 0 };
}

function forget(line: Line, now: number): void {
  // A clock that was set back must not leave a line waiting for the old time.
  line.sent = line.sent.filter((at) => at > now - line.window && at <= now);
  if (line.heldUntil > now + longest) line.heldUntil = 0;
  for (const [who, at] of line.turns) if (Math.abs(at - now) > longest) line.turns.delete(who);
}

/** When there is room after all of these, which stand in order. */
function roomAfter({ limits, heldUntil }: Line, times: readonly number[]): number {
  return Math.max(heldUntil, ...limits.map(({ messages, ms }) => (times.at(-messages) ?? -Infinity) + ms));
}

/** When this message may go, with everybody before it let first. */
function turnIn(line: Line, who: string, now: number): number {
  const own = line.turns.get(who);
  if (own !== undefined && own > now) return Math.max(own, line.heldUntil);
  if (own !== undefined && roomAfter(line, line.sent) <= now) return now;
  // Whoever is late for a turn takes it now at the soonest; others go before them only where there is room for all.
  const taken = [...line.sent];
  for (const [other, at] of line.turns) if (other !== who && at >= now - turnLasts) taken.push(Math.max(at, now));
  const at = roomAfter(line, taken);
  return at <= now ? now : Math.max(at, taken.at(-1) ?? 0);
}

export function createPace(rate: Rate): Pace {
  const whole = lineOf(rate === 'none' ? [] : [{ messages: rate, ms: 1_000 }]);
  const lines = new Map<string, Line>();

  function find(conversation: string, now: number): Line {
    const known = lines.get(conversation);
    if (known) return known;
    if (lines.size >= manyLines)
      for (const [name, line] of lines) {
        forget(line, now);
        if (line.sent.length === 0 && line.turns.size === 0 && line.heldUntil <= now) lines.delete(name);
      }
    const made = lineOf(rate === 'none' ? [] : ofConversation);
    lines.set(conversation, made);
    return made;
  }

  return {
    take(conversation, who, now) {
      const both = [find(conversation, now), whole];
      for (const line of both) forget(line, now);
      const turns = both.map((line) => ({ line, at: turnIn(line, who, now) }));
      const at = Math.max(...turns.map((turn) => turn.at));
      for (const turn of turns) {
        if (at <= now) {
          turn.line.turns.delete(who);
          turn.line.sent.push(now);
        } else if (turn.at > now && turn.at !== turn.line.turns.get(who)) {
          // Behind all others: turns stand in the order in which they come.
          turn.line.turns.delete(who);
          turn.line.turns.set(who, turn.at);
        }
      }
      return Math.max(0, at - now);
    },
    hold(conversation, now, ms) {
      const line = find(conversation, now);
      line.heldUntil = Math.max(line.heldUntil, now + ms);
    },
  };
}
