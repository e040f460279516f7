import assert from 'node:assert/strict';
import type { Actor } from '../../src/domain/actor.ts';
import { anna, birgit, malin, otherManager, sara, stranger } from '../support/cases.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { createTown, type Town, wordsOf } from '../support/town.ts';

const lisa = '20000101-2384';

/** Ids as they are drawn, so that each form is a case of its own. */
const ids = ['PASS0001', 'PASS0002', 'PASS0003', 'PASS0004', 'PASS0005'] as const;

async function filled(town: Town, who: Actor, id: string, system: string, personnummer = lisa): Promise<void> {
  await town.user(who).open('order', { press: 'begin', case: id, kind: 'password', provider: 'omsorg-ab' });
  await town.user(who).submit('order', {
    case: id,
    step: 'person',
    press: 'next',
    f_system: system,
    f_problem: 'Kontot är låst',
    f_name: 'Lisa Prov',
    f_personnummer: personnummer,
    f_since: 'nyss',
  });
}

const sent = async (town: Town, who: Actor, id: string): Promise<string> =>
  wordsOf(await town.user(who).submit('order', { case: id, step: 'summary', press: 'send' }));

async function asked(town: Town, who: Actor, id: string, system: string, personnummer = lisa): Promise<string> {
  await filled(town, who, id, system, personnummer);
  return sent(town, who, id);
}

describe('commands: passwords', () => {
  let town: Town;
  beforeEach(async () => {
    town = await createTown(createMemoryTable());
  });

  it('of two that cross each other at the limit, one is sent and the other is told to ring', async () => {
    assert.match(await asked(town, anna, ids[0], 'Treserva'), /är skickad/);
    assert.match(await asked(town, anna, ids[1], 'TES'), /är skickad/);
    await filled(town, anna, ids[2], 'Phoniro');
    await filled(town, malin, ids[3], 'Fjärrskrivbord');
    const answers = await Promise.all([sent(town, anna, ids[2]), sent(town, malin, ids[3])]);
    assert.equal(answers.filter((text) => /är skickad/.test(text)).length, 1, answers.join('\n---\n'));
    assert.equal(answers.filter((text) => /Det har redan begärts 3 gånger för personen/.test(text)).length, 1);
  });

  it('a day later it may be asked for again', async () => {
    for (const [index, system] of ['Treserva', 'TES', 'Phoniro'].entries())
      assert.match(await asked(town, anna, ids[index] ?? '', system), /är skickad/);
    assert.match(await asked(town, anna, ids[3], 'Fjärrskrivbord'), /Det har redan begärts 3 gånger/);
    town.engine.pass({ days: 1 });
    assert.match(await asked(town, anna, ids[4], 'Fjärrskrivbord'), /är skickad/);
  });

  it('nobody is locked out by what is asked for about another', async () => {
    for (const [index, system] of ['Treserva', 'TES', 'Phoniro'].entries())
      await asked(town, anna, ids[index] ?? '', system);
    assert.match(await asked(town, anna, ids[3], 'Treserva', '19480977-2389'), /är skickad/);
  });

  it('out of hours to those on call who have no channel: the answer says so, and gives the number', async () => {
    town.engine.pass({ minutes: 12 * 60 });
    const text = await asked(town, anna, ids[0], 'Treserva');
    assert.match(text, /Beredskap går inte att nå i Teams just nu.*Ring 070-174 06 05/);
  });

  for (const [who, name] of [
    [anna, 'a manager'],
    [otherManager, 'another provider’s manager'],
    [sara, 'another queue'],
    [stranger, 'a stranger'],
  ] as const)
    it(`the roster and recorded calls are nothing for ${name}, also with data that was forged`, async () => {
      const user = town.user(who);
      const rows = async (): Promise<number> => (await town.engine.rows('roster')).length;
      const shift = { from: '2026-03-02', to: '2026-03-09', first: who.person.id, firstName: 'Jag' };
      assert.match(wordsOf(await user.open('roster', { entry: 'onCall', number: 0 })), /^Jourlistan ändras av dem/);
      const saved = await user.submit('roster', { entry: 'onCall', number: 0, revision: 0, ...shift });
      assert.match(wordsOf(saved), /^Jourlistan ändras av dem/);
      assert.match(wordsOf(await user.open('registerCall', { entry: 'onCall' })), /^Samtal registreras av dem/);
      const registered = await user.submit('registerCall', { entry: 'onCall', case: ids[0], provider: 'omsorg-ab' });
      assert.match(wordsOf(registered), /^Samtal registreras av dem/);
      assert.equal(await town.engine.services.cases.read(ids[0]), undefined);
      assert.equal(await rows(), 0);
    });

  it('a queue that nobody is on call for has no roster, whoever asks', async () => {
    assert.match(
      wordsOf(await town.user(birgit).open('roster', { entry: 'it', number: 0 })),
      /^Jourlistan ändras av dem/,
    );
  });
});
