import type { Storage } from './client.ts';
import { createAzureTable, reachable } from './azure-table.ts';
import { createCases } from './cases.ts';
import { createChats } from './chats.ts';
import { createDirectory } from './directory.ts';
import { createDrafts } from './drafts.ts';
import { createLease } from './lease.ts';
import { createLinks } from './links.ts';
import { createPosts } from './posts.ts';
import { createWakes } from './wakes.ts';

export type StoreSettings = {
  readonly storage: Storage;
  /** The municipality: its rows are one partition. */
  readonly partition: string;
  readonly adminIds: readonly string[];
  readonly now: () => string;
  /** Names this replica in the lease. */
  readonly replica: string;
};

/** Everything that is kept, in one table. */
export async function openStore({ storage, partition, adminIds, now, replica }: StoreSettings) {
  const table = await createAzureTable({ storage, partition });
  return {
    cases: createCases(table),
    chats: createChats(table),
    directory: createDirectory(table, { adminIds }),
    drafts: createDrafts(table),
    lease: createLease(table, replica),
    links: createLinks(table),
    posts: createPosts(table, now),
    wakes: createWakes(table),
    isReachable: () => reachable(table),
  };
}
