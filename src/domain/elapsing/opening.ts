import { advance } from '../route.ts';
import { waitsForDay } from '../terminating.ts';
import type { Part } from './part.ts';

/** The last day of a termination has passed: its tasks go to their queues. */
export const opening: Part = {
  elapsed: (c, { now }) => {
    const { termination } = c;
    if (c.state !== 'handling' || termination === undefined || !waitsForDay(c) || now < termination.opensAt)
      return undefined;
    const opened = { ...c, termination: { ...termination, opened: now } };
    return { case: advance(opened, now), entries: [{ verb: 'open' }] };
  },
  wakes: (c) => (c.termination !== undefined && waitsForDay(c) ? [c.termination.opensAt] : []),
};
