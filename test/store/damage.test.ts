import assert from 'node:assert/strict';
import { MissingRow, reportDamage } from '../../src/store/damage.ts';
import { createTroubles } from '../../src/store/troubles.ts';
import { later, start } from '../support/cases.ts';
import { createMemoryTable } from '../support/memory-table.ts';

describe('store: what cannot be read', () => {
  it('is logged by its key and the error’s name, with nothing of what was typed, and told to administrators, once an hour', async () => {
    const lines: unknown[] = [];
    let now = start;
    const table = createMemoryTable();
    const troubles = createTroubles(table);
    const unreadable = reportDamage({ log: (line) => lines.push(line), troubles, now: () => now });
    const error = new SyntaxError('Unexpected token in "Nadja Ny"');
    for (const key of ['case!A', 'case!A', 'sealed!B!personnummer']) unreadable(key, error);
    unreadable('list!mine:x!1!C', 'Nadja Ny');
    unreadable('list!gone', new MissingRow());
    assert.deepEqual(lines, [
      { key: 'case!A', error: 'SyntaxError' },
      { key: 'sealed!B!personnummer', error: 'SyntaxError' },
      { key: 'list!mine:x!1!C', error: 'string' },
      { key: 'list!gone', error: 'MissingRow' },
    ]);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(await troubles.waiting('rows', 10), ['case.A', 'list.mine.x.1.C', 'sealed.B.personnummer']);
    now = later(start, { minutes: 61 });
    unreadable('case!A', error);
    assert.equal(lines.length, 5);
  });

  it('a storage that does not answer hinders nobody', async () => {
    const table = createMemoryTable();
    table.beforeNext('get', () => {
      throw new Error('no answer');
    });
    const logged: string[] = [];
    const log = ({ key }: { key: string }): void => void logged.push(key);
    reportDamage({ log, troubles: createTroubles(table), now: () => start })('case!A', new Error());
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(logged, ['case!A']);
  });
});
