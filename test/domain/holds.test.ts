import assert from 'node:assert/strict';
import type { Facts } from '../../src/domain/actor.ts';
import type { Case } from '../../src/domain/case.ts';
import { type Command, decide } from '../../src/domain/decide.ts';
import { nextWake } from '../../src/domain/decisions/elapse.ts';
import { submit } from '../../src/domain/decisions/submit.ts';
import { isHeld, opensAt } from '../../src/domain/holds.ts';
import type { Instant } from '../../src/domain/person.ts';
import {
  acceptedOf,
  anna,
  asking,
  goran,
  ida,
  later,
  otherRole,
  own,
  remindedTerms,
  sara,
  say,
  start,
  submission,
  taskOf,
} from '../support/cases.ts';

const morning = later(start, { days: 1 });

/** What happens while these queues are closed until the morning after. */
function facts(actor: Facts['actor'], closed: readonly string[], now: Instant = start): Facts {
  return { now, actor, closedUntil: (queue) => (closed.includes(queue) ? morning : undefined) };
}

const submittedBy = (closed: readonly string[], approver = own): Case =>
  acceptedOf(submit(submission({ approver }), facts(anna, closed)));

const after = (c: Case, actor: Facts['actor'], command: Command, closed: readonly string[] = [], now?: Instant): Case =>
  acceptedOf(decide(c, command, facts(actor, closed, now)));

describe('domain/holds', () => {
  it('R30: a task that comes to a closed queue is held until it opens, and one that comes to an open queue is not', () => {
    const night = submittedBy(['it']);
    assert.deepEqual(taskOf(night, 'it').held, { until: morning, over: false });
    assert.equal(opensAt(taskOf(night, 'it')), morning);
    const day = submittedBy(['systemAdministration']);
    assert.equal(taskOf(day, 'it').held, undefined, 'its own queue is open');
    assert.equal(taskOf(day, 'tes').held, undefined, 'it has not come yet');
  });

  it('R30: it is the hour when it comes that counts: of the approval, or of the stage before', () => {
    const asked = submittedBy(['it'], asking(goran));
    assert.equal(taskOf(asked, 'it').held, undefined);
    assert.ok(taskOf(after(asked, goran, say.approve(), ['it']), 'it').held);
    assert.equal(taskOf(after(asked, goran, say.approve()), 'it').held, undefined);
    const itDone = after(submittedBy([]), ida, say.give('it'), ['systemAdministration']);
    assert.ok(taskOf(itDone, 'tes').held && taskOf(itDone, 'treserva').held);
  });

  it('is held until somebody begins with it, also before the queue opens', () => {
    const night = submittedBy(['it']);
    assert.equal(isHeld(taskOf(night, 'it')), true);
    const taken = after(night, ida, say.take('it'), ['it']);
    assert.equal(isHeld(taskOf(taken, 'it')), false);
    const back = after(taken, ida, say.putBack('it'), ['it']);
    assert.equal(isHeld(taskOf(back, 'it')), true, 'where it has a card of its own, that stays');
  });

  it('the opening is a wake, recorded once, and no entry of the history', () => {
    const night = submittedBy(['it']);
    assert.equal(nextWake(night), morning);
    assert.deepEqual(decide(night, say.elapse(), facts(anna, ['it'], later(morning, { ms: -1 }))), {
      refused: { reason: 'stale' },
    });
    const opened = after(night, anna, say.elapse(), [], morning);
    assert.deepEqual(taskOf(opened, 'it').held, { until: morning, over: true });
    assert.equal(opensAt(taskOf(opened, 'it')), undefined);
    assert.equal(opened.revision, night.revision + 1);
    assert.deepEqual(opened.log, night.log);
    assert.equal(taskOf(opened, 'it').version, taskOf(night, 'it').version, 'its card is the same');
    assert.equal(nextWake(opened), undefined);
    assert.ok('refused' in decide(opened, say.elapse(), facts(anna, [], morning)));
  });

  it('what somebody has taken by then waits for no opening', () => {
    const taken = after(submittedBy(['it']), ida, say.take('it'), ['it']);
    assert.equal(nextWake(taken), undefined);
  });

  it('a task that comes again is held, or not, by the hour at which it comes again', () => {
    const done = after(submittedBy(['it']), ida, say.give('it'));
    const opened = after(done, anna, say.open('it'));
    assert.ok(taskOf(opened, 'it').held);
    assert.equal(taskOf(after(opened, anna, say.renew('it')), 'it').held, undefined);
    const again = after(opened, anna, say.renew('it'), ['it']);
    assert.deepEqual(taskOf(again, 'it').held, { until: morning, over: false });
  });

  it('a word in the thread waits too, and words said before do not', () => {
    const asked = after(after(submittedBy([]), ida, say.take('it')), ida, say.askAbout('it'));
    const answered = after(asked, anna, say.answer(), ['it']);
    assert.deepEqual(
      taskOf(answered, 'it').notes.map(({ kind, until }) => [kind, until]),
      [['answered', morning]],
    );
    const put = after(answered, ida, say.putBack('it'));
    assert.deepEqual(
      taskOf(put, 'it').notes.map(({ kind, until }) => [kind, until]),
      [
        ['answered', morning],
        ['putBack', undefined],
      ],
    );
  });

  it('a reminder is counted from the opening, and one that falls in a closed hour waits in the queue alone', () => {
    const reminded: Case = { ...submittedBy(['it']), terms: remindedTerms };
    const { taskDays, escalateTaskDays } = remindedTerms.reminders ?? assert.fail();
    const asap: Case = { ...reminded, application: { ...reminded.application, from: start.slice(0, 10) } };
    const opened = after(asap, anna, say.elapse(), [], morning);
    assert.equal(nextWake(opened), later(morning, { days: taskDays }));
    const told = after(opened, anna, say.elapse(), ['it'], later(morning, { days: escalateTaskDays }));
    assert.deepEqual(
      taskOf(told, 'it').reminders?.map(({ kind, until }) => [kind, until]),
      [
        ['untaken', morning],
        ['escalated', undefined],
      ],
    );
  });

  it('an alteration that is approved at night is told of in the morning', () => {
    const itDone = after(submittedBy([]), ida, say.give('it'));
    const asked = after(after(itDone, sara, say.take('tes')), sara, say.askAbout('tes'));
    const altering = after(asked, anna, say.alter(otherRole, asking(goran)));
    const approved = after(altering, goran, say.approve(2), ['systemAdministration']);
    assert.deepEqual(
      taskOf(approved, 'tes').notes.map(({ kind, until }) => [kind, until]),
      [
        ['answered', undefined],
        ['altered', morning],
      ],
    );
  });
});
