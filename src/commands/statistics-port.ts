import type { QueueId } from '../domain/case.ts';
import type { Instant } from '../domain/person.ts';
import type { Done } from '../domain/statistics.ts';

/** What was finished in the queues. */
export interface Finished {
  /** The latest first, none from before `since`, and no more than `limit`. */
  latest(queue: QueueId, since: Instant, limit: number): Promise<Done[]>;
}

/** Draws an SVG as a picture that Teams shows, as a data URI. */
export type Draw = (svg: string) => Promise<string>;
