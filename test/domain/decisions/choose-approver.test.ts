import assert from 'node:assert/strict';
import type { Case } from '../../../src/domain/case.ts';
import type { Refusal } from '../../../src/domain/refusal.ts';
import {
  altering,
  anna,
  approved,
  asked,
  asking,
  birgit,
  everybody,
  goran,
  malin,
  own,
  played,
  questioned,
  reasonOf,
  refusalOf,
  rejected,
  say,
  stranger,
  tried,
  withdrawn,
} from '../../support/cases.ts';

describe('domain/decisions/choose-approver', () => {
  const replaced = played(asked, [anna, say.choose(asking(birgit))]);

  it('R75: another is asked, and the one asked before no longer', () => {
    assert.deepEqual(
      replaced.attestations.map(({ round, approver, outcome }) => [round, approver.name, outcome.kind]),
      [
        [1, 'Göran Godkännare', 'replaced'],
        [2, 'Birgit Beställare', 'waiting'],
      ],
    );
    assert.equal(reasonOf(replaced, [goran, say.approve(1)]), 'approverReplaced');
    assert.equal(reasonOf(replaced, [goran, say.approve(2)]), 'notApprover');
    assert.equal(played(replaced, [birgit, say.approve(2)]).state, 'handling');
  });

  it('R75: the submitter may set the tick instead', () => {
    assert.equal(played(asked, [anna, say.choose(own)]).state, 'handling');
  });

  it('any manager of the provider chooses, and nobody else', () => {
    for (const actor of everybody) {
      const may = actor === anna || actor === malin;
      const decided = tried(asked, [actor, say.choose(asking(birgit))]);
      assert.equal('refused' in decided ? decided.refused.reason : undefined, may ? undefined : 'notEntitled');
    }
  });

  it('R75: the chosen one must have attest right', () => {
    assert.equal(reasonOf(asked, [anna, say.choose(asking(stranger))]), 'approverWithoutRight');
    assert.equal(reasonOf(asked, [anna, say.choose(asking(anna))]), 'approverWithoutRight');
  });

  it('the approver of an alteration is replaced in the same way', () => {
    const c = played(altering, [anna, say.choose(asking(birgit))], [birgit, say.approve(3)]);
    assert.equal(c.application.version, 2);
  });

  const at = '2026-03-02T08:01:00.000Z';
  const refusals: readonly [string, Case, Refusal][] = [
    [
      'comes too late when it is approved, and is told by whom',
      approved,
      { reason: 'alreadyDecided', by: 'Göran Godkännare', at },
    ],
    ['comes too late when it is rejected', rejected, { reason: 'caseClosed', by: 'Göran Godkännare', at }],
    ['does not bring back what was withdrawn', withdrawn, { reason: 'caseClosed', by: 'Anna Chef', at }],
    ['waits for the answer to a question', questioned, { reason: 'notAwaitingApproval' }],
  ];
  for (const [title, c, refusal] of refusals) {
    it(title, () => {
      assert.deepEqual(refusalOf(tried(c, [malin, say.choose(own)])), refusal);
      assert.deepEqual(refusalOf(tried(c, [malin, say.choose(asking(birgit))])), refusal);
    });
  }
});
