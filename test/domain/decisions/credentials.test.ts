import assert from 'node:assert/strict';
import type { Case } from '../../../src/domain/case.ts';
import type { Reason } from '../../../src/domain/refusal.ts';
import {
  anna,
  everybody,
  finished,
  goran,
  ida,
  isak,
  itDone,
  later,
  malin,
  otherManager,
  own,
  played,
  reasonOf,
  sara,
  say,
  start,
  type Step,
  taskOf,
  terms,
  tried,
} from '../../support/cases.ts';

const opening = later(start, { days: 1 });
const opened = played(itDone, [anna, say.open('it'), opening]);
const receipted = played(opened, [anna, say.receipt('it')]);
const handover = (c: Case, index = 0) => c.handovers[index]?.state;

describe('domain/decisions/credentials', () => {
  it('R19: any responsible manager of the provider opens them, and nobody else', () => {
    for (const actor of everybody) {
      const may = actor === anna || actor === malin;
      for (const command of [say.open('it'), say.receipt('it'), say.renew('it')]) {
        const decided = tried(opened, [actor, command, opening]);
        const reason = 'refused' in decided ? decided.refused.reason : undefined;
        assert.equal(reason, may ? undefined : 'notEntitled', `${actor.person.name} ${command.verb}`);
      }
    }
    assert.deepEqual(handover(opened), { kind: 'opened', by: anna.person, firstAt: opening });
  });

  it('each opening is recorded; the time runs from the first', () => {
    const again = played(opened, [malin, say.open('it'), later(opening, { minutes: 9 })]);
    assert.deepEqual(handover(again), handover(opened));
    assert.equal(again.revision, opened.revision + 1);
    assert.deepEqual(again.log.at(-1), {
      at: later(opening, { minutes: 9 }),
      by: 'Malin Medchef',
      verb: 'openCredentials',
      title: 'Konto och ansvarskod',
    });
  });

  const minutes: readonly [title: string, ms: number, reason: Reason | undefined][] = [
    ['a millisecond before the ten minutes are over they open', 10 * 60_000 - 1, undefined],
    ['at exactly ten minutes they are gone', 10 * 60_000, 'credentialsGone'],
    ['and after', 10 * 60_000 + 1, 'credentialsGone'],
  ];
  for (const [title, ms, reason] of minutes) {
    it(title, () => {
      const decided = tried(opened, [anna, say.open('it'), later(opening, { ms })]);
      assert.equal('refused' in decided ? decided.refused.reason : undefined, reason);
    });
  }

  it('never opened, they are gone at exactly the profile’s days', () => {
    const given = itDone.handovers[0]?.givenAt ?? '';
    const gone = later(given, { days: terms.credentialDays });
    played(itDone, [anna, say.open('it'), later(gone, { ms: -1 })]);
    assert.equal(reasonOf(itDone, [anna, say.open('it'), gone]), 'credentialsGone');
  });

  it('Klar – radera uppgifterna: receipted, they are gone', () => {
    assert.deepEqual(handover(receipted), { kind: 'receipted', by: anna.person, at: later(opening, { minutes: 1 }) });
    assert.equal(reasonOf(receipted, [anna, say.open('it')]), 'credentialsGone');
    assert.equal(reasonOf(receipted, [malin, say.receipt('it')]), 'credentialsGone');
  });

  it('a receipt is taken also when the ten minutes are over but nobody has looked', () => {
    const late = played(opened, [anna, say.receipt('it'), later(opening, { minutes: 11 })]);
    assert.equal(handover(late)?.kind, 'receipted');
  });

  const refusals: readonly [title: string, c: Case, step: Step, reason: Reason][] = [
    ['nothing to receipt that was not opened', itDone, [anna, say.receipt('it')], 'credentialsNotOpened'],
    ['nothing to renew that was not opened', itDone, [anna, say.renew('it')], 'credentialsNotOpened'],
    ['not those of a task that gave none', finished, [anna, say.open('tes')], 'notEntitled'],
    ['not those of a round that never was', itDone, [anna, say.open('it', 2)], 'notEntitled'],
    ['not those of another provider', itDone, [otherManager, say.open('it')], 'notEntitled'],
    ['not by whom gave them', itDone, [ida, say.open('it')], 'notEntitled'],
    ['not by whom approved', itDone, [goran, say.open('it')], 'notEntitled'],
  ];
  for (const [title, c, step, reason] of refusals) {
    it(title, () => assert.equal(reasonOf(c, step), reason));
  }
});

describe('domain/decisions/credentials: Begär nya uppgifter', () => {
  const renewed = played(receipted, [anna, say.renew('it')]);

  it('the task goes back to the queue that gave them, and holds nobody up', () => {
    assert.equal(taskOf(renewed, 'it').state.kind, 'queued');
    assert.equal(taskOf(renewed, 'it').round, 2);
    assert.equal(taskOf(renewed, 'it').purpose, 'reissue');
    assert.equal(taskOf(played(renewed, [sara, say.take('tes')]), 'tes').state.kind, 'taken');
  });

  it('what could still be opened is gone at once', () => {
    const c = played(opened, [anna, say.renew('it')]);
    assert.deepEqual(handover(c), { kind: 'expired', at: later(opening, { minutes: 1 }), opened: true });
    assert.equal(reasonOf(c, [anna, say.open('it')]), 'credentialsGone');
  });

  it('the new ones come as a round of their own', () => {
    const c = played(renewed, [isak, say.give('it')]);
    assert.deepEqual(
      c.handovers.map(({ task, round, state }) => [task, round, state.kind]),
      [
        ['it', 1, 'receipted'],
        ['it', 2, 'unopened'],
      ],
    );
    played(c, [anna, say.open('it', 2)], [anna, say.receipt('it', 2)], [anna, say.renew('it', 2)]);
  });

  it('they are asked for once', () => {
    assert.equal(reasonOf(renewed, [malin, say.renew('it')]), 'credentialsAlreadyRequested');
    assert.equal(
      reasonOf(played(renewed, [isak, say.give('it')]), [anna, say.renew('it')]),
      'credentialsAlreadyRequested',
    );
  });

  it('a finished case is with the queue again, and finished again after it; the first time stands', () => {
    const c = played(finished, [anna, say.open('it')], [anna, say.receipt('it')], [anna, say.renew('it')]);
    assert.equal(c.state, 'handling');
    const again = played(c, [ida, say.give('it')]);
    assert.equal(again.state, 'finished');
    assert.deepEqual(again.firstFinished, finished.state === 'finished' ? finished.firstFinished : undefined);
  });

  it('refused, the case is no less finished than it was', () => {
    const c = played(finished, [anna, say.open('it')], [anna, say.receipt('it')], [anna, say.renew('it')]);
    const again = played(c, [ida, say.refuse('it', 'Ring mig')]);
    assert.ok(again.state === 'finished' && !again.partly);
  });

  it('also those that were never opened in time', () => {
    const gone = played(itDone, [anna, say.elapse(), later(start, { days: 15 })]);
    assert.equal(handover(gone)?.kind, 'expired');
    assert.equal(taskOf(played(gone, [anna, say.renew('it')]), 'it').purpose, 'reissue');
  });

  it('a refusal to do again what was altered takes nothing back of what was handed out', () => {
    const c = played(
      receipted,
      [sara, say.askAbout('tes')],
      [anna, { verb: 'supplement', question: 1, text: 'Ny.', altered: { application: renamed, approver: own } }],
      [ida, say.refuse('it')],
    );
    assert.equal(c.state, 'handling');
    assert.deepEqual([taskOf(c, 'it').purpose, taskOf(c, 'it').state.kind], ['redo', 'refused']);
    assert.equal(reasonOf(c, [anna, say.renew('it')]), 'credentialsAlreadyRequested');
  });

  it('answered with "Inga nya uppgifter" is refused: the manager asked for them', () => {
    const c = played(finished, [anna, say.open('it')], [anna, say.receipt('it')], [anna, say.renew('it')]);
    const none = { verb: 'complete', task: 'it', credentials: false } as const;
    assert.equal(reasonOf(c, [ida, none]), 'credentialsNeeded');
  });

  it('after a refusal can be asked for again, and the card of each refusal stays', () => {
    const once = played(finished, [anna, say.open('it')], [anna, say.receipt('it')], [anna, say.renew('it')]);
    const refused = played(once, [ida, say.refuse('it', 'Ring mig')]);
    const twice = played(refused, [anna, say.renew('it')]);
    assert.deepEqual(
      taskOf(twice, 'it').refusals.map(({ round, purpose, reason }) => [round, purpose, reason]),
      [[2, 'reissue', 'Ring mig']],
    );
    assert.equal(taskOf(twice, 'it').state.kind, 'queued');
  });
});

const renamed = { ...finished.application, answers: [] };
