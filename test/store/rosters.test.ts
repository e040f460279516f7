import assert from 'node:assert/strict';
import { withShift } from '../../src/domain/roster.ts';
import { createRosters } from '../../src/store/rosters.ts';
import type { Row, Table } from '../../src/store/table.ts';
import { start } from '../support/cases.ts';
import { tables } from './tables.ts';

const hanna = { id: 'hanna', name: 'Hanna Vik' };
const shift = { from: start, to: '2026-03-09T07:00:00.000Z', people: [hanna], by: hanna, at: start };
const entered = withShift({ queue: 'onCall', revision: 0, shifts: [] }, shift);

for (const [name, open] of Object.entries(tables)) {
  describe(`store/rosters in ${name}`, () => {
    let table: Table;
    let reported: string[];
    const rosters = () => createRosters(table, (key) => void reported.push(key));
    const rows = (prefix: string): Promise<Row[]> => table.range({ from: prefix, before: `${prefix}~`, limit: 100 });
    beforeEach(async () => {
      table = await open();
      reported = [];
    });

    it('keeps a roster with its history, and has what waits looked at', async () => {
      assert.equal(await rosters().find('onCall'), undefined);
      assert.equal(await rosters().save(undefined, entered, 'Hanna', hanna, start), 'committed');
      assert.deepEqual((await rosters().find('onCall'))?.value, { ...entered, revision: 1 });
      assert.deepEqual(
        (await rows('due!')).map(({ key }) => key),
        [`due!${start}!roster.onCall`],
      );
      const [event] = await rows('directory!roster.onCall!');
      assert.deepEqual((event?.value as { changes: string[] }).changes, ['Hanna']);
    });

    it('takes the first of two changes, and says so to the second', async () => {
      await rosters().save(undefined, entered, 'Hanna', hanna, start);
      assert.equal(await rosters().save(undefined, entered, 'Hanna', hanna, start), 'conflict');
    });

    it('is as if empty where it cannot be read, until it is entered anew', async () => {
      await table.commit([{ put: 'roster!onCall', value: { queue: 7 } }]);
      const broken = await rosters().find('onCall');
      assert.deepEqual(broken?.value.shifts, []);
      assert.deepEqual(reported, ['roster!onCall']);
      assert.equal(await rosters().save(broken, entered, 'Hanna', hanna, start), 'committed');
    });
  });
}
