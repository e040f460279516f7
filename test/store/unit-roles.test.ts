import assert from 'node:assert/strict';
import type { UnitRoles } from '../../src/commands/unit-roles/port.ts';
import { createUnitRoles } from '../../src/store/unit-roles.ts';
import type { Row, Table } from '../../src/store/table.ts';
import { start } from '../support/cases.ts';
import { tables } from './tables.ts';

const anna = { id: 'anna', name: 'Anna Ek' };
const rut = { number: 1, role: 'password', unit: 'Hemtjänst Norr', person: { id: 'rut', name: 'Rut Ek' } };
const named: UnitRoles = { provider: 'omsorg-ab', revision: 0, people: [rut] };

for (const [name, open] of Object.entries(tables)) {
  describe(`store/unit-roles in ${name}`, () => {
    let table: Table;
    let reported: string[];
    const entries = () => createUnitRoles(table, (key) => void reported.push(key));
    beforeEach(async () => {
      table = await open();
      reported = [];
    });

    it('keeps who is what with its history, and takes the first of two changes', async () => {
      assert.equal(await entries().find('omsorg-ab'), undefined);
      assert.equal(await entries().save(undefined, named, 'Rut', anna, start), 'committed');
      assert.equal(await entries().save(undefined, named, 'Rut', anna, start), 'conflict');
      assert.deepEqual((await entries().find('omsorg-ab'))?.value, { ...named, revision: 1 });
      const from = 'directory!unitroles.omsorg-ab!';
      const [event]: Row[] = await table.range({ from, before: `${from}~`, limit: 10 });
      assert.deepEqual((event?.value as { changes: string[] }).changes, ['Rut']);
    });

    it('is nobody where it cannot be read, until it is entered anew', async () => {
      await table.commit([{ put: 'unitroles!omsorg-ab', value: { provider: 7 } }]);
      const broken = await entries().find('omsorg-ab');
      assert.deepEqual(broken?.value.people, []);
      assert.deepEqual(reported, ['unitroles!omsorg-ab']);
      assert.equal(await entries().save(broken, named, 'Rut', anna, start), 'committed');
    });
  });
}
