import assert from 'node:assert/strict';
import type { Answer } from '../../../src/domain/application.ts';
import type { Case } from '../../../src/domain/case.ts';
import type { Command } from '../../../src/domain/decide.ts';
import {
  anna,
  answer,
  application,
  approved,
  finished,
  goran,
  ida,
  isak,
  itDone,
  itTaken,
  played,
  reasonOf,
  refusalOf,
  sara,
  say,
  stateOfTasks,
  submitted,
  sven,
  taskOf,
  tes,
  tesQuestioned,
  tesTaken,
  tried,
} from '../../support/cases.ts';

describe('domain/decisions/complete', () => {
  it('R19: login details go on their way to the manager, from IT and from each system', () => {
    assert.deepEqual(
      finished.handovers.map(({ task, round, givenBy, state }) => ({
        task,
        round,
        by: givenBy.name,
        state: state.kind,
      })),
      [
        { task: 'it', round: 1, by: 'Ida IT', state: 'unopened' },
        { task: 'treserva', round: 1, by: 'Sven System', state: 'unopened' },
      ],
    );
  });

  it('R19: with "Inga nya uppgifter" there is nothing to hand over', () => {
    const c = played(itTaken, [ida, say.done('it')]);
    assert.deepEqual(c.handovers, []);
    const { state } = taskOf(c, 'it');
    assert.ok(state.kind === 'completed' && !state.credentials);
  });

  it('whoever finishes an untaken task takes it', () => {
    const { state } = taskOf(played(approved, [ida, say.give('it')]), 'it');
    assert.ok(state.kind === 'completed' && state.by.id === ida.person.id);
  });

  it('a task that a colleague has must be taken over first', () => {
    for (const command of [say.give('it'), say.done('it'), say.refuse('it'), say.askAbout('it')]) {
      assert.deepEqual(refusalOf(tried(itTaken, [isak, command])), { reason: 'taskNotYours', by: 'Ida IT' });
    }
    const c = played(itTaken, [isak, say.takeOver('it')], [isak, say.give('it')]);
    assert.equal(taskOf(c, 'it').state.kind, 'completed');
  });

  it('the one who has a task may finish it without waiting for the answer', () => {
    const c = played(tesQuestioned, [sara, say.done('tes')]);
    assert.equal(taskOf(c, 'tes').state.kind, 'completed');
    assert.equal(reasonOf(c, [anna, say.answer()]), 'questionClosed');
  });

  it('R6: not before IT is done', () => assert.equal(reasonOf(itTaken, [sara, say.give('tes')]), 'taskNotReady'));

  it('R15, R20: the case is finished when IT and every system are', () => {
    assert.equal(tesTaken.state, 'handling');
    assert.ok(finished.state === 'finished' && !finished.partly);
    assert.deepEqual(finished.firstFinished, { at: '2026-03-02T08:06:00.000Z', partly: false });
  });
});

describe('domain/decisions/complete: a refused task', () => {
  it('one refused system leaves the others going; the case is then partly done, with the reason', () => {
    const refused = played(itDone, [sara, say.refuse('tes', 'Ingen sådan roll')]);
    assert.deepEqual(stateOfTasks(refused), { it: 'completed', treserva: 'queued', tes: 'refused' });
    const c = played(refused, [sven, say.done('treserva')]);
    assert.ok(c.state === 'finished' && c.partly);
    const { state } = taskOf(c, 'tes');
    assert.ok(state.kind === 'refused' && state.reason === 'Ingen sådan roll');
  });

  it('the order of the two does not matter', () => {
    const c = played(itDone, [sven, say.done('treserva')], [sara, say.refuse('tes')]);
    assert.ok(c.state === 'finished' && c.partly);
  });

  it('refused by IT the case ends as a whole', () => {
    const c: Case = played(approved, [ida, say.refuse('it', 'Fel utförare')]);
    assert.ok(c.state === 'rejected');
    assert.equal(c.reason, 'Fel utförare');
    assert.deepEqual(c.by, ida.person);
    assert.deepEqual(stateOfTasks(c), { it: 'refused', treserva: 'cancelled', tes: 'cancelled' });
  });

  it('takes a reason, without a personnummer', () => {
    assert.equal(reasonOf(itTaken, [ida, say.refuse('it', '')]), 'textMissing');
    assert.equal(reasonOf(itTaken, [ida, say.refuse('it', 'Se 9006022397')]), 'personnummerInText');
  });

  it('the only system refused, the case is partly done: IT has done its part', () => {
    const one = submitted({ application: application({ systems: [tes] }) });
    const c = played(one, [goran, say.approve()], [ida, say.done('it')], [sara, say.refuse('tes')]);
    assert.ok(c.state === 'finished' && c.partly);
  });

  describe('a stage that asks for something and gives no login details', () => {
    const asks = [
      { id: 'costCode', kind: 'costCode', label: 'Ansvarskod', required: true },
      { id: 'note', kind: 'text', label: 'Anteckning', required: false },
    ] as const;
    const queue = { queue: 'it', queueName: 'Kommunens IT-enhet', per: 'case' } as const;
    const route = [
      { ...queue, id: 'costCode', title: 'Ansvarskod', credentials: false, asks },
      { ...queue, id: 'login', title: 'Inloggning' },
    ];
    const c = played(submitted({ route }), [goran, say.approve()]);
    const code = answer('costCode', 'Ansvarskod', '47199');
    const complete = (answers: readonly Answer[], credentials = false): Command => ({
      verb: 'complete',
      task: 'costCode',
      credentials,
      answers,
    });

    it('a queue has a task for each of its stages, one after the other', () => {
      assert.deepEqual(stateOfTasks(c), { costCode: 'queued', login: 'waiting' });
      assert.deepEqual(stateOfTasks(played(c, [ida, complete([code])])), { costCode: 'completed', login: 'queued' });
    });

    it('is not done before what is obligatory has been filled in', () => {
      for (const answers of [[], [{ ...code, text: '' }], [answer('note', 'Anteckning', 'x')]])
        assert.equal(reasonOf(c, [ida, complete(answers)]), 'answersMissing');
    });

    it('keeps what was filled in', () => {
      const { state } = taskOf(played(c, [ida, complete([code])]), 'costCode');
      assert.deepEqual(state.kind === 'completed' && state.answers, [code]);
    });

    it('takes no login details', () => {
      assert.equal(reasonOf(c, [ida, complete([code], true)]), 'stale');
    });
  });

  it('a system of another queue than its stage’s is that queue’s task', () => {
    const system = { ...tes, queue: { id: 'it', name: 'Kommunens IT-enhet' } };
    const c = played(
      submitted({ application: application({ systems: [system] }) }),
      [goran, say.approve()],
      [ida, say.done('it')],
    );
    assert.equal(reasonOf(c, [sara, say.take('tes')]), 'notMember');
    assert.equal(played(c, [ida, say.done('tes')]).state, 'finished');
  });
});
