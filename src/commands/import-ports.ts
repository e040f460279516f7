import type { Finished } from '../domain/case.ts';
import type { ImportList } from '../domain/import-list.ts';
import type { Instant } from '../domain/person.ts';

/** Lists of those who had access before: read and shown first, then laid in a batch at a time. */
export interface ImportLists {
  find(id: string): Promise<ImportList | undefined>;
  /** Newest first. */
  all(): Promise<ImportList[]>;
  /** Keeps what was read until somebody says go; it is gone after a day. */
  stage(list: ImportList, batches: readonly (readonly Finished[])[]): Promise<void>;
  /** `busy`: another list is being laid in. */
  start(id: string, now: Instant): Promise<'started' | 'busy' | 'gone'>;
  /** Lays in the next batch of what has started, or drops what nobody started in time. Says whether there is more to do. */
  advance(id: string, now: Instant): Promise<'more' | 'over'>;
}

/** What one transaction has room for, beside the list itself. */
export const batchWrites = 90;

/** The rows that a case laid in takes: itself, its event and wake, the person's, and one for each system. */
export function writesFor({ application }: Finished): number {
  return 4 + application.systems.length;
}
