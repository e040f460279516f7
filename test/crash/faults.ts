import type { Fault, Rule } from '../support/proxy.ts';
import type { Random } from './random.ts';
import type { Town } from './town.ts';

/** How often each kind of fault was done. */
export type FaultCounts = Record<'delayed' | 'lostRequests' | 'lostAnswers' | 'silences', number>;

export const noFaults = (): FaultCounts => ({ delayed: 0, lostRequests: 0, lostAnswers: 0, silences: 0 });

/** A network that is bad all round, until the returned function is called: of a hundred requests some ten meet a fault. */
export function badNetwork(town: Town, random: Random, counts: FaultCounts): () => void {
  const rule: Rule = (passing): Fault | undefined => {
    const luck = random.number();
    if (luck < 0.03) return counted('lostRequests', { lose: 'request' });
    if (luck < 0.06) return counted('lostAnswers', { lose: 'answer' });
    if (luck < 0.11) return counted('delayed', { delay: 20 + random.whole(200) });
    // The bot waits for seconds before it gives up, so this is seldom, and never so for what a start waits for.
    if (luck < 0.112 && passing.method !== 'GET')
      return counted('silences', { lose: random.chance(0.5) ? 'request' : 'answer', silently: true });
    return undefined;
  };
  const counted = (kind: keyof FaultCounts, fault: Fault): Fault => {
    counts[kind] += 1;
    return fault;
  };
  const proxies = [town.connector, ...town.replicas.map(({ storage }) => storage)];
  proxies.forEach(({ rules }) => rules.add(rule));
  return () => proxies.forEach(({ rules }) => void rules.delete(rule));
}
