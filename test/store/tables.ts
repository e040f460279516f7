import { randomUUID } from 'node:crypto';
import { createAzureTable } from '../../src/store/azure-table.ts';
import type { Table } from '../../src/store/table.ts';
import { azurite } from '../support/azurite.ts';
import { createMemoryTable } from '../support/memory-table.ts';

/** Both stores, each time empty. */
export const tables: Readonly<Record<'memory' | 'azure', () => Promise<Table>>> = {
  memory: async () => createMemoryTable(),
  azure: async () =>
    createAzureTable({
      storage: { connectionString: await azurite() },
      partition: randomUUID(),
      tableName: 'Contract',
    }),
};
