import type { Case } from '../../domain/case.ts';
import { openingText } from '../../views/hours.ts';
import { actorOf, type Context, factsOf } from '../context.ts';

/** R30: it may be sent at any hour, and waits where the first queues are closed. */
export function openingsOf(context: Context, { tasks }: Case): string[] {
  const { closedUntil } = factsOf(context, actorOf(context));
  const texts = tasks.flatMap(({ stage, queue, queueName }) => {
    const opens = stage === 0 ? closedUntil?.(queue) : undefined;
    return opens === undefined ? [] : openingText(queueName, opens);
  });
  return [...new Set(texts)];
}
