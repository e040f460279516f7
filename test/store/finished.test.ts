import assert from 'node:assert/strict';
import { caseWrites } from '../../src/store/cases.ts';
import { createFinished } from '../../src/store/finished.ts';
import { doneKey } from '../../src/store/keys.ts';
import type { Row, Table } from '../../src/store/table.ts';
import { approved, itDone, itTaken, later, start, tesTaken } from '../support/cases.ts';
import { createMemoryTable } from '../support/memory-table.ts';

const ignore = (): void => undefined;
const row = (at: string): object => ({
  queue: 'it',
  kind: 'permission',
  stage: 'Konto',
  provider: { id: 'a', name: 'A' },
  came: start,
  at,
});

async function withDone(count: number): Promise<{ readonly table: Table; readonly read: Row[] }> {
  const table = createMemoryTable();
  for (let index = 0; index < count; index += 1) {
    const at = later(start, { minutes: index });
    await table.commit([{ put: doneKey('it', at, `K7M4QX92.it.${index}`), value: row(at) }]);
  }
  const read: Row[] = [];
  const range: Table['range'] = async (wanted) => {
    const found = await table.range(wanted);
    read.push(...found);
    return found;
  };
  return { table: { ...table, range }, read };
}

describe('store/finished', () => {
  const keys = (writes: ReturnType<typeof caseWrites>): string[] =>
    writes.flatMap((write) => ('put' in write && write.put.startsWith('done!') ? [write.put] : []));
  const event = { operation: 'o', at: start, person: 'ida', by: 'Ida', verb: 'complete' };
  const stored = <T>(value: T) => ({ value, etag: 'W/"1"' });

  it('a task is written when it is finished, in that transaction and no other', () => {
    assert.deepEqual(keys(caseWrites({ before: stored(approved), after: itTaken, event })), []);
    const [key = '', ...more] = keys(caseWrites({ before: stored(itTaken), after: itDone, event }));
    assert.match(key, /^done!it!\d{13}!K7M4QX92\.it\.1$/);
    assert.deepEqual(more, []);
    assert.deepEqual(keys(caseWrites({ before: stored(itDone), after: tesTaken, event })), []);
  });

  it('names nobody', () => {
    const writes = caseWrites({ before: stored(itTaken), after: itDone, event });
    const done = JSON.stringify(writes.filter((write) => 'put' in write && write.put.startsWith('done!')));
    assert.doesNotMatch(done, /Nadja|Ida|hash-of|sealed/);
  });

  it('the latest are read, and no more than are asked for', async () => {
    const { table, read } = await withDone(30);
    const found = await createFinished(table, ignore).latest('it', start, 5);
    assert.deepEqual(
      found.map(({ at }) => at),
      [29, 28, 27, 26, 25].map((minutes) => later(start, { minutes })),
    );
    assert.equal(read.length, 5);
  });

  it('none from before the time that is looked at, and none of another queue', async () => {
    const { table, read } = await withDone(30);
    const finished = createFinished(table, ignore);
    assert.equal((await finished.latest('it', later(start, { minutes: 20 }), 100)).length, 10);
    assert.equal(read.length, 10);
    assert.deepEqual(await finished.latest('i', start, 100), []);
  });

  it('one that cannot be read is told, and hides no other', async () => {
    const { table } = await withDone(2);
    await table.commit([{ put: doneKey('it', later(start, { minutes: 5 }), 'X'), value: { at: 1 } }]);
    const told: string[] = [];
    const finished = createFinished(table, (key) => void told.push(key));
    assert.equal((await finished.latest('it', start, 100)).length, 2);
    assert.equal(told.length, 1);
  });
});
