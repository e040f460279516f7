import assert from 'node:assert/strict';
import { longestText } from '../../../src/domain/words.ts';
import {
  acceptedOf,
  altering,
  anna,
  asked,
  asking,
  birgit,
  finished,
  goran,
  ida,
  inHandling,
  itTaken,
  otherPhone,
  played,
  reasonOf,
  rejected,
  sara,
  say,
  stateOfTasks,
  stranger,
  sven,
  taskOf,
  tesQuestioned,
  tried,
} from '../../support/cases.ts';

describe('domain/decisions/reject', () => {
  it('ends the application, with the reason and who gave it', () => {
    assert.ok(rejected.state === 'rejected');
    assert.equal(rejected.reason, 'Inte behörig');
    assert.deepEqual(rejected.by, goran.person);
    assert.deepEqual(stateOfTasks(rejected), { it: 'cancelled', treserva: 'cancelled', tes: 'cancelled' });
  });

  it('R75: is for the one who was asked', () => {
    for (const actor of [anna, birgit, ida, stranger]) {
      assert.equal(reasonOf(asked, [actor, say.reject()]), 'notApprover');
    }
  });

  const texts: readonly [string, string, string | undefined][] = [
    ['takes a reason', ' \n', 'textMissing'],
    ['takes no more than fits', 'x'.repeat(longestText + 1), 'textTooLong'],
    ['takes as much as fits', 'å'.repeat(longestText), undefined],
    ['takes no personnummer', 'Gäller 19900602-2397', 'personnummerInText'],
    ['takes no personnummer spelled otherwise', 'Gäller 900602 – 2397.', 'personnummerInText'],
  ];
  for (const [title, text, reason] of texts) {
    it(title, () => {
      const decided = tried(asked, [goran, say.reject(1, text)]);
      assert.equal('refused' in decided ? decided.refused.reason : undefined, reason);
    });
  }

  describe('of an alteration', () => {
    it('ends the tasks that it concerned, and the others go on', () => {
      const c = inHandling(played(altering, [goran, say.reject(2)]));
      assert.deepEqual(stateOfTasks(c), { it: 'completed', treserva: 'queued', tes: 'refused' });
      assert.equal(c.application.version, 1, 'the application is as it was approved');
      const done = played(c, [sven, say.done('treserva')]);
      assert.ok(done.state === 'finished' && done.partly);
    });

    it('leaves what was finished before as it was', () => {
      const before = played(tesQuestioned, [sven, say.done('treserva')]);
      const c = played(before, [anna, say.alter(otherPhone, asking(goran))], [goran, say.reject(2)]);
      assert.deepEqual(stateOfTasks(c), { it: 'completed', treserva: 'completed', tes: 'refused' });
      assert.ok(c.state === 'finished' && c.partly);
    });

    it('ends the case where it concerned the whole of it', () => {
      const asking_ = played(itTaken, [ida, say.askAbout('it')], [anna, say.alter(otherPhone, asking(goran))]);
      const c = acceptedOf(tried(asking_, [goran, say.reject(2, 'Nej')]));
      assert.ok(c.state === 'rejected');
      assert.equal(c.reason, 'Nej');
      assert.deepEqual(c.by, goran.person);
    });

    it('does not stop new login details that are asked for meanwhile', () => {
      const c = played(
        tesQuestioned,
        [anna, say.alter(otherPhone, asking(goran))],
        [anna, say.open('it')],
        [anna, say.renew('it')],
        [goran, say.reject(2)],
      );
      assert.equal(taskOf(c, 'it').state.kind, 'queued');
      assert.equal(taskOf(c, 'it').purpose, 'reissue');
    });
  });

  it('comes too late when everything is done', () => {
    assert.equal(reasonOf(finished, [goran, say.reject()]), 'caseClosed');
    assert.equal(reasonOf(played(altering, [goran, say.approve(2)]), [goran, say.reject(2)]), 'alreadyDecided');
    assert.equal(sara.person.name, 'Sara System');
  });
});
