import { type Dice, diceOf, weighed } from './random.ts';

/** What can go wrong with one call. */
export const faults = {
  /** The storage says no at once; the client gives up after its time; the write was done all the same; or it is done later. */
  storage: ['refused', 'timeout', 'lost', 'late', 'repeated', 'touched', 'slow'],
  /** Statuses of the Connector, before and after it took the message; none at all; a connection that breaks; one that hangs. */
  connector: [
    '429',
    '429 in a while',
    '412',
    '500',
    '503',
    'broken',
    'hung',
    '500 after',
    '412 after',
    'broken after',
    'hung after',
    'late',
    'slow',
  ],
  /** The mail server: it answers no, nobody is there, nothing is heard and nothing came, or it came and the answer was lost. */
  mail: ['greylisted', 'no such address', 'login refused', 'down', 'hung', 'lost', 'slow'],
} as const;
type Kind = keyof typeof faults;
export type Fault<K extends Kind> = (typeof faults)[K][number];

export type Plan<K extends Kind> = {
  /** Milliseconds until it takes effect, and from then until the answer is there. */
  readonly before: number;
  readonly after: number;
  readonly fault?: Fault<K>;
  readonly dice: Dice;
};

/** How bad it is in one history. */
type Climate = {
  readonly storage: number;
  readonly connector: number;
  readonly mail: number;
  readonly slow: number;
  readonly crashes: boolean;
  readonly clocks: boolean;
};

const climates = {
  calm: { storage: 0, connector: 0, mail: 0, slow: 0, crashes: false, clocks: false },
  crashing: { storage: 0, connector: 0, mail: 0, slow: 0.004, crashes: true, clocks: false },
  storage: { storage: 0.06, connector: 0, mail: 0, slow: 0.01, crashes: false, clocks: false },
  connector: { storage: 0, connector: 0.3, mail: 0.4, slow: 0.01, crashes: false, clocks: false },
  post: { storage: 0, connector: 0, mail: 0.5, slow: 0.01, crashes: false, clocks: false },
  mixed: { storage: 0.02, connector: 0.12, mail: 0.4, slow: 0.01, crashes: true, clocks: true },
  storm: { storage: 0.08, connector: 0.4, mail: 0.6, slow: 0.02, crashes: true, clocks: true },
} as const satisfies Record<string, Climate>;

/** What befalls the calls of one history, by their labels. It can be told to spare some, and to stop. */
export class Weather {
  readonly name: keyof typeof climates;
  readonly climate: Climate;
  /** Every fault that befell a call, by the call's label. */
  readonly befell = new Map<string, string>();
  isOver = false;
  readonly #seed: number;
  readonly #spared: ReadonlySet<string>;

  constructor(seed: number, spared: ReadonlySet<string> = new Set()) {
    this.#seed = seed;
    this.#spared = spared;
    this.name = weighed(diceOf(seed, 'weather'), {
      calm: 3,
      crashing: 2,
      storage: 2,
      connector: 2,
      post: 1,
      mixed: 4,
      storm: 2,
    });
    this.climate = climates[this.name];
  }

  plan<K extends Kind>(kind: K, label: string): Plan<K> {
    const dice = diceOf(this.#seed, label);
    const delay = (): number => 1 + Math.floor(dice.fraction() ** 3 * 60);
    const [before, after] = [delay(), delay()];
    const risk = this.climate[kind];
    if (this.isOver || !dice.chance(risk + this.climate.slow) || this.#spared.has(label))
      return { before, after, dice };
    const fault = dice.chance(this.climate.slow / (risk + this.climate.slow)) ? 'slow' : dice.pick(faults[kind]);
    this.befell.set(label, `${kind} ${fault ?? ''}`);
    return { before, after, dice, ...(fault ? { fault } : {}) };
  }
}
