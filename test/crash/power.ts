import { setTimeout as pause } from 'node:timers/promises';
import type { PointName } from './kills.ts';
import type { Ledger } from './ledger.ts';
import type { Figures } from './figures.ts';
import type { Town } from './town.ts';

/** Cuts the power once, and puts it on again for a bot whose clock is so much later, in milliseconds. */
export function cutPower(town: Town, ledger: Ledger, { killed }: Pick<Figures, 'killed'>, later: number) {
  let back: Promise<void> | undefined;
  const cut = (point?: PointName): void => {
    if (back) return;
    if (point === undefined) killed.atRandom += 1;
    else killed.atPoints[point] = (killed.atPoints[point] ?? 0) + 1;
    back = (async () => {
      await Promise.all([town.first.kill(), ledger.cut()]);
      town.skip(later);
      await town.first.start();
      town.teams.botUrl = town.first.url;
    })();
  };
  return {
    cut,
    soon: (ms: number): (() => void) => {
      const timer = setTimeout(cut, ms);
      return () => clearTimeout(timer);
    },
    /** Waits for the cut, where nobody's click leads to it at once. */
    within: async (ms: number): Promise<void> => {
      for (const last = Date.now() + ms; back === undefined && Date.now() < last;) await pause(20);
    },
    isBack: async (): Promise<void> => back,
  };
}
