import type { QueueId } from '../domain/case.ts';
import type { Queue, QueueEntry } from '../domain/queue.ts';

/** The queues as values, and what stands in them. */
export interface Queues {
  read(queue: QueueId): Promise<{ readonly value: Queue; readonly etag: string | undefined }>;
  save(queue: QueueId, value: Queue, etag: string | undefined): Promise<'committed' | 'conflict'>;
  /** By start date. */
  entries(queue: QueueId): Promise<QueueEntry[]>;
}
