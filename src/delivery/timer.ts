/** Runs something once after so many milliseconds; gives what calls it off. */
export type Timer = (ms: number, run: () => void) => () => void;

export const machineTimer: Timer = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
