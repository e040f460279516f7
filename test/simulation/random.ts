/** Chance without memory: what a label gives depends on the seed and the label alone, so that a shrunk history keeps the rest of its luck. */
function mix(seed: number, label: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let index = 0; index < label.length; index++) hash = Math.imul(hash ^ label.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Draws for one label, one after the other. */
export type Dice = {
  /** At least 0 and below 1. */
  readonly fraction: () => number;
  /** A whole number below `count`. */
  readonly below: (count: number) => number;
  readonly chance: (probability: number) => boolean;
  /** One of them; undefined where there is none. */
  readonly pick: <T>(list: readonly T[]) => T | undefined;
};

export function diceOf(seed: number, label: string): Dice {
  let drawn = 0;
  const fraction = (): number => mix(seed + Math.imul((drawn += 1), 0x9e3779b1), label) / 0x1_0000_0000;
  const below = (count: number): number => Math.floor(fraction() * count);
  return {
    fraction,
    below,
    chance: (probability) => fraction() < probability,
    pick: (list) => list[below(list.length)],
  };
}

/** One of the names, each as often as its weight says. */
export function weighed<K extends string>(dice: Dice, weights: Readonly<Record<K, number>>): K {
  const entries = Object.entries(weights) as [K, number][];
  let left = dice.fraction() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of entries) {
    left -= weight;
    if (left < 0) return name;
  }
  return (entries.at(-1) as [K, number])[0];
}

/** A fingerprint of lines of text, for comparing two runs. */
export function createFingerprint(): { add: (line: string) => void; text: () => string } {
  let [high, low] = [0x1234_5678, 0x9abc_def0];
  return {
    add: (line) => {
      for (let index = 0; index < line.length; index++) {
        high = Math.imul(high ^ line.charCodeAt(index), 0x01000193);
        low = Math.imul(low ^ line.charCodeAt(index), 0x5bd1e995) ^ (high >>> 15);
      }
    },
    text: () => `${(high >>> 0).toString(16)}-${(low >>> 0).toString(16)}`,
  };
}
