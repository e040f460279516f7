import { diceOf, weighed } from './random.ts';
import type { Weather } from './weather.ts';

const kinds = {
  press: 30,
  order: 2,
  old: 4,
  forged: 4,
  again: 3,
  say: 2,
  crash: 3,
  stop: 1,
  clock: 2,
  pass: 2,
  entitle: 1.5,
  absent: 1.5,
  relink: 1,
  member: 2,
  block: 1,
  close: 0.7,
} as const;
type Kind = keyof typeof kinds;

/** One thing that happens, so many milliseconds after the one before. What it means is decided when it does. */
export type Step = { readonly index: number; readonly kind: Kind; readonly gap: number };

const gaps = [0, 0, 40, 300, 1_500, 3_000, 6_000, 15_000] as const;

/** The steps of a history: an order first, and then mostly presses. */
export function stepsOf(seed: number, { climate }: Weather): Step[] {
  const dice = diceOf(seed, 'steps');
  const count = 8 + dice.below(15);
  return Array.from({ length: count }, (_, index): Step => {
    const drawn = weighed(dice, kinds);
    const isFault =
      ((drawn === 'crash' || drawn === 'stop') && !climate.crashes) || (drawn === 'clock' && !climate.clocks);
    const gap = dice.pick(gaps) ?? 0;
    return { index, kind: index === 0 ? 'order' : isFault ? 'press' : drawn, gap: index === 0 ? 0 : gap };
  });
}
