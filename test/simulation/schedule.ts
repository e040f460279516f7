/** An event of virtual time. `idle` ones are timers that only wait: time may pass over them as over a process asleep. */
type Event = {
  readonly time: number;
  readonly order: number;
  readonly idle: boolean;
  readonly run: () => void;
  off: boolean;
};

const microtasks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Far more than any history comes to; one that reaches it goes in circles. */
const mostEvents = 400_000;

/** The one clock of a history, and everything that is yet to happen in it. */
export class Schedule {
  now: number;
  #events: Event[] = [];
  #order = 0;
  #ran = 0;

  constructor(start: number) {
    this.now = start;
  }

  /** Runs something in so many milliseconds; gives what calls it off. */
  in(ms: number, run: () => void, { idle = false } = {}): () => void {
    const event: Event = {
      time: this.now + Math.max(0, Math.round(ms)),
      order: (this.#order += 1),
      idle,
      run,
      off: false,
    };
    this.#insert(event);
    return () => {
      event.off = true;
    };
  }

  /**
   * Lets things happen until `until` has come. While there is nothing to look at, time jumps to the next thing, which is at the
   * latest when `due` says: the timers between are late then, as after a sleep.
   */
  async run(until: number, due: () => number): Promise<void> {
    for (;;) {
      if ((this.#ran += 1) > mostEvents) throw new Error('the history never comes to rest');
      const event = this.#next();
      if (event === undefined || event.time > until) break;
      if (event.idle) {
        const busy = this.#events.find(({ idle, off }) => !idle && !off)?.time ?? until;
        const next = Math.min(due() - 200, busy, until);
        if (next > this.now + 2_000) {
          this.now = next;
          if (next === until) return;
        }
      }
      this.#events.shift();
      this.now = Math.max(this.now, event.time);
      event.off = true;
      event.run();
      await microtasks();
    }
    this.now = Math.max(this.now, until);
  }

  #next(): Event | undefined {
    while (this.#events[0]?.off) this.#events.shift();
    return this.#events[0];
  }

  #insert(event: Event): void {
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#events[middle] as Event;
      if (other.time < event.time || (other.time === event.time && other.order < event.order)) low = middle + 1;
      else high = middle;
    }
    this.#events.splice(low, 0, event);
  }
}
