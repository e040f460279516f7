/** Numbers that look random and are the same for the same seed (mulberry32). */
export type Random = {
  /** From 0 up to, not including, 1. */
  readonly number: () => number;
  /** From 0 up to, not including, `below`. */
  readonly whole: (below: number) => number;
  readonly chance: (of: number) => boolean;
  readonly one: <T>(from: readonly T[]) => T | undefined;
  /** Numbers of its own for something that goes on beside the rest. */
  readonly fork: () => Random;
};

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const number = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(number() * below);
  return {
    number,
    whole,
    chance: (of) => number() < of,
    one: (from) => from[whole(from.length)],
    fork: () => createRandom(whole(2 ** 32)),
  };
}
