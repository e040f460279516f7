import { odata, type TableClient, type TableEntityResult, type TransactionAction } from '@azure/data-tables';
import { connect, type Storage } from './client.ts';
import { isConflict, isMissing } from './faults.ts';
import { checkKey } from './keys.ts';
import { checkEtag, checkRange, prepare, type Prepared } from './prepare.ts';
import { fromProperties, toProperties } from './properties.ts';
import type { Row, Table } from './table.ts';

type Settings = { readonly storage: Storage; readonly tableName?: string; readonly partition: string };

/** The most rows the service gives at once. */
const page = 1000;

/** The municipality's partition; the table is created where it is missing. */
export async function createAzureTable(settings: Settings): Promise<Table> {
  const client = await connect(settings.storage, settings.tableName ?? 'Behorighetsbot');
  await client.createTable();
  return partitionOf(client, checkKey(settings.partition));
}

function toRow(key: string, entity: TableEntityResult<Record<string, unknown>>): Row {
  return { key, etag: entity.etag, value: fromProperties(entity) };
}

function partitionOf(client: TableClient, partition: string): Table {
  function toAction(write: Prepared): TransactionAction {
    const place = { partitionKey: partition, rowKey: write.key };
    if (write.kind === 'remove') {
      return ['delete', place];
    }
    const entity = { ...place, ...toProperties(write.text) };
    if (write.if === undefined) {
      return ['upsert', entity, 'Replace'];
    }
    return write.if === 'absent' ? ['create', entity] : ['update', entity, 'Replace', { etag: write.if }];
  }

  return {
    async get(key) {
      try {
        return toRow(key, await client.getEntity<Record<string, unknown>>(partition, checkKey(key)));
      } catch (error) {
        if (isMissing(error)) {
          return undefined;
        }
        throw error;
      }
    },

    async range(range) {
      checkRange(range);
      const filter = odata`PartitionKey eq ${partition} and RowKey ge ${range.from} and RowKey lt ${range.before}`;
      const found = client.listEntities<Record<string, unknown>>({ queryOptions: { filter } });
      const rows: Row[] = [];
      for await (const entities of found.byPage({ maxPageSize: Math.min(range.limit, page) })) {
        rows.push(...entities.map((entity) => toRow(String(entity.rowKey), entity)));
        if (rows.length >= range.limit) {
          break;
        }
      }
      return rows.slice(0, range.limit);
    },

    async commit(writes) {
      const actions = prepare(writes).map(toAction);
      if (actions.length === 0) {
        return 'committed';
      }
      try {
        const { subResponses } = await client.submitTransaction(actions);
        if (subResponses.length !== actions.length || subResponses.some(({ status }) => status >= 300)) {
          throw new Error('The table storage answered a transaction in part');
        }
        return 'committed';
      } catch (error) {
        if (isConflict(error)) {
          return 'conflict';
        }
        throw error;
      }
    },

    async removeIf(key, etag) {
      try {
        await client.deleteEntity(partition, checkKey(key), { etag: checkEtag(etag) });
        return true;
      } catch (error) {
        if (isConflict(error)) {
          return false;
        }
        throw error;
      }
    },
  };
}
