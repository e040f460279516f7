import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { TableClient } from '@azure/data-tables';
import { startAzurite } from '../../local/azurite.ts';
import { freePort, startBot } from '../../local/processes.ts';
import { close, listen } from '../../local/teams/server.ts';

describe('local processes', () => {
  it('a taken port gives the next one', async () => {
    const server = createServer();
    const taken = await listen(server, 0);
    assert.notEqual(await freePort(taken), taken);
    assert.equal((await freePort(taken, [taken + 1])) > taken + 1, true);
    await close(server);
  });

  it('Azurite keeps tables in memory until it is stopped', async () => {
    const azurite = await startAzurite();
    await azurite.ready;
    const table = TableClient.fromConnectionString(azurite.connectionString, 'test', { allowInsecureConnection: true });
    await table.createTable();
    await table.createEntity({ partitionKey: 'p', rowKey: 'r' });
    assert.equal((await table.getEntity('p', 'r')).rowKey, 'r');
    await azurite.stop();
    assert.match(await azurite.ended, /^Azurite avslutades/);
  });

  it('a bot that ends at once is said to have ended, not waited for', async () => {
    const bot = await startBot({ connectionString: '', entry: 'no/such/file.ts' });
    await assert.rejects(bot.ready, /Boten avslutades \(kod 1\)/);
  });
});
