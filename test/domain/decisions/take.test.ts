import assert from 'node:assert/strict';
import type { Case } from '../../../src/domain/case.ts';
import type { Refusal } from '../../../src/domain/refusal.ts';
import {
  altering,
  anna,
  approved,
  asked,
  everybody,
  finished,
  goran,
  ida,
  isak,
  itDone,
  itTaken,
  played,
  reasonOf,
  refusalOf,
  rejected,
  sara,
  say,
  type Step,
  sven,
  taskOf,
  tesQuestioned,
  tesTaken,
  tried,
  withdrawn,
} from '../../support/cases.ts';

describe('domain/decisions/take', () => {
  it('R6: only those of the queue take its task', () => {
    for (const actor of everybody.filter((one) => one !== ida && one !== isak)) {
      for (const command of [say.take('it'), say.takeOver('it'), say.putBack('it'), say.done('it'), say.refuse('it')]) {
        assert.equal(reasonOf(approved, [actor, command]), 'notMember', `${actor.person.name} ${command.verb}`);
      }
    }
    assert.deepEqual(taskOf(itTaken, 'it').state, { kind: 'taken', by: ida.person, at: '2026-03-02T08:02:00.000Z' });
  });

  it('a colleague takes it over, also while a question waits', () => {
    const taken = played(itTaken, [isak, say.takeOver('it')]);
    assert.deepEqual(taskOf(taken, 'it').state, { kind: 'taken', by: isak.person, at: '2026-03-02T08:03:00.000Z' });
    const waiting = played(tesQuestioned, [sven, say.takeOver('tes')]);
    assert.deepEqual(taskOf(waiting, 'tes').state, {
      kind: 'questioned',
      by: sven.person,
      at: '2026-03-02T08:06:00.000Z',
      question: 1,
    });
    const answered = played(waiting, [anna, say.answer()]);
    const { state } = taskOf(answered, 'tes');
    assert.ok(state.kind === 'taken' && state.by.id === sven.person.id, 'the answer comes to the one who has it now');
  });

  it('put back, anybody takes it', () => {
    const back = played(itTaken, [ida, say.putBack('it')]);
    assert.deepEqual(taskOf(back, 'it').state, { kind: 'queued', since: '2026-03-02T08:03:00.000Z' });
    assert.deepEqual(taskOf(back, 'it').notes, [{ number: 1, round: 1, kind: 'putBack', by: 'Ida IT' }]);
    assert.equal(taskOf(played(back, [isak, say.take('it')]), 'it').state.kind, 'taken');
  });

  const at = '2026-03-02T08:02:00.000Z';
  const refusals: readonly [title: string, c: Case, step: Step, refusal: Refusal][] = [
    [
      'the second who takes is told who was first',
      itTaken,
      [isak, say.take('it')],
      { reason: 'taskTaken', by: 'Ida IT', at },
    ],
    [
      'a task with a question is taken too',
      tesQuestioned,
      [sven, say.take('tes')],
      { reason: 'taskTaken', by: 'Sara System', at: '2026-03-02T08:05:00.000Z' },
    ],
    ['nobody takes over from oneself', itTaken, [ida, say.takeOver('it')], { reason: 'taskTaken', by: 'Ida IT', at }],
    ['nothing to take over where nobody has it', approved, [isak, say.takeOver('it')], { reason: 'taskNotTaken' }],
    ['nothing to put back where nobody has it', approved, [isak, say.putBack('it')], { reason: 'taskNotTaken' }],
    [
      'nobody puts back what a colleague has',
      itTaken,
      [isak, say.putBack('it')],
      { reason: 'taskNotYours', by: 'Ida IT' },
    ],
    ['not put back with a question open', tesQuestioned, [sara, say.putBack('tes')], { reason: 'questionOpen' }],
    ['R6: not before IT is done', itTaken, [sara, say.take('tes')], { reason: 'taskNotReady' }],
    ['R75: not before it is approved', asked, [ida, say.take('it')], { reason: 'taskNotReady' }],
    [
      'not once it is finished, and it is told by whom',
      itDone,
      [isak, say.take('it')],
      { reason: 'taskFinished', by: 'Ida IT', at: '2026-03-02T08:03:00.000Z' },
    ],
    [
      'not when the case is finished',
      finished,
      [sara, say.take('treserva')],
      { reason: 'caseClosed', by: 'Sven System', at: '2026-03-02T08:06:00.000Z' },
    ],
    [
      'not when it is withdrawn',
      withdrawn,
      [ida, say.take('it')],
      { reason: 'caseClosed', by: 'Anna Chef', at: '2026-03-02T08:01:00.000Z' },
    ],
    [
      'not when it is rejected',
      rejected,
      [ida, say.take('it')],
      { reason: 'caseClosed', by: 'Göran Godkännare', at: '2026-03-02T08:01:00.000Z' },
    ],
    ['not a task that there is not', tesTaken, [sara, say.take('axsor')], { reason: 'notEntitled' }],
  ];
  for (const [title, c, step, refusal] of refusals) {
    it(title, () => assert.deepEqual(refusalOf(tried(c, step)), refusal));
  }

  it('R75: what is altered is not worked on before it is approved again, but may be handed over', () => {
    for (const command of [say.done('tes'), say.give('tes'), say.refuse('tes'), say.askAbout('tes')]) {
      assert.equal(reasonOf(altering, [sara, command]), 'taskWaitsForApproval', command.verb);
    }
    assert.equal(taskOf(played(altering, [sven, say.takeOver('tes')]), 'tes').state.kind, 'taken');
    assert.equal(taskOf(played(altering, [sara, say.putBack('tes')]), 'tes').state.kind, 'queued');
    const c = played(altering, [goran, say.approve(2)], [sara, say.done('tes')]);
    assert.equal(taskOf(c, 'tes').state.kind, 'completed');
  });
});
