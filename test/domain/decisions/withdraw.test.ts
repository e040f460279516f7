import assert from 'node:assert/strict';
import type { Case } from '../../../src/domain/case.ts';
import type { Refusal } from '../../../src/domain/refusal.ts';
import {
  anna,
  approved,
  asked,
  asking,
  everybody,
  finished,
  goran,
  ida,
  itDone,
  itTaken,
  malin,
  otherPhone,
  played,
  questioned,
  reasonOf,
  refusalOf,
  rejected,
  sara,
  say,
  stateOfTasks,
  tesQuestioned,
  tried,
  withdrawn,
} from '../../support/cases.ts';

describe('domain/decisions/withdraw', () => {
  const open: readonly [string, Case][] = [
    ['while it waits for its approval', asked],
    ['while the approver waits for an answer', questioned],
    ['while it waits in the queue of IT', approved],
    ['after IT put it back in the queue untouched', played(itTaken, [ida, say.putBack('it')])],
  ];
  for (const [title, c] of open) {
    it(`${title}, by the submitter or another manager`, () => {
      for (const actor of [anna, malin]) {
        const after = played(c, [actor, say.withdraw()]);
        assert.ok(after.state === 'withdrawn');
        assert.deepEqual(after.by, actor.person);
        assert.deepEqual(new Set(Object.values(stateOfTasks(after))), new Set(['cancelled']));
      }
    });
  }

  it('R14: by nobody but the managers of the provider', () => {
    for (const actor of everybody.filter((one) => one !== anna && one !== malin)) {
      assert.equal(reasonOf(asked, [actor, say.withdraw()]), 'notEntitled', actor.person.name);
    }
  });

  const redone = played(
    tesQuestioned,
    [anna, say.alter(otherPhone, asking(goran))],
    [goran, say.approve(2)],
    [sara, say.putBack('tes')],
  );
  const renewed = played(itDone, [anna, say.open('it')], [anna, say.renew('it')]);
  const closed: readonly [string, Case, Refusal][] = [
    ['not once IT has begun', itTaken, { reason: 'hasBegun', by: 'Ida IT', at: '2026-03-02T08:02:00.000Z' }],
    ['not once IT is done', itDone, { reason: 'hasBegun', by: 'Ida IT', at: '2026-03-02T08:03:00.000Z' }],
    ['not while IT does again what was altered', redone, { reason: 'hasBegun' }],
    ['not while IT makes new login details', renewed, { reason: 'hasBegun' }],
    ['not when everything is done', finished, { reason: 'caseClosed', at: '2026-03-02T08:06:00.000Z' }],
    [
      'not when it was rejected',
      rejected,
      { reason: 'caseClosed', by: 'Göran Godkännare', at: '2026-03-02T08:01:00.000Z' },
    ],
    ['not twice', withdrawn, { reason: 'caseClosed', by: 'Anna Chef', at: '2026-03-02T08:01:00.000Z' }],
  ];
  for (const [title, c, refusal] of closed) {
    it(title, () => assert.deepEqual(refusalOf(tried(c, [malin, say.withdraw()])), refusal));
  }
});
