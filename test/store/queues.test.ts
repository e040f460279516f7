import assert from 'node:assert/strict';
import { emptyQueue } from '../../src/domain/queue.ts';
import { createQueues } from '../../src/store/queues.ts';
import type { Table } from '../../src/store/table.ts';
import { goran, ida, own, say, start } from '../support/cases.ts';
import { createEngine, type Engine } from '../support/engine.ts';
import { createMemoryTable } from '../support/memory-table.ts';

describe('store/queues', () => {
  let table: Table;
  let engine: Engine;
  let reported: string[];
  const queues = () => createQueues(table, (key) => void reported.push(key));

  beforeEach(async () => {
    table = createMemoryTable();
    engine = await createEngine(table);
    reported = [];
  });

  it('has what waits since when and what is taken, by start date, without reading cases', async () => {
    await engine.submitted();
    assert.deepEqual(await queues().entries('it'), []);
    await engine.act(goran, say.approve(), 'approver.1');
    const first = await queues().entries('it');
    assert.deepEqual(
      first.map(({ caseId: _id, ...entry }) => entry),
      [
        {
          slot: 'queue.it.1',
          from: '2026-03-09',
          since: start,
          taken: false,
          held: false,
          provider: { id: 'omsorg-ab', name: 'Omsorg AB' },
        },
      ],
    );
    await engine.act(ida, say.take('it'), 'queue.it.1');
    const [entry] = await queues().entries('it');
    assert.deepEqual([entry?.taken, entry?.since], [true, undefined]);
    await engine.act(ida, say.give('it'), 'queue.it.1');
    assert.deepEqual(await queues().entries('it'), []);
    assert.equal((await queues().entries('systemAdministration')).length, 2);
  });

  it('every change of a task wakes its queue once, at the end of the minute', async () => {
    const wakes = async (): Promise<string[]> =>
      (await engine.rows('due')).map(({ key }) => key).filter((key) => key.includes('!queue.'));
    await engine.submitted({ approver: own });
    engine.pass({ ms: 59_999 });
    await engine.act(ida, say.take('it'), 'queue.it.1');
    assert.deepEqual(await wakes(), ['due!2026-03-02T08:01:00.000Z!queue.it']);
    engine.pass({ ms: 1 });
    await engine.act(ida, say.give('it'), 'queue.it.1');
    assert.deepEqual(await wakes(), [
      'due!2026-03-02T08:01:00.000Z!queue.it',
      'due!2026-03-02T08:02:00.000Z!queue.it',
      'due!2026-03-02T08:02:00.000Z!queue.systemAdministration',
    ]);
  });

  it('an entry of an earlier version, or a damaged one, is counted, and the damage told', async () => {
    for (const [caseId, value] of [
      ['OLD', { caseId: 'OLD', slot: 'queue.it.1' }],
      ['BAD', { slot: 7, taken: 'x', held: null, since: [] }],
      ['WORSE', 'x'],
    ] as const)
      await table.commit([{ put: `list!queue:it!0000-00-00.it!${caseId}`, value }]);
    const entries = await queues().entries('it');
    assert.deepEqual(reported, ['list!queue:it!0000-00-00.it!BAD', 'list!queue:it!0000-00-00.it!WORSE']);
    assert.deepEqual(
      entries.map(({ caseId, slot, taken, held, from }) => [caseId, slot, taken, held, from]),
      [
        ['BAD', '', false, false, undefined],
        ['OLD', 'queue.it.1', false, false, undefined],
        ['WORSE', '', false, false, undefined],
      ],
    );
  });

  it('takes one of two that write at once, and what cannot be read as nothing told', async () => {
    const value = { summaries: [{ at: start, entries: [{ caseId: 'A', slot: 'queue.it.1' }] }] };
    assert.deepEqual(await queues().read('it'), { value: emptyQueue, etag: undefined });
    assert.equal(await queues().save('it', value, undefined), 'committed');
    assert.equal(await queues().save('it', value, undefined), 'conflict');
    const stored = await queues().read('it');
    assert.deepEqual(stored.value, value);
    assert.equal(await queues().save('it', emptyQueue, stored.etag), 'committed');
    assert.equal(await queues().save('it', value, stored.etag), 'conflict');
    await table.commit([{ put: 'queue!it', value: { summaries: 'x' } }]);
    const damaged = await queues().read('it');
    assert.deepEqual([damaged.value, reported], [emptyQueue, ['queue!it']]);
    assert.equal(await queues().save('it', value, damaged.etag), 'committed');
  });
});
