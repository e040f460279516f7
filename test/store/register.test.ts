import assert from 'node:assert/strict';
import { Secret } from '../../src/domain/secret.ts';
import { slots } from '../../src/domain/slots.ts';
import { createRegister } from '../../src/store/register.ts';
import { anna, answer, application, asking, goran, ida, sara, say } from '../support/cases.ts';
import { createEngine, type Engine, personnummer } from '../support/engine.ts';
import { createMemoryTable } from '../support/memory-table.ts';

const hashOf = ({ services }: Engine): string => services.vault.hash(new Secret(personnummer));

/** The latest case, handled to the end. */
async function granted(engine: Engine): Promise<void> {
  for (const [who, command, slot] of [
    [goran, say.approve(), slots.approver(1)],
    [ida, say.done('it'), slots.queue('it', 1)],
    [sara, say.done('tes'), slots.queue('tes', 1)],
    [sara, say.done('treserva'), slots.queue('treserva', 1)],
  ] as const)
    assert.equal((await engine.act(who, command, slot)).refused, undefined);
}

describe('store/register', () => {
  it('is written in the transactions of the cases, and found by provider and by person', async () => {
    const table = createMemoryTable();
    const engine = await createEngine(table);
    const register = createRegister(table, () => undefined);
    await engine.submitted({ application: application() });
    assert.deepEqual(await register.ofProvider('omsorg-ab'), []);
    await granted(engine);
    const systems = (await register.ofProvider('omsorg-ab')).map(({ system }) => system.id);
    assert.deepEqual(systems.toSorted(), ['tes', 'treserva']);
    assert.deepEqual(await register.ofPerson(hashOf(engine)), await register.atProvider('omsorg-ab', hashOf(engine)));
    assert.deepEqual(await register.ofProvider('annan-ab'), []);
  });

  it('ends a permission by the case that takes it away, and leaves the other', async () => {
    const table = createMemoryTable();
    const engine = await createEngine(table);
    const register = createRegister(table, () => undefined);
    const first = await engine.submitted({ application: application() });
    await granted(engine);
    const removal = await engine.submitted({
      id: 'REM0VA1X',
      application: application({ answers: [answer('purpose', 'Vad', 'Ta bort')] }),
      ends: [{ case: first.id, system: 'tes', needsTask: true }],
    });
    await granted(engine);
    const held = await register.atProvider('omsorg-ab', hashOf(engine));
    assert.deepEqual(
      held.map(({ system, ended }) => [system.id, ended?.by]),
      [
        ['tes', removal.id],
        ['treserva', undefined],
      ],
    );
  });

  it('moves with an alteration that names another person', async () => {
    const table = createMemoryTable();
    const engine = await createEngine(table);
    const register = createRegister(table, () => undefined);
    const { id } = await engine.submitted({ application: application() });
    for (const [who, command, slot] of [
      [goran, say.approve(), slots.approver(1)],
      [ida, say.done('it'), slots.queue('it', 1)],
      [sara, say.done('treserva'), slots.queue('treserva', 1)],
      [sara, say.askAbout('tes'), slots.queue('tes', 1)],
    ] as const)
      assert.equal((await engine.act(who, command, slot)).refused, undefined);
    const { subject } = engine.sealed(id, application());
    const other = { ...subject, name: 'Kim Test', hash: 'hash-of-kim' };
    await engine.act(anna, say.alter(application({ subject: other }), asking(goran)), slots.question(1));
    assert.equal((await register.ofPerson(hashOf(engine))).length, 1);
    await engine.act(goran, say.approve(2), slots.approver(2));
    assert.deepEqual(await register.ofPerson(hashOf(engine)), []);
    assert.deepEqual(
      (await register.ofPerson('hash-of-kim')).map(({ system }) => system.id),
      ['treserva'],
    );
  });

  it('a damaged row hides no other', async () => {
    const table = createMemoryTable();
    const engine = await createEngine(table);
    const told: string[] = [];
    await engine.submitted({ application: application() });
    await granted(engine);
    const key = table.rows().find((row) => row.key.startsWith('staff!') && row.key.endsWith('.tes'))?.key ?? '';
    await table.commit([{ put: key, value: { case: 1 } }]);
    const held = await createRegister(table, (row) => void told.push(row)).ofProvider('omsorg-ab');
    assert.deepEqual([held.map(({ system }) => system.id), told], [['treserva'], [key]]);
  });
});
