import assert from 'node:assert/strict';
import type { Outcome } from '../../src/commands/act.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { Command } from '../../src/domain/decide.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import type { Table } from '../../src/store/table.ts';
import { refusalText } from '../../src/views/refusals.ts';
import { anna, asking, birgit, goran, ida, isak, later, malin, own, sara, say, start, sven } from '../support/cases.ts';
import { createEngine, type Engine } from '../support/engine.ts';
import { createMemoryTable, type MemoryTable } from '../support/memory-table.ts';

type Said = readonly [who: Actor, command: Command, slot: string];

const at = later(start, { minutes: 1 });
const commands = {
  approve: [goran, say.approve(), 'approver.1'],
  takeIt: [ida, say.take('it'), 'queue.it.1'],
  giveIt: [ida, say.give('it'), 'queue.it.1'],
  openIt: [anna, say.open('it'), 'credentials.it.1'],
  ask: [goran, say.ask(), 'approver.1'],
} satisfies Record<string, Said>;
const { approve, takeIt, giveIt, openIt, ask } = commands;

describe('engine: at the same time', () => {
  let table: MemoryTable;
  let engine: Engine;

  beforeEach(async () => {
    table = createMemoryTable();
    engine = await createEngine(table);
  });

  const all = async (...said: Said[]): Promise<void> => {
    for (const [who, command, slot] of said) {
      const { refused } = await engine.act(who, command, slot);
      assert.equal(refused, undefined);
    }
  };

  /** The first has decided and is about to write when the second has its whole turn. */
  async function race(first: Said, second: Said): Promise<{ first: Outcome; second: Outcome }> {
    engine.pass({ minutes: 1 });
    let winner: Outcome | undefined;
    table.beforeNext('commit', async () => {
      winner = await engine.act(...second);
    });
    const loser = await engine.act(...first);
    assert.ok(winner);
    return { first: loser, second: winner };
  }

  const races: readonly [title: string, before: Said[], first: Said, second: Said, refusal: Refusal][] = [
    [
      'R6: two caseworkers take the same task',
      [approve],
      takeIt,
      [isak, say.take('it'), 'queue.it.1'],
      { reason: 'taskTaken', by: 'Isak IT', at },
    ],
    [
      'R6: one finishes it and another takes it',
      [approve],
      takeIt,
      [isak, say.give('it'), 'queue.it.1'],
      { reason: 'taskFinished', by: 'Isak IT', at },
    ],
    [
      'two take it over from a third',
      [approve, takeIt],
      [ida, say.done('it'), 'queue.it.1'],
      [isak, say.takeOver('it'), 'queue.it.1'],
      { reason: 'taskNotYours', by: 'Isak IT' },
    ],
    [
      'R75: the approver answers on two devices',
      [],
      [goran, say.approve(), 'approver.1'],
      [goran, say.reject(), 'approver.1'],
      { reason: 'caseClosed', by: 'Göran Godkännare', at },
    ],
    [
      'R75: the approver approves while somebody else is asked instead',
      [],
      approve,
      [anna, say.choose(asking(birgit)), 'owner.status'],
      { reason: 'approverReplaced', by: 'Birgit Beställare' },
    ],
    [
      'R75: the submitter attests while the approver approves',
      [],
      [anna, say.choose(own), 'owner.status'],
      approve,
      { reason: 'alreadyDecided', by: 'Göran Godkännare', at },
    ],
    [
      'the approver approves what is withdrawn',
      [],
      approve,
      [anna, say.withdraw(), 'owner.status'],
      { reason: 'caseClosed', by: 'Anna Chef', at },
    ],
    [
      'the submitter withdraws what IT takes',
      [approve],
      [anna, say.withdraw(), 'owner.status'],
      takeIt,
      { reason: 'hasBegun', by: 'Ida IT', at },
    ],
    [
      'the approver regrets what IT takes',
      [approve],
      [goran, say.undo(), 'approver.1'],
      takeIt,
      { reason: 'hasBegun', by: 'Ida IT', at },
    ],
    [
      'two managers answer the same question',
      [ask],
      [anna, say.answer(), 'owner.question.1'],
      [malin, say.answer(), 'owner.question.1'],
      { reason: 'questionAnswered', by: 'Malin Medchef', at },
    ],
    [
      'two managers receipt the same login details',
      [approve, giveIt, openIt],
      [anna, say.receipt('it'), 'credentials.it.1'],
      [malin, say.receipt('it'), 'credentials.it.1'],
      { reason: 'credentialsGone' },
    ],
    [
      'two managers ask for new ones',
      [approve, giveIt, openIt],
      [anna, say.renew('it'), 'credentials.it.1'],
      [malin, say.renew('it'), 'credentials.it.1'],
      { reason: 'credentialsAlreadyRequested' },
    ],
  ];
  for (const [title, before, first, second, refusal] of races) {
    it(`${title}: one of them wins, and the other is told`, async () => {
      const { id, revision } = await engine.submitted();
      await all(...before);
      const outcome = await race(first, second);
      assert.equal(outcome.second.refused, undefined);
      assert.deepEqual(outcome.first.refused, refusal);
      if (refusal.by) assert.match(refusalText(refusal), new RegExp(refusal.by));
      const c = await engine.read(id);
      assert.equal(c.revision, revision + before.length + 1);
      assert.equal((await engine.rows('event')).length, c.revision);
      assert.deepEqual(outcome.first.case, c, 'the loser sees the case as it is');
    });
  }

  it('what does not concern the same card goes through, both of it', async () => {
    await engine.submitted();
    await all(approve, giveIt);
    const outcome = await race(
      [sara, say.take('tes'), 'queue.tes.1'],
      [sven, say.take('treserva'), 'queue.treserva.1'],
    );
    assert.deepEqual([outcome.first.refused, outcome.second.refused], [undefined, undefined]);
  });

  it('the same click twice counts once', async () => {
    const { id } = await engine.submitted();
    const outcome = await race(approve, approve);
    assert.deepEqual([outcome.first.refused, outcome.second.refused], [undefined, undefined]);
    assert.equal((await engine.read(id)).revision, 2);
    assert.equal((await engine.act(goran, say.approve(), 'approver.1', 1)).refused, undefined);
    assert.equal((await engine.read(id)).revision, 2);
  });

  it('choosing an approver twice by the same click asks once', async () => {
    const { id } = await engine.submitted();
    const choose: Said = [anna, say.choose(asking(birgit)), 'owner.status'];
    for (let click = 0; click < 3; click++) await engine.act(...choose, 1);
    assert.deepEqual(
      (await engine.read(id)).attestations.map(({ approver }) => approver.name),
      ['Göran Godkännare', 'Birgit Beställare'],
    );
  });

  it('gives up, in so many words, where others change the case again and again', async () => {
    await engine.submitted();
    const others = Array.from({ length: 5 }, (): Said => [anna, say.openPersonnummer(), 'owner.status']);
    const change = (index: number): void => {
      const other = others[index];
      if (other)
        table.beforeNext('commit', async () => {
          await engine.act(...other);
          change(index + 1);
        });
    };
    change(0);
    await assert.rejects(engine.act(...approve), /changed by others 5 times/);
  });
});

describe('engine: a lost answer', () => {
  let table: MemoryTable;
  let engine: Engine;

  beforeEach(async () => {
    table = createMemoryTable();
    engine = await createEngine(table);
  });

  const lose = (): never => {
    throw new Error('no answer');
  };

  it('to what was carried out: it counts once, and is told as done', async () => {
    const { id } = await engine.submitted();
    table.afterNext('commit', lose);
    const outcome = await engine.act(...approve);
    assert.equal(outcome.refused, undefined);
    assert.equal(outcome.case?.state, 'handling');
    assert.equal((await engine.read(id)).revision, 2);
    assert.equal(engine.services.nudges.count, 1, 'the sender is told');
  });

  it('to what was carried out, where others went on from it', async () => {
    const { id } = await engine.submitted();
    table.afterNext('commit', async () => {
      await engine.act(...takeIt);
      lose();
    });
    assert.equal((await engine.act(...approve)).refused, undefined);
    assert.equal((await engine.read(id)).revision, 3);
  });

  it('to what was not carried out: nothing has changed, and nobody is told that it has', async () => {
    await engine.submitted();
    const rows = table.rows();
    table.beforeNext('commit', lose);
    await assert.rejects(engine.act(...approve), /no answer/);
    assert.deepEqual(table.rows(), rows);
  });

  it('that the client asked for again: the conflict is with itself', async () => {
    let again = false;
    const repeating: Table = {
      ...table,
      commit: async (writes) => {
        const first = await table.commit(writes);
        return again ? table.commit(writes) : first;
      },
    };
    engine = await createEngine(repeating);
    const { id } = await engine.submitted();
    again = true;
    assert.equal((await engine.act(...approve)).refused, undefined);
    assert.equal((await engine.read(id)).revision, 2);
    assert.equal((await engine.act(goran, say.openPersonnummer(), 'approver.1')).refused, undefined);
    assert.equal((await engine.read(id)).revision, 3, 'what could be recorded twice is not');
  });
});

describe('engine: what only opens', () => {
  let engine: Engine;

  beforeEach(async () => {
    engine = await createEngine(createMemoryTable());
    await engine.submitted();
  });

  const play = async (...said: Said[]): Promise<void> => {
    for (const one of said) await engine.act(...one);
  };

  it('is opened again by the same click while it may be, and each opening is recorded', async () => {
    await play(approve, giveIt);
    for (let click = 1; click <= 3; click++) {
      const { refused, case: c } = await engine.act(...openIt, 1);
      assert.equal(refused, undefined);
      assert.equal(c?.revision, 3 + click);
    }
  });

  it('is not opened by a repeated click when the ten minutes are over, though the row still lies there', async () => {
    await play(approve, giveIt, openIt);
    engine.pass({ minutes: 10 });
    assert.equal((await engine.rows('secret')).length, 1);
    assert.equal((await engine.act(...openIt, 1)).refused?.reason, 'credentialsGone');
  });

  it('is not opened by a repeated click of one who was replaced', async () => {
    const open: Said = [goran, say.openPersonnummer(), 'approver.1'];
    assert.equal((await engine.act(...open)).refused, undefined);
    await play([anna, say.choose(asking(birgit)), 'owner.status']);
    assert.equal((await engine.act(...open, 1)).refused?.reason, 'notEntitled');
  });

  it('is not opened by a repeated click of a caseworker when the case has ended', async () => {
    const open: Said = [ida, say.openPersonnummer('it'), 'queue.it.1'];
    await play(approve);
    assert.equal((await engine.act(...open, 2)).refused, undefined);
    await play([ida, say.refuse('it'), 'queue.it.1']);
    assert.equal((await engine.act(...open, 2)).refused?.reason, 'caseClosed');
  });

  it('nor is anything told by a repeated click of one who has lost the right', async () => {
    await play(approve);
    await engine.entitle(false);
    assert.equal((await engine.act(...approve, 1)).refused?.reason, 'noAttestationRight');
  });
});
