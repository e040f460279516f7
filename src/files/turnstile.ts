/** Lets so many through at once; the others wait for their turn. */
export function createTurnstile(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else inside += 1;
    try {
      return await work();
    } finally {
      // The place goes on to the next, without being free in between.
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}
