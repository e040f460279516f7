import assert from 'node:assert/strict';
import { absenceDialog } from '../../src/commands/absence/dialog.ts';
import { absencePhrase, endAbsence } from '../../src/commands/absence/own.ts';
import type { Reply } from '../../src/commands/incoming.ts';
import { listCard } from '../../src/commands/case-list.ts';
import { search } from '../../src/commands/search.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { buttonsOf, filledIn, inputOf, textOf } from '../support/admin.ts';
import { anna, birgit, goran, malin, stranger } from '../support/cases.ts';
import { createEngine, type Engine } from '../support/engine.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { contextOf, personalChat, type TestServices } from '../support/services.ts';

const hanna: Actor = { ...stranger, person: { id: 'hanna', name: 'Hanna Admin' } };

describe('commands/absence', () => {
  let engine: Engine;
  let services: Omit<TestServices, 'teams'> & { teams: Engine['teams'] };

  beforeEach(async () => {
    const table = createMemoryTable();
    engine = await createEngine(table);
    const { unreadable } = engine.services;
    services = { ...engine.services, directory: createDirectory(table, { adminIds: ['hanna'], unreadable }) };
  });

  const say = async ({ person }: Actor): Promise<Reply> =>
    absencePhrase.run(await contextOf(services, { ...personalChat(person), kind: 'message', text: '' }), '');
  const open = async ({ person }: Actor, id: string): Promise<Reply> =>
    absenceDialog.open(
      await contextOf(services, { ...personalChat(person), kind: 'openDialog', data: { person: id } }),
    );
  const submit = async ({ person }: Actor, data: unknown): Promise<Reply> =>
    absenceDialog.submit(await contextOf(services, { ...personalChat(person), kind: 'submitDialog', data }));
  const end = async ({ person }: Actor, number: unknown): Promise<Reply> =>
    endAbsence(
      await contextOf(services, { ...personalChat(person), kind: 'execute', verb: 'endAbsence', data: { number } }),
    );
  const periods = async (id: string) => (await services.absences.find(id))?.value.periods ?? [];
  const week = { from: '2026-03-02', to: '2026-03-06', standIn: birgit.person.id };

  it('is saved once, however often Spara is pressed', async () => {
    const dialog = await open(goran, 'goran');
    const data = filledIn(dialog, week);
    for (let press = 0; press < 2; press++)
      assert.match(textOf(await submit(goran, data)), /^Du är borta 2–6 mars 2026/);
    assert.equal((await periods('goran')).length, 1);
    assert.deepEqual(
      buttonsOf(await say(goran)).map(({ title }) => title),
      ['Ändra', 'Avsluta frånvaron'],
    );
  });

  it('of two who change it at once the second sees what is saved, and what they typed', async () => {
    const [own, other] = [await open(goran, 'goran'), await open(hanna, 'goran')];
    await submit(goran, filledIn(own, week));
    const told = await submit(hanna, filledIn(other, { ...week, to: '2026-03-20', standIn: 'nobody' }));
    assert.match(textOf(told), /Någon annan har ändrat[^]*borta 2–6 mars 2026, Birgit Beställare står in/);
    assert.equal(inputOf(told, 'to')['value'], '2026-03-20');
    assert.match(
      textOf(await submit(hanna, filledIn(told))),
      /^Göran Godkännare är borta 2–20 mars 2026\. Ingen står in/,
    );
    assert.equal((await periods('goran')).at(-1)?.by.id, 'hanna');
  });

  it('is ended by the tick in the dialog, or by the card, each once', async () => {
    await submit(goran, filledIn(await open(goran, 'goran'), week));
    const data = filledIn(await open(hanna, 'goran'), { end: 'true' });
    for (let press = 0; press < 2; press++)
      assert.match(textOf(await submit(hanna, data)), /^Göran Godkännare är inte längre borta/);
    assert.equal((await periods('goran')).at(-1)?.ended?.by.id, 'hanna');
    assert.match(textOf(await end(goran, 1)), /Avslutad 2 mars 09:00 av Hanna Admin/);
    await submit(goran, filledIn(await open(goran, 'goran'), week));
    assert.match(textOf(await end(goran, 1)), /Avslutad/, 'an old card ends nothing later');
    assert.equal((await periods('goran')).at(-1)?.ended, undefined);
    assert.match(textOf(await end(goran, 2)), /Avslutad/);
    assert.equal((await periods('goran')).at(-1)?.ended?.by.id, 'goran');
    for (const number of [3, 0, 'x', undefined]) assert.match(textOf(await end(goran, number)), /går inte att använda/);
  });

  it('what is typed wrong is kept and explained; a day that is over cannot be the last', async () => {
    const dialog = await open(goran, 'goran');
    const wrong: [object, string, RegExp][] = [
      [{ ...week, from: '' }, 'from', /Fältet är obligatoriskt/],
      [{ ...week, from: '2 mars' }, 'from', /åååå-mm-dd/],
      [{ ...week, to: '2026-02-30' }, 'to', /Datumet finns inte/],
      [{ ...week, to: '2026-03-01', from: '2026-02-01' }, 'to', /har redan passerat/],
      [{ ...week, from: '2026-03-07' }, 'to', /är före Från och med/],
      [{ ...week, to: '2062-03-07' }, 'to', /Kontrollera året/],
      [{ ...week, standIn: '' }, 'standIn', /Välj vem som står in/],
      [{ ...week, standIn: goran.person.id }, 'standIn', /Välj vem som står in/],
      [{ ...week, standIn: malin.person.id }, 'standIn', /Välj vem som står in/],
    ];
    for (const [typed, field, expected] of wrong) {
      const reply = await submit(goran, filledIn(dialog, typed as Record<string, string>));
      assert.match(textOf(reply), expected);
      assert.equal(inputOf(reply, field)['value'] ?? '', (typed as Record<string, string>)[field]);
    }
    assert.deepEqual(await periods('goran'), []);
    const past = { ...week, from: '2026-02-27' };
    assert.match(
      textOf(await submit(goran, filledIn(dialog, past))),
      /^Du är borta 27 februari–6 mars 2026/,
      'fell ill',
    );
  });

  it('R75: of a manager those may stand in who may approve for every provider of theirs', async () => {
    const titles = async (who: Actor): Promise<string> =>
      JSON.stringify(inputOf(await open(who, who.person.id), 'standIn'));
    assert.match(await titles(anna), /Birgit Beställare[^]*Göran Godkännare[^]*Malin Medchef/);
    const elsewhere = await services.directory.provider('annan-ab');
    assert.ok(elsewhere);
    const managers = [...elsewhere.value.managers, anna.person];
    await services.directory.saveProvider(
      elsewhere,
      { ...elsewhere.value, managers },
      hanna.person,
      services.clock.now,
    );
    assert.doesNotMatch(await titles(anna), /Malin Medchef/);
    await submit(birgit, filledIn(await open(birgit, 'birgit'), { ...week, standIn: 'goran' }));
    assert.match(await titles(anna), /Birgit Beställare \(borta 2–6 mars 2026\)/);
  });

  it('only an administrator enters another’s, and finds them by name', async () => {
    for (const who of [malin, stranger]) {
      assert.match(textOf(await open(who, 'goran')), /bara ange din egen/);
      assert.match(textOf(await open(who, '')), /bara ange din egen/);
    }
    assert.match(textOf(await open(hanna, 'frans')), /godkänner inga ansökningar längre/);
    const found = async (who: Actor, query: string): Promise<Reply> => {
      const asked = { kind: 'search', dataset: 'entitled', query, skip: 0, top: 15 } as const;
      return search(await contextOf(services, { ...personalChat(who.person), ...asked }));
    };
    assert.deepEqual(await found(hanna, 'goran'), {
      kind: 'choices',
      choices: [{ title: 'Göran Godkännare (attesträtt)', value: 'goran' }],
    });
    assert.deepEqual(await found(malin, 'goran'), { kind: 'choices', choices: [] });
    const ambiguous = { person: '', revision: 0, who: '', name: '' };
    assert.match(textOf(await submit(hanna, ambiguous)), /Välj vem som är borta/);
    assert.match(textOf(await submit(hanna, { ...ambiguous, name: 'GORAN godkännare' })), /Frånvaro: Göran Godkännare/);
    assert.match(textOf(await submit(hanna, { ...ambiguous, who: '../x' })), /går inte att använda/);
  });

  it('`mina uppgifter` says in whose place', async () => {
    await engine.submitted({
      approver: {
        own: false,
        person: goran.person,
        rights: goran.rights,
        away: { until: '2026-03-06', standIn: { person: birgit.person, rights: birgit.rights } },
      },
    });
    const context = await contextOf(services, { ...personalChat(birgit.person), kind: 'message', text: '' });
    assert.match(JSON.stringify(await listCard(context, 'todo')), /Att godkänna i stället för Göran Godkännare/);
  });

  it('one whose rights cannot be read is not told that there are none', async () => {
    await services.table.commit([{ put: 'rights!goran', value: { groups: 'alla' } }]);
    assert.match(textOf(await say(goran)), /går inte att läsa just nu/);
  });
});
