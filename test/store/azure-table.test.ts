import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer, request, type ClientRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { RestError, TableClient } from '@azure/data-tables';
import { createAzureTable } from '../../src/store/azure-table.ts';
import { connect } from '../../src/store/client.ts';
import { after as endOf, type Table, type Write } from '../../src/store/table.ts';
import { azurite } from '../support/azurite.ts';

const tableName = 'Azure';
let connectionString: string;

before(async () => {
  connectionString = await azurite();
});

const createTable = (partition: string): Promise<Table> =>
  createAzureTable({ storage: { connectionString }, tableName, partition });

/** What the work asks the service, as method and decoded path. */
async function requestsOf(work: () => Promise<unknown>): Promise<string[]> {
  const requests: string[] = [];
  const note = (message: unknown): void => {
    const { method, path } = (message as { readonly request: ClientRequest }).request;
    requests.push(`${method} ${decodeURIComponent(path)}`);
  };
  subscribe('http.client.request.start', note);
  try {
    await work();
  } finally {
    unsubscribe('http.client.request.start', note);
  }
  return requests;
}

describe('the table in Azure', () => {
  it('is created once, and used by whoever comes later', async () => {
    const [first] = await Promise.all([createTable('shared'), createTable('shared'), createTable('shared')]);
    await first.commit([{ put: 'a', value: 1 }]);
    assert.equal((await (await createTable('shared')).get('a'))?.value, 1);
  });

  it('shows a municipality its own partition only', async () => {
    const [north, south] = [await createTable('north'), await createTable('south')];
    await north.commit([{ put: 'a', value: 'north' }]);
    assert.equal(await south.get('a'), undefined);
    assert.deepEqual(await south.range({ from: '!', before: '~', limit: 10 }), []);
    assert.equal(await south.commit([{ remove: 'a' }]), 'conflict');
  });

  it('asks once for a read and once for a transaction, and only ever by key', async () => {
    const table = await createTable('asked');
    const writes: Write[] = ['k!1', 'k!2', 'k!3', 'k!4'].map((put) => ({ put, value: 1 }));
    assert.deepEqual(await requestsOf(() => table.commit(writes)), ['POST /devstoreaccount1/$batch']);
    assert.equal((await requestsOf(() => table.get('k!1'))).length, 1);
    const [query, ...more] = await requestsOf(() => table.range({ from: 'k!', before: endOf('k!'), limit: 2 }));
    assert.deepEqual(more, []);
    assert.match(query ?? '', /PartitionKey eq 'asked' and RowKey ge 'k!' and RowKey lt 'k!~'/);
    assert.match(query ?? '', /\$top=2\b/);
  });

  describe('a missing table', () => {
    let table: Table;

    beforeEach(async () => {
      table = await createAzureTable({ storage: { connectionString }, tableName: 'Gone', partition: 'p' });
      await TableClient.fromConnectionString(connectionString, 'Gone', { allowInsecureConnection: true }).deleteTable();
    });

    it('is an error, not a table without rows', async function () {
      this.timeout(15_000);
      await assert.rejects(table.get('a'), RestError);
      await assert.rejects(table.commit([{ put: 'a', value: 1 }]), RestError);
      await assert.rejects(table.removeIf('a', 'W/"1"'), RestError);
    });

    it('is told without what was to be written, and within the time-out', async () => {
      const error: unknown = await table
        .commit([{ put: 'a', value: 'Ingrid Svår' }])
        .catch((reason: unknown) => reason);
      assert.ok(error instanceof RestError);
      assert.doesNotMatch(inspect(error, { depth: 5 }) + JSON.stringify(error), /Ingrid/);
      assert.equal(error.request?.timeout, 5_000);
    });
  });

  describe('a lost answer', () => {
    let proxy: Server;
    let lost = 0;

    /** Passes everything on, and hangs up instead of answering the first transaction. */
    beforeEach(async () => {
      const { port } = new URL(connectionString.split('TableEndpoint=')[1] ?? '');
      lost = 0;
      proxy = createServer((incoming, outgoing) => {
        const { method, url, headers } = incoming;
        const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
          if (url?.includes('$batch') && lost === 0) {
            lost += 1;
            answer.resume().once('end', () => incoming.socket.destroy());
          } else {
            outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
            answer.pipe(outgoing);
          }
        });
        incoming.pipe(onward);
      }).listen(0, '127.0.0.1');
      await once(proxy, 'listening');
    });

    afterEach(() => {
      proxy.closeAllConnections();
      proxy.close();
    });

    it('shows as a conflict although everything was written: read again', async () => {
      const { port } = proxy.address() as AddressInfo;
      const storage = { connectionString: connectionString.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${port}`) };
      const table = await createAzureTable({ storage, tableName, partition: 'lost' });
      assert.equal(await table.commit([{ put: 'event!a!1', value: 'mine', if: 'absent' }]), 'conflict');
      assert.equal(lost, 1);
      assert.equal((await table.get('event!a!1'))?.value, 'mine');
    });
  });
});

describe('reaching the storage', () => {
  const named = 'AccountName=kommun;AccountKey=aGVtbGlndA==';

  for (const insecure of [
    `DefaultEndpointsProtocol=http;${named};EndpointSuffix=core.windows.net`,
    `DefaultEndpointsProtocol=http;${named};TableEndpoint=http://10.0.0.1:10002/kommun`,
    `DefaultEndpointsProtocol=http;${named};TableEndpoint=http://127.0.0.1.example.com/kommun`,
  ]) {
    it(`is refused without https: ${insecure.split(';').at(-1)}`, async () => {
      await assert.rejects(connect({ connectionString: insecure }, tableName), (error: Error) => {
        assert.match(error.message, /over https/);
        assert.doesNotMatch(error.message, /aGVtbGlndA/);
        return true;
      });
    });
  }

  it('works over https with a connection string or with the identity of the process', async () => {
    const url = 'https://kommun.table.core.windows.net';
    const connection = `DefaultEndpointsProtocol=https;${named};EndpointSuffix=core.windows.net`;
    assert.equal((await connect({ connectionString: connection }, tableName)).url, url);
    assert.equal((await connect({ account: 'kommun' }, tableName)).url, url);
  });

  it('refuses names that no account and no table can have', async () => {
    await assert.rejects(connect({ account: 'example.com/' }, tableName), /name of a storage account/);
    await assert.rejects(connect({ connectionString }, 'a-b'), /name of a table/);
    await assert.rejects(createTable("a' or 'b"), /Not a row key/);
  });
});
