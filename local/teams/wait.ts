import { visibleText } from './cards/text.ts';
import type { Shown, Timeline } from './timeline.ts';

/** Which message: by what its text and card say, or by a test of one's own. */
export type Wanted = string | RegExp | ((message: Shown) => boolean);

export interface Patience {
  readonly watch: Timeline['watch'];
  readonly timeout: number;
  readonly who: string;
}

export async function waitForMessage(messages: () => Shown[], wanted: Wanted, patience: Patience): Promise<Shown> {
  const look = (): Shown | undefined => messages().findLast((message) => fits(message, wanted));
  const found = look();
  if (found) return found;
  return new Promise<Shown>((resolve, reject) => {
    const finish = (then: () => void): void => {
      stop();
      clearTimeout(timer);
      then();
    };
    const stop = patience.watch(() => {
      const come = look();
      if (come) finish(() => resolve(come));
    });
    const timer = setTimeout(() => finish(() => reject(inVain(messages(), wanted, patience.who))), patience.timeout);
  });
}

function fits(message: Shown, wanted: Wanted): boolean {
  if (typeof wanted === 'function') return wanted(message);
  return typeof wanted === 'string' ? textOf(message).includes(wanted) : wanted.test(textOf(message));
}

function textOf({ text, card }: Shown): string {
  return card ? `${text}\n${visibleText(card)}`.trim() : text;
}

function inVain(messages: readonly Shown[], wanted: Wanted, who: string): Error {
  return new Error(`${who} waited in vain for ${String(wanted)}; there is:\n${messages.map(textOf).join('\n---\n')}`);
}
