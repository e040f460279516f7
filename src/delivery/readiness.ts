import type { Instant } from '../domain/person.ts';
import type { Wakes } from '../store/wakes.ts';

/** What waits for its turn, or for Teams, is due later: whatever is due this long ago nobody looks at. */
const mostBehindMs = 120_000;

/** Whether the storage answers (rejects where it does not) and somebody looks at what is due. */
export async function readiness(wakes: Pick<Wakes, 'behind'>, now: Instant): Promise<'ok' | 'delivery is behind'> {
  return (await wakes.behind(now)) < mostBehindMs ? 'ok' : 'delivery is behind';
}
