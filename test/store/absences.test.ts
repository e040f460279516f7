import assert from 'node:assert/strict';
import type { Unreadable } from '../../src/commands/unreadable.ts';
import { type Absence, withoutPeriod, withPeriod } from '../../src/domain/absence.ts';
import { createAbsences } from '../../src/store/absences.ts';
import type { Row, Table } from '../../src/store/table.ts';
import { birgit, goran, start } from '../support/cases.ts';
import { tables } from './tables.ts';

const hanna = { id: 'hanna', name: 'Hanna Vik' };
const period = { from: '2026-03-05', to: '2026-03-06', standIn: birgit.person, by: hanna, at: start };
const entered: Absence = { person: goran.person, revision: 0, periods: withPeriod([], period) };

for (const [name, open] of Object.entries(tables)) {
  describe(`store/absences in ${name}`, () => {
    let table: Table;
    let reported: string[];
    const unreadable: Unreadable = (key) => void reported.push(key);
    const absences = () => createAbsences(table, unreadable);
    const rows = (prefix: string): Promise<Row[]> => table.range({ from: prefix, before: `${prefix}~`, limit: 100 });
    const keysOf = async (prefix: string): Promise<string[]> => (await rows(prefix)).map(({ key }) => key);
    beforeEach(async () => {
      table = await open();
      reported = [];
    });

    it('keeps an entry for each person with its history, and looks at it now, when it begins and when it is over', async () => {
      assert.equal(await absences().find('goran'), undefined);
      assert.equal(await absences().save(undefined, entered, hanna, start), 'committed');
      const stored = await absences().find('goran');
      assert.deepEqual(stored?.value, { ...entered, revision: 1 });
      assert.deepEqual([...(await absences().all()).keys()], ['goran']);
      assert.deepEqual(await keysOf('due!'), [
        `due!${start}!absence.goran`,
        'due!2026-03-04T23:00:00.000Z!absence.goran',
        'due!2026-03-06T23:00:00.000Z!absence.goran',
      ]);
      const [event] = await rows('directory!absence.goran!');
      const { changes, by } = event?.value as { changes: string[]; by: string };
      assert.deepEqual([by, ...changes], ['Hanna Vik', 'Borta: 2026-03-05–2026-03-06', 'Står in: Birgit Beställare']);
    });

    it('what has ended leaves no wakes but one now, and stays in the history', async () => {
      await absences().save(undefined, entered, hanna, start);
      const stored = await absences().find('goran');
      const later = '2026-03-03T08:00:00.000Z';
      const ended = { ...entered, periods: withoutPeriod(entered.periods, { by: goran.person, at: later }) };
      assert.equal(await absences().save(stored, ended, goran.person, later), 'committed');
      assert.equal((await keysOf('due!')).filter((key) => key.includes(later)).length, 1);
      assert.equal((await rows('directory!absence.goran!')).length, 2);
      assert.equal((await absences().find('goran'))?.value.revision, 2);
    });

    it('nobody is away under an id that is none, whatever a card sends', async () => {
      for (const id of ['', 'a!b', '\u{10FFFF}\uD800\0', 'a'.repeat(65)])
        assert.equal(await absences().find(id), undefined);
    });

    it('of two at once the second is told', async () => {
      const both = await Promise.all([1, 2].map(() => absences().save(undefined, entered, hanna, start)));
      assert.deepEqual(both.sort(), ['committed', 'conflict']);
    });

    it('a damaged row is as if nothing had been entered, is reported, and can be entered anew', async () => {
      await absences().save(undefined, entered, hanna, start);
      await absences().save(undefined, { ...entered, person: birgit.person }, hanna, start);
      await table.commit([{ put: 'absence!goran', value: { person: 'goran', periods: 'alla' } }]);
      const damaged = await absences().find('goran');
      assert.deepEqual(damaged?.value.periods, []);
      assert.deepEqual([...(await absences().all()).keys()], ['birgit']);
      assert.ok(reported.includes('absence!goran'));
      assert.equal(await absences().save(damaged, entered, hanna, start), 'committed');
      assert.equal((await absences().find('goran'))?.value.revision, 2, 'its history goes on');
    });
  });
}
