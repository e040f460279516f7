import assert from 'node:assert/strict';
import type { Case } from '../../../src/domain/case.ts';
import type { Reason } from '../../../src/domain/refusal.ts';
import { longestText } from '../../../src/domain/words.ts';
import {
  altering,
  anna,
  approved,
  asked,
  birgit,
  goran,
  ida,
  isak,
  itDone,
  itTaken,
  played,
  questioned,
  reasonOf,
  sara,
  say,
  type Step,
  sven,
  taskOf,
  tesQuestioned,
  tesTaken,
} from '../../support/cases.ts';

describe('domain/decisions/ask', () => {
  it('the approver asks back, and the approval waits', () => {
    assert.equal(questioned.state, 'attesting');
    assert.deepEqual(questioned.questions, [
      {
        number: 1,
        from: { kind: 'approver' },
        by: goran.person,
        at: '2026-03-02T08:01:00.000Z',
        text: 'Vilken enhet?',
      },
    ]);
    const { outcome } = questioned.attestations[0] ?? {};
    assert.ok(outcome?.kind === 'questioned' && outcome.question === 1);
  });

  it('the caseworker asks back, and the other tasks go on', () => {
    assert.equal(taskOf(tesQuestioned, 'tes').state.kind, 'questioned');
    assert.equal(taskOf(played(tesQuestioned, [sven, say.done('treserva')]), 'treserva').state.kind, 'completed');
  });

  it('asking about an untaken task takes it', () => {
    const c = played(itDone, [sara, say.askAbout('tes')]);
    const { state } = taskOf(c, 'tes');
    assert.ok(state.kind === 'questioned' && state.by.id === sara.person.id);
  });

  it('two tasks may wait for answers at the same time', () => {
    const c = played(tesQuestioned, [sven, say.askAbout('treserva')], [anna, say.answer(2)]);
    assert.equal(taskOf(c, 'treserva').state.kind, 'taken');
    assert.equal(taskOf(c, 'tes').state.kind, 'questioned');
  });

  const refusals: readonly [title: string, c: Case, step: Step, reason: Reason][] = [
    ['R75: nobody asks but the one who was asked to approve', asked, [birgit, say.ask()], 'notApprover'],
    ['not the submitter', asked, [anna, say.ask()], 'notApprover'],
    ['not twice', questioned, [goran, say.ask()], 'questionOpen'],
    ['not twice about a task either', tesQuestioned, [sara, say.askAbout('tes')], 'questionOpen'],
    ['not once it is approved', approved, [goran, say.ask()], 'alreadyDecided'],
    ['not about a task that a colleague has', itTaken, [isak, say.askAbout('it')], 'taskNotYours'],
    ['not about a task of another queue', tesTaken, [ida, say.askAbout('tes')], 'notMember'],
    ['R6: not about a task whose turn it is not', itTaken, [sara, say.askAbout('tes')], 'taskNotReady'],
    ['not about a task that is finished', itDone, [ida, say.askAbout('it')], 'taskFinished'],
    ['not about what waits for its approval', altering, [sara, say.askAbout('tes')], 'taskWaitsForApproval'],
    ['something must be asked', asked, [goran, say.ask(1, '  ')], 'textMissing'],
    ['not too much', asked, [goran, say.ask(1, 'x'.repeat(longestText + 1))], 'textTooLong'],
    ['no personnummer', itTaken, [ida, say.askAbout('it', 'Är det 19900602-2397?')], 'personnummerInText'],
  ];
  for (const [title, c, step, reason] of refusals) {
    it(title, () => assert.equal(reasonOf(c, step), reason));
  }

  it('the approver of an alteration asks back as well', () => {
    const c = played(altering, [goran, say.ask(2)]);
    assert.equal(c.state, 'handling');
    assert.equal(c.attestations.at(-1)?.outcome.kind, 'questioned');
    const again = played(c, [anna, say.answer(2)], [goran, say.approve(3)]);
    assert.equal(again.application.version, 2);
  });
});
