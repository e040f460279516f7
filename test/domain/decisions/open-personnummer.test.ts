import assert from 'node:assert/strict';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Case } from '../../../src/domain/case.ts';
import { noRights } from '../../../src/domain/directory.ts';
import {
  anna,
  approved,
  asked,
  asking,
  birgit,
  everybody,
  finished,
  goran,
  ida,
  isak,
  itDone,
  itTaken,
  malin,
  played,
  reasonOf,
  rejected,
  sara,
  say,
  tried,
  withdrawn,
} from '../../support/cases.ts';

describe('domain/decisions/open-personnummer', () => {
  const who: readonly [
    title: string,
    c: Case,
    command: ReturnType<typeof say.openPersonnummer>,
    may: readonly Actor[],
  ][] = [
    ['by the managers and the approver while it is asked for', asked, say.openPersonnummer(), [anna, malin, goran]],
    ['by the approver too while it may be undone', approved, say.openPersonnummer(), [anna, malin, goran]],
    ['by the managers alone when it has ended', finished, say.openPersonnummer(), [anna, malin]],
    ['by the managers alone when it is rejected', rejected, say.openPersonnummer(), [anna, malin]],
    ['by the managers alone when it is withdrawn', withdrawn, say.openPersonnummer(), [anna, malin]],
    ['by those of the queue, the task being the reason', itTaken, say.openPersonnummer('it'), [ida, isak]],
    ['R6: not by the queue whose turn it is not', itTaken, say.openPersonnummer('tes'), []],
    ['by no queue whose task is finished', itDone, say.openPersonnummer('it'), []],
    ['by no queue before it is approved', asked, say.openPersonnummer('it'), []],
    ['by no queue when it has ended', finished, say.openPersonnummer('it'), []],
  ];
  for (const [title, c, command, may] of who) {
    it(title, () => {
      const did = everybody.filter((actor) => 'accepted' in tried(c, [actor, command]));
      assert.deepEqual(
        did.map(({ person }) => person.name),
        may.map(({ person }) => person.name),
      );
    });
  }

  it('not by an approver who was replaced, or has no right any longer', () => {
    const replaced = played(asked, [anna, say.choose(asking(birgit))]);
    assert.equal(reasonOf(replaced, [goran, say.openPersonnummer()]), 'notEntitled');
    assert.equal(reasonOf(asked, [{ ...goran, rights: noRights }, say.openPersonnummer()]), 'notEntitled');
  });

  it('each opening is recorded: who, when and for which task', () => {
    const c = played(itTaken, [ida, say.openPersonnummer('it')], [ida, say.openPersonnummer('it')]);
    assert.equal(c.revision, itTaken.revision + 2);
    assert.deepEqual(c.log.at(-1), {
      at: '2026-03-02T08:04:00.000Z',
      by: 'Ida IT',
      verb: 'openPersonnummer',
      title: 'Konto och ansvarskod',
    });
    assert.equal(reasonOf(c, [sara, say.openPersonnummer('it')]), 'notMember');
  });
});
