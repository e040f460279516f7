import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { BlobServiceClient } from '@azure/storage-blob';
import type { Files } from '../../src/commands/file-ports.ts';
import { UnreadableError } from '../../src/commands/vault.ts';
import { createBlobs, hasBlobs } from '../../src/files/blobs.ts';
import { createEnvelope } from '../../src/files/envelope.ts';
import { createMemoryFiles } from '../support/memory-files.ts';
import { azurite } from '../support/azurite.ts';
import { pdf } from '../support/samples.ts';

const keys = [{ id: 'k', key: randomBytes(32) }];

const kinds: Readonly<Record<string, () => Promise<Files>>> = {
  'in Azurite': async () =>
    createBlobs({
      storage: { connectionString: await azurite() },
      partition: 'norrkoping',
      container: `c-${randomUUID()}`,
      envelope: createEnvelope(keys),
    }),
  'in memory': async () => createMemoryFiles().bytes,
};

for (const [where, create] of Object.entries(kinds))
  describe(`files/blobs ${where}`, () => {
    let files: Files;
    beforeEach(async () => {
      files = await create();
    });

    it('gives back what was kept, until it is erased; and erasing twice is no fault', async () => {
      const id = randomUUID();
      assert.equal(await files.read(id), undefined);
      await files.keep(id, pdf('x'));
      assert.deepEqual(Buffer.from((await files.read(id)) ?? []), pdf('x'));
      await files.keep(id, pdf('x'));
      await files.erase(id);
      assert.equal(await files.read(id), undefined);
      await files.erase(id);
    });

    it('takes 10 MB', async () => {
      const large = randomBytes(10 * 1024 * 1024);
      await files.keep('large', large);
      assert.ok(Buffer.from((await files.read('large')) ?? []).equals(large));
    });

    it('knows no ids that lead elsewhere', async () => {
      for (const id of ['../x', 'a/b', '', 'a b', 'å', 'a'.repeat(81)]) {
        await assert.rejects(async () => files.keep(id, pdf()));
        await assert.rejects(async () => files.read(id));
        await assert.rejects(async () => files.erase(id));
      }
    });
  });

describe('files/blobs at rest', () => {
  it('nothing of a file stands in the open, and one put in the place of another does not open', async () => {
    const connectionString = await azurite();
    const container = `c-${randomUUID()}`;
    const settings = { storage: { connectionString }, container, envelope: createEnvelope(keys) };
    const files = createBlobs({ ...settings, partition: 'norrkoping' });
    await files.keep('one', pdf('hemligt innehåll'));
    await files.keep('other', pdf('annat'));
    const client = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(container);
    const names: string[] = [];
    for await (const { name } of client.listBlobsFlat()) names.push(name);
    assert.deepEqual(names, ['norrkoping/one', 'norrkoping/other']);
    const sealed = await client.getBlobClient('norrkoping/one').downloadToBuffer();
    assert.ok(!sealed.includes('hemligt') && !sealed.includes('PDF'));
    await client.getBlockBlobClient('norrkoping/other').uploadData(sealed);
    await assert.rejects(files.read('other'), UnreadableError);
    await client.getBlockBlobClient('stockholm/one').uploadData(sealed);
    await assert.rejects(createBlobs({ ...settings, partition: 'stockholm' }).read('one'), UnreadableError);
  });

  it('an account of the open internet is reached over https alone', async () => {
    const connectionString =
      'DefaultEndpointsProtocol=http;AccountName=x;AccountKey=eA==;EndpointSuffix=core.windows.net';
    const files = createBlobs({ storage: { connectionString }, partition: 'p', envelope: createEnvelope(keys) });
    await assert.rejects(files.read('x'), /over https/);
  });

  it('a storage of tables alone has no place for files', () => {
    assert.equal(
      hasBlobs({ connectionString: 'AccountName=x;AccountKey=x;TableEndpoint=http://127.0.0.1:1/x;' }),
      false,
    );
    assert.equal(hasBlobs({ connectionString: 'AccountName=x;AccountKey=x;BlobEndpoint=http://127.0.0.1:1/x;' }), true);
    assert.equal(hasBlobs({ connectionString: 'AccountName=x;AccountKey=x;EndpointSuffix=core.windows.net' }), true);
    assert.equal(hasBlobs({ account: 'kommunen' }), true);
  });
});
