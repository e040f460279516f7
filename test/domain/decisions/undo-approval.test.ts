import assert from 'node:assert/strict';
import type { Case } from '../../../src/domain/case.ts';
import type { Refusal } from '../../../src/domain/refusal.ts';
import {
  anna,
  altering,
  approved,
  asked,
  asking,
  birgit,
  finished,
  goran,
  ida,
  itDone,
  itTaken,
  otherPhone,
  own,
  played,
  reasonOf,
  refusalOf,
  sara,
  say,
  type Step,
  stateOfTasks,
  submitted,
  taskOf,
  tesTaken,
  tried,
  withdrawn,
} from '../../support/cases.ts';

const undone = played(approved, [goran, say.undo()]);

describe('domain/decisions/undo-approval', () => {
  it('R75: the approver regrets while nobody has begun, and is asked again', () => {
    assert.equal(undone.state, 'attesting');
    assert.deepEqual(stateOfTasks(undone), { it: 'waiting', treserva: 'waiting', tes: 'waiting' });
    assert.equal(reasonOf(undone, [ida, say.take('it')]), 'taskNotReady');
    const again = played(undone, [goran, say.approve()]);
    assert.equal(taskOf(again, 'it').round, 2, 'posted anew');
  });

  it('R75: the submitter takes back the own tick', () => {
    const c = played(submitted({ approver: own }), [anna, say.undo()]);
    assert.equal(c.state, 'attesting');
    assert.equal(played(c, [anna, say.approve()]).state, 'handling');
  });

  it('may be undone again when the task was put back in the queue untouched', () => {
    assert.equal(played(itTaken, [ida, say.putBack('it')], [goran, say.undo()]).state, 'attesting');
  });

  const altered = played(
    tesTaken,
    [sara, say.askAbout('tes')],
    [anna, say.alter(otherPhone, asking(goran))],
    [goran, say.approve(2)],
    [sara, say.putBack('tes')],
  );
  const renewed = played(itDone, [anna, say.open('it')], [anna, say.renew('it')]);
  const refusals: readonly [title: string, c: Case, step: Step, refusal: Refusal][] = [
    ['only by the one who approved', approved, [birgit, say.undo()], { reason: 'notApprover' }],
    ['not by the submitter where another approved', approved, [anna, say.undo()], { reason: 'notApprover' }],
    [
      'not once somebody has begun, and it is told who',
      itTaken,
      [goran, say.undo()],
      { reason: 'hasBegun', by: 'Ida IT', at: '2026-03-02T08:02:00.000Z' },
    ],
    [
      'not once IT is done',
      itDone,
      [goran, say.undo()],
      { reason: 'hasBegun', by: 'Ida IT', at: '2026-03-02T08:03:00.000Z' },
    ],
    ['not while IT does again what was altered', altered, [goran, say.undo(2)], { reason: 'hasBegun' }],
    ['not while IT makes new login details', renewed, [goran, say.undo()], { reason: 'hasBegun' }],
    [
      'not when everything is done',
      finished,
      [goran, say.undo()],
      { reason: 'caseClosed', at: '2026-03-02T08:06:00.000Z' },
    ],
    ['not before it is approved', asked, [goran, say.undo()], { reason: 'stale' }],
    ['not while an alteration waits', altering, [goran, say.undo(2)], { reason: 'stale' }],
    ['not on the card of an earlier round', altering, [goran, say.undo(1)], { reason: 'approverReplaced' }],
    [
      'not once it is withdrawn',
      withdrawn,
      [goran, say.undo()],
      { reason: 'caseClosed', by: 'Anna Chef', at: '2026-03-02T08:01:00.000Z' },
    ],
  ];
  for (const [title, c, step, refusal] of refusals) {
    it(title, () => assert.deepEqual(refusalOf(tried(c, step)), refusal));
  }
});
