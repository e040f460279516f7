import assert from 'node:assert/strict';
import { noRights } from '../../../src/domain/directory.ts';
import type { Refusal } from '../../../src/domain/refusal.ts';
import type { Case } from '../../../src/domain/case.ts';
import {
  altering,
  anna,
  application,
  approved,
  asked,
  asking,
  birgit,
  everybody,
  goran,
  ida,
  inHandling,
  itDone,
  itTaken,
  malin,
  otherPhone,
  otherRole,
  played,
  questioned,
  reasonOf,
  refusalOf,
  rejected,
  sara,
  say,
  type Step,
  stateOfTasks,
  sven,
  taskOf,
  tesTaken,
  tesQuestioned,
  treserva,
  tried,
  withdrawn,
} from '../../support/cases.ts';

describe('domain/decisions/approve', () => {
  it('R75: only the one who was asked may approve', () => {
    for (const actor of everybody.filter((one) => one !== goran)) {
      assert.equal(reasonOf(asked, [actor, say.approve()]), 'notApprover', actor.person.name);
    }
    assert.equal(approved.state, 'handling');
  });

  it('R75: nor the one who was asked, once the right is gone', () => {
    const former = { ...goran, rights: noRights };
    assert.equal(reasonOf(asked, [former, say.approve()]), 'noAttestationRight');
    const elsewhere = { ...goran, rights: { ...noRights, managerOf: ['annan-ab'] } };
    assert.equal(reasonOf(asked, [elsewhere, say.approve()]), 'noAttestationRight');
    assert.equal(reasonOf(approved, [former, say.undo()]), 'noAttestationRight', 'nor take it back');
  });

  it('R6: approved, it is IT that handles it first', () => {
    assert.deepEqual(stateOfTasks(approved), { it: 'queued', treserva: 'waiting', tes: 'waiting' });
    assert.deepEqual(stateOfTasks(itDone), { it: 'completed', treserva: 'queued', tes: 'queued' });
  });

  const replaced = played(asked, [anna, say.choose(asking(birgit))]);
  const refusals: readonly [title: string, c: Case, step: Step, refusal: Refusal][] = [
    [
      'a second approval is told who was first',
      approved,
      [goran, say.approve()],
      { reason: 'alreadyDecided', by: 'Göran Godkännare', at: '2026-03-02T08:01:00.000Z' },
    ],
    [
      'one who was replaced is told by whom',
      replaced,
      [goran, say.approve()],
      { reason: 'approverReplaced', by: 'Birgit Beställare' },
    ],
    ['an open question is answered first', questioned, [goran, say.approve()], { reason: 'questionOpen' }],
    [
      'what was rejected stays rejected',
      rejected,
      [goran, say.approve()],
      { reason: 'caseClosed', by: 'Göran Godkännare', at: '2026-03-02T08:01:00.000Z' },
    ],
    [
      'one who comes after the withdrawal is told who withdrew',
      withdrawn,
      [goran, say.approve()],
      { reason: 'caseClosed', by: 'Anna Chef', at: '2026-03-02T08:01:00.000Z' },
    ],
    ['a round that never was', asked, [goran, say.approve(2)], { reason: 'notApprover' }],
  ];
  for (const [title, c, step, refusal] of refusals) {
    it(title, () => assert.deepEqual(refusalOf(tried(c, step)), refusal));
  }

  describe('of an alteration', () => {
    it('the altered application takes effect when it is approved, and the one before is kept', () => {
      const c = inHandling(played(altering, [goran, say.approve(2)]));
      assert.equal(c.alteration, undefined);
      assert.deepEqual(c.application, { ...otherRole, version: 2 });
      assert.deepEqual(c.previous, application());
    });

    it('whoever holds a task that was altered keeps it, and is told', () => {
      const c = played(altering, [goran, say.approve(2)]);
      assert.equal(taskOf(c, 'tes').state.kind, 'taken');
      assert.deepEqual(
        taskOf(c, 'tes').notes.map(({ kind, by }) => ({ kind, by })),
        [
          { kind: 'answered', by: 'Anna Chef' },
          { kind: 'altered', by: 'Göran Godkännare' },
        ],
      );
    });

    it('a finished task that it concerns is done again', () => {
      const c = played(
        tesQuestioned,
        [sven, say.take('treserva')],
        [sven, say.done('treserva')],
        [anna, say.alter(otherPhone, asking(goran))],
        [goran, say.approve(2)],
      );
      assert.deepEqual(stateOfTasks(c), { it: 'queued', treserva: 'waiting', tes: 'taken' });
      assert.equal(taskOf(c, 'it').round, 2);
      assert.equal(taskOf(played(c, [ida, say.done('it')]), 'treserva').state.kind, 'queued');
    });

    it('a finished task that it does not concern stays finished', () => {
      const c = played(
        tesQuestioned,
        [sven, say.done('treserva')],
        [anna, say.alter(otherRole, asking(goran))],
        [goran, say.approve(2)],
      );
      assert.deepEqual(stateOfTasks(c), { it: 'completed', treserva: 'completed', tes: 'taken' });
    });

    it('R6: what IT is to do again comes before what nobody has taken yet', () => {
      const c = played(tesQuestioned, [anna, say.alter(otherPhone, asking(goran))], [goran, say.approve(2)]);
      assert.deepEqual(stateOfTasks(c), { it: 'queued', treserva: 'waiting', tes: 'taken' });
      assert.equal(reasonOf(c, [sven, say.take('treserva')]), 'taskNotReady');
      const again = played(c, [ida, say.done('it')]);
      assert.equal(taskOf(again, 'treserva').state.kind, 'queued');
      assert.equal(taskOf(again, 'treserva').round, 2, 'posted anew');
    });

    it('R6: nor does a task put back in the queue pass by IT', () => {
      const c = played(
        tesQuestioned,
        [anna, say.alter(otherPhone, asking(goran))],
        [goran, say.approve(2)],
        [sara, say.putBack('tes')],
      );
      assert.equal(reasonOf(c, [sven, say.take('tes')]), 'taskNotReady');
      assert.equal(taskOf(played(c, [ida, say.done('it')]), 'tes').state.kind, 'queued');
    });

    it('a refused task stays refused', () => {
      const c = played(
        tesQuestioned,
        [sven, say.refuse('treserva')],
        [anna, say.alter(otherPhone, asking(goran))],
        [goran, say.approve(2)],
      );
      assert.equal(taskOf(c, 'treserva').state.kind, 'refused');
    });

    it('the own tick approves it at once', () => {
      const c = inHandling(played(tesQuestioned, [anna, say.alter(otherRole, { own: true })]));
      assert.equal(c.alteration, undefined);
      assert.equal(c.application.version, 2);
      assert.equal(c.attestations.at(-1)?.outcome.kind, 'approved');
    });

    it('the case is finished with it where everything else was already', () => {
      const c = played(
        tesTaken,
        [sven, say.take('treserva')],
        [sven, say.askAbout('treserva')],
        [sara, say.done('tes')],
        [anna, say.alter(application({ systems: [{ ...treserva, answers: [] }, ...otherSystems] }), asking(goran))],
        [goran, say.approve(2)],
        [sven, say.done('treserva')],
      );
      assert.equal(c.state, 'finished');
    });
  });

  it('every manager may be asked but the one who submits', () => {
    const c = played(asked, [anna, say.choose(asking(malin))], [malin, say.approve(2)]);
    assert.equal(c.state, 'handling');
  });

  it('asks IT for nothing while it is with the approver', () => {
    assert.equal(reasonOf(asked, [ida, say.take('it')]), 'taskNotReady');
    assert.equal(reasonOf(asked, [ida, say.done('it')]), 'taskNotReady');
    assert.equal(itTaken.state, 'handling');
  });
});

const otherSystems = application().systems.filter((system) => system.id === 'tes');
