import assert from 'node:assert/strict';
import type { Case } from '../../../src/domain/case.ts';
import { difference } from '../../../src/domain/difference.ts';
import type { Reason } from '../../../src/domain/refusal.ts';
import {
  altering,
  anna,
  answeredWith,
  application,
  asking,
  birgit,
  everybody,
  goran,
  ida,
  inHandling,
  itTaken,
  malin,
  otherPhone,
  otherRole,
  own,
  played,
  questioned,
  reasonOf,
  refusalOf,
  sara,
  say,
  type Step,
  stateOfTasks,
  stranger,
  sven,
  taskOf,
  tes,
  tesQuestioned,
  treserva,
  tried,
  withdrawn,
} from '../../support/cases.ts';

const concerned = (c: Case): string[] => (c.state === 'handling' ? [...(c.alteration?.affects ?? [])].sort() : []);

describe('domain/decisions/supplement', () => {
  describe('unaltered', () => {
    it('the approver who asked is asked again, by a card of its own', () => {
      const c = played(questioned, [anna, say.answer()]);
      assert.deepEqual(
        c.attestations.map(({ round, approver, outcome }) => [round, approver.name, outcome.kind]),
        [
          [1, 'Göran Godkännare', 'questioned'],
          [2, 'Göran Godkännare', 'waiting'],
        ],
      );
      assert.equal(reasonOf(c, [goran, say.approve(1)]), 'approverReplaced');
      assert.equal(played(c, [goran, say.approve(2)]).state, 'handling');
    });

    it('the task comes back to the one who asked, and the approval stands', () => {
      const c = inHandling(played(tesQuestioned, [anna, say.answer()]));
      const { state, notes } = taskOf(c, 'tes');
      assert.ok(state.kind === 'taken' && state.by.id === sara.person.id);
      assert.deepEqual(notes, [{ number: 1, round: 1, kind: 'answered', by: 'Anna Chef' }]);
      assert.equal(c.alteration, undefined);
      assert.equal(c.attestations.length, 1);
    });

    it('any manager of the provider answers, and nobody else', () => {
      for (const actor of everybody) {
        const may = actor === anna || actor === malin;
        const decided = tried(questioned, [actor, say.answer()]);
        assert.equal('refused' in decided ? decided.refused.reason : undefined, may ? undefined : 'notEntitled');
      }
    });

    it('the second who answers is told who was first', () => {
      const c = played(questioned, [malin, say.answer()]);
      const refusal = { reason: 'questionAnswered', by: 'Malin Medchef', at: '2026-03-02T08:02:00.000Z' };
      assert.deepEqual(refusalOf(tried(c, [anna, say.answer()])), refusal);
    });
  });

  describe('altered, before it is approved', () => {
    const altered = played(questioned, [anna, say.alter(otherRole, asking(birgit))]);

    it('R75: the approval is asked for with the new version, of whom was chosen', () => {
      assert.equal(altered.state, 'attesting');
      assert.equal(altered.application.version, 2);
      assert.deepEqual(altered.previous, application());
      assert.equal(reasonOf(altered, [goran, say.approve(1)]), 'approverReplaced');
      assert.equal(played(altered, [birgit, say.approve(2)]).state, 'handling');
    });

    it('R4: the tasks are those of the systems asked for now', () => {
      const c = played(questioned, [anna, say.alter(application({ systems: [tes] }), own)]);
      assert.deepEqual(stateOfTasks(c), { it: 'queued', tes: 'waiting' });
    });

    it('R75: somebody with attest right must be chosen, or the tick set', () => {
      const alter = (approver: Parameters<typeof say.alter>[1]): Reason =>
        reasonOf(questioned, [anna, say.alter(otherRole, approver)]);
      assert.equal(alter(asking(stranger)), 'approverWithoutRight');
      assert.equal(alter(asking(anna)), 'approverWithoutRight');
      assert.equal(played(questioned, [anna, say.alter(otherRole, own)]).state, 'handling');
    });
  });

  describe('altered, while it is handled', () => {
    it('R75: the approval is void and asked for again, with the difference', () => {
      const c = inHandling(altering);
      assert.deepEqual(
        c.attestations.map(({ round, outcome, applicationVersion }) => [round, outcome.kind, applicationVersion]),
        [
          [1, 'approved', 1],
          [2, 'waiting', 2],
        ],
      );
      assert.ok(c.alteration);
      assert.deepEqual(difference(c.application, c.alteration.application), [
        { system: 'TES', label: 'Roll', before: 'Planerare', after: 'Administratör' },
      ]);
      assert.equal(c.application.version, 1, 'nobody handles it yet');
    });

    it('only the tasks that it concerns wait', () => {
      assert.deepEqual(concerned(altering), ['tes']);
      assert.equal(taskOf(played(altering, [sven, say.done('treserva')]), 'treserva').state.kind, 'completed');
    });

    it('a common field concerns every task but those that are refused', () => {
      const all = played(tesQuestioned, [anna, say.alter(otherPhone, asking(goran))]);
      assert.deepEqual(concerned(all), ['it', 'tes', 'treserva']);
      const but = played(tesQuestioned, [sven, say.refuse('treserva')], [anna, say.alter(otherPhone, asking(goran))]);
      assert.deepEqual(concerned(but), ['it', 'tes']);
    });

    it('another personnummer concerns every task, and is never shown', () => {
      const other = application({ subject: { ...application().subject, hash: 'another' } });
      const c = inHandling(played(tesQuestioned, [anna, say.alter(other, asking(goran))]));
      assert.deepEqual(concerned(c), ['it', 'tes', 'treserva']);
      assert.deepEqual(c.alteration && difference(c.application, c.alteration.application), [
        { label: 'Personnummer', before: '', after: 'ändrat' },
      ]);
    });

    it('altered once more at the approver’s question, it waits with what is altered then', () => {
      const asked = played(altering, [goran, say.ask(2)]);
      const both = application({ systems: [answeredWith(treserva, 'units', 'Hemtjänst Söder (47120)'), tes] });
      const c = inHandling(played(asked, [anna, say.alter(both, asking(goran), 2)]));
      assert.equal(c.alteration?.application.version, 3);
      assert.deepEqual(concerned(c), ['treserva']);
      assert.ok(taskOf(c, 'tes').version > taskOf(asked, 'tes').version, 'its card does not wait any longer');
      assert.equal(taskOf(played(c, [sara, say.done('tes')]), 'tes').state.kind, 'completed');
    });

    it('two alterations do not wait at once; the second may be answered', () => {
      const c = played(altering, [sven, say.askAbout('treserva')]);
      assert.equal(reasonOf(c, [anna, say.alter(otherPhone, asking(goran), 2)]), 'taskWaitsForApproval');
      assert.equal(taskOf(played(c, [anna, say.answer(2)]), 'treserva').state.kind, 'taken');
    });

    it('the case is not finished before the alteration is approved', () => {
      const c = played(
        tesQuestioned,
        [sven, say.askAbout('treserva')],
        [sara, say.done('tes')],
        [anna, say.alter(otherRole, asking(goran), 2)],
        [sven, say.done('treserva')],
      );
      assert.deepEqual(stateOfTasks(c), { it: 'completed', treserva: 'completed', tes: 'completed' });
      assert.equal(c.state, 'handling');
      assert.equal(taskOf(played(c, [goran, say.approve(2)]), 'tes').state.kind, 'queued');
    });
  });

  const refusals: readonly [title: string, c: Case, step: Step, reason: Reason][] = [
    ['a question that never was', questioned, [anna, say.answer(7)], 'notEntitled'],
    ['an answer says something', questioned, [anna, say.answer(1, '')], 'textMissing'],
    ['an answer holds no personnummer', questioned, [anna, say.answer(1, '20000101-2384')], 'personnummerInText'],
    [
      'a question of a case that was withdrawn',
      played(questioned, [anna, say.withdraw()]),
      [malin, say.answer()],
      'questionClosed',
    ],
    [
      'a question of a task that was finished without the answer',
      played(itTaken, [ida, say.askAbout('it')], [ida, say.done('it')]),
      [anna, say.answer()],
      'questionClosed',
    ],
    ['no question at all', withdrawn, [anna, say.answer()], 'notEntitled'],
  ];
  for (const [title, c, step, reason] of refusals) {
    it(title, () => assert.equal(reasonOf(c, step), reason));
  }
});
