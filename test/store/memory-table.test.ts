import assert from 'node:assert/strict';
import { createMemoryTable } from '../support/memory-table.ts';

describe('the table in memory', () => {
  it('counts calls and rows', async () => {
    const table = createMemoryTable();
    await table.commit([
      { put: 'a', value: 1 },
      { put: 'b', value: 2 },
    ]);
    await table.commit([{ put: 'a', value: 1, if: 'absent' }]);
    await table.get('a');
    await table.get('c');
    await table.range({ from: 'a', before: 'c', limit: 1 });
    await table.removeIf('a', 'W/"x"');
    assert.deepEqual(table.calls, { get: 2, range: 1, commit: 2, removeIf: 1, rowsRead: 2, rowsWritten: 2 });
  });

  it('fails one call before it has taken effect', async () => {
    const table = createMemoryTable();
    table.beforeNext('commit', () => {
      throw new Error('down');
    });
    await assert.rejects(table.commit([{ put: 'a', value: 1 }]), /down/);
    assert.deepEqual(table.rows(), []);
    assert.equal(await table.commit([{ put: 'a', value: 1 }]), 'committed');
  });

  it('loses one answer after the call has taken effect', async () => {
    const table = createMemoryTable();
    table.afterNext('commit', () => {
      throw new Error('lost');
    });
    await assert.rejects(table.commit([{ put: 'a', value: 1, if: 'absent' }]), /lost/);
    assert.equal((await table.get('a'))?.value, 1);
  });

  it('lets another writer in between', async () => {
    const table = createMemoryTable();
    await table.commit([{ put: 'a', value: 'mine' }]);
    const etag = (await table.get('a'))?.etag ?? '';
    table.beforeNext('commit', async () => {
      await table.commit([{ put: 'a', value: 'theirs' }]);
    });
    assert.equal(await table.commit([{ put: 'a', value: 'mine again', if: etag }]), 'conflict');
    assert.equal((await table.get('a'))?.value, 'theirs');
  });
});
