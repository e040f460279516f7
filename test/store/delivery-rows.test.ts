import assert from 'node:assert/strict';
import { readiness } from '../../src/delivery/readiness.ts';
import { createLease } from '../../src/store/lease.ts';
import { createPosts } from '../../src/store/posts.ts';
import { createWakes } from '../../src/store/wakes.ts';
import { later, start } from '../support/cases.ts';
import { createMemoryTable, type MemoryTable } from '../support/memory-table.ts';
import { serviceUrl } from '../support/services.ts';

/** Rows that the sender works with, as nobody of ours would have written them. */
describe('store: damaged rows of the sender', () => {
  let table: MemoryTable;
  let reported: string[];
  const report = (key: string): void => void reported.push(key);
  const put = (key: string, value: unknown): Promise<unknown> => table.commit([{ put: key, value }]);

  beforeEach(() => {
    table = createMemoryTable();
    reported = [];
  });

  it('a wake whose attempts cannot be read still wakes its case', async () => {
    for (const [index, value] of ['x', null, [], { attempt: 'many' }, { attempt: -1 }].entries())
      await put(`due!${start}!CASE${index}`, value);
    const due = await createWakes(table, report).due(start, 10);
    assert.deepEqual(
      due.map(({ caseId, attempt }) => [caseId, attempt]),
      [0, 1, 2, 3, 4].map((index) => [`CASE${index}`, 0]),
    );
  });

  it('a wake that names no case is reported and taken away, and holds up none of the others', async () => {
    for (const key of ['due!0', 'due!yesterday!CASE', `due!${start}!a!b!c`]) await put(key, {});
    await put(`due!${start}!GOOD`, {});
    const wakes = createWakes(table, report);
    assert.deepEqual(
      (await wakes.due(start, 10)).map(({ caseId }) => caseId),
      ['GOOD'],
    );
    assert.deepEqual(reported, ['due!0', `due!${start}!a!b!c`]);
    await wakes.due(start, 10);
    assert.equal(reported.length, 2, 'once');
  });

  it('what was shown where cannot be read: it is shown anew, and recorded over it', async () => {
    for (const value of ['x', {}, { slot: 'owner.status', shown: 'there' }]) {
      await put('post!CASE!owner.status', value);
      const posts = createPosts(table, () => start, report);
      const known = (await posts.all('CASE')).get('owner.status');
      assert.deepEqual(known?.post, { slot: 'owner.status', shown: [], hash: '' });
      const shown = [{ conversationId: 'a:anna', activityId: '1', serviceUrl }];
      assert.equal(await posts.save('CASE', { slot: 'owner.status', shown, hash: 'h' }, known.etag), 'committed');
      assert.deepEqual((await posts.all('CASE')).get('owner.status')?.post.shown, shown);
    }
    assert.equal(reported.length, 3);
  });

  it('a lease that cannot be read is nobody’s', async () => {
    for (const value of ['x', {}, { holder: 1, until: start }, { holder: 'other', until: 'soon' }]) {
      await put('lease', value);
      const lease = createLease(table, 'one');
      assert.equal(await lease.hold(start), true);
      assert.equal(lease.isHeld(start), true);
      await lease.release();
      assert.equal(lease.isHeld(start), false);
    }
  });

  it('ready: nothing that is due has waited for two minutes', async () => {
    const wakes = createWakes(table, report);
    assert.equal(await readiness(wakes, start), 'ok');
    await put(`due!${later(start, { minutes: 5 })}!CASE`, {});
    assert.equal(await readiness(wakes, start), 'ok', 'it is not due');
    await put(`due!${start}!CASE`, {});
    assert.equal(await readiness(wakes, later(start, { minutes: 1.9 })), 'ok');
    assert.equal(await readiness(wakes, later(start, { minutes: 2 })), 'delivery is behind');
    table.beforeNext('range', () => {
      throw new Error('no answer');
    });
    await assert.rejects(readiness(wakes, start));
  });
});
