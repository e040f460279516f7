import assert from 'node:assert/strict';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Case } from '../../../src/domain/case.ts';
import { decide } from '../../../src/domain/decide.ts';
import { nextWake } from '../../../src/domain/decisions/elapse.ts';
import { noRights } from '../../../src/domain/directory.ts';
import { isToEscalate } from '../../../src/domain/elapsing/tasks.ts';
import { slotVersion } from '../../../src/domain/slots.ts';
import {
  acceptedOf,
  anna,
  application,
  asking,
  birgit,
  goran,
  ida,
  isak,
  later,
  otherRole,
  own,
  played,
  reasonOf,
  remindedTerms,
  sara,
  say,
  start,
  submitted,
  taskOf,
} from '../../support/cases.ts';

const bot: Actor = { person: { id: 'bot', name: 'Behörighetsbot' }, rights: noRights, queues: [] };
/** With the queue since `start`. */
const queued = submitted({
  terms: remindedTerms,
  approver: own,
  application: application({ from: start.slice(0, 10) }),
});
const days = (count: number, from = start): string => later(from, { days: count });
const escalateTo = [birgit.person];
const elapsed = (c: Case, at: string): Case => acceptedOf(decide(c, say.elapse(), { now: at, actor: bot, escalateTo }));
const told = (c: Case, task = 'it') =>
  (taskOf(c, task).reminders ?? []).map(({ kind, to }) => [kind, ...to.map(({ id }) => id)].join(' '));

describe('domain/elapsing/tasks', () => {
  it('a queue is reminded once of what nobody has taken; then those the profile names are told', () => {
    assert.equal(nextWake(queued), days(5));
    assert.equal(reasonOf(queued, [bot, say.elapse(), later(days(5), { ms: -1 })]), 'stale');
    const reminded = elapsed(queued, days(5));
    assert.deepEqual(told(reminded), ['untaken']);
    assert.equal(nextWake(reminded), days(10));
    assert.equal(isToEscalate(reminded, days(9)), false);
    assert.equal(isToEscalate(reminded, days(10)), true);
    const escalated = elapsed(reminded, days(10));
    assert.deepEqual(told(escalated), ['untaken', 'escalated birgit']);
    assert.equal(nextWake(escalated), undefined);
    assert.deepEqual(
      escalated.log.slice(1).map(({ verb, title }) => ({ verb, title })),
      [
        { verb: 'remind', title: 'Konto och ansvarskod' },
        { verb: 'escalate', title: 'Konto och ansvarskod' },
      ],
    );
  });

  it('the one who has a task is reminded of it, and it is told of like one that nobody has', () => {
    const taken = played(queued, [ida, say.take('it'), days(4)]);
    assert.equal(nextWake(taken), days(9));
    const reminded = elapsed(taken, days(9));
    assert.deepEqual(told(reminded), ['idle ida']);
    assert.deepEqual(told(elapsed(reminded, days(14))), ['idle ida', 'escalated birgit']);
  });

  it('each time it stands still it is told anew', () => {
    const reminded = elapsed(played(queued, [ida, say.take('it')]), days(20));
    const over = played(reminded, [isak, say.takeOver('it'), days(21)]);
    assert.equal(nextWake(over), days(26));
    const again = elapsed(over, days(26));
    assert.deepEqual(told(again), ['idle ida', 'escalated birgit', 'idle isak']);
    const back = played(again, [isak, say.putBack('it'), days(27)]);
    assert.deepEqual(told(elapsed(back, days(32))).at(-1), 'untaken');
    assert.deepEqual(
      taskOf(again, 'it').reminders?.map(({ number }) => number),
      [1, 2, 3],
    );
  });

  it('a card that is open stays right', () => {
    assert.equal(slotVersion(elapsed(queued, days(10)), 'queue.it.1'), slotVersion(queued, 'queue.it.1'));
  });

  it('a task of a later stage is counted from when it comes to its queue', () => {
    const at = days(4);
    const next = played(queued, [ida, say.done('it'), at]);
    assert.equal(nextWake(next), days(5, at));
    const c = elapsed(next, days(5, at));
    assert.deepEqual([told(c, 'it'), told(c, 'tes'), told(c, 'treserva')], [[], ['untaken'], ['untaken']]);
    assert.equal(c.revision, next.revision + 1, 'both in one step');
  });

  it('nobody is reminded of what waits for the submitter, for an approval, or is over', () => {
    const taken = played(queued, [ida, say.done('it')], [sara, say.take('tes')]);
    const asked = played(taken, [sara, say.askAbout('tes')]);
    const quiet = (c: Case): string[] => told(elapsed(c, days(60)), 'tes');
    assert.deepEqual(quiet(asked), [], 'asked for more');
    assert.deepEqual(quiet(played(asked, [anna, say.alter(otherRole, asking(goran))])), [], 'altered, not approved');
    assert.equal(quiet(played(asked, [anna, say.answer()])).length, 2, 'answered, it is theirs again');
    const withdrawn = played(queued, [anna, say.withdraw()]);
    assert.equal(nextWake(withdrawn), undefined);
    const untimed = submitted({ approver: own });
    assert.equal(nextWake(untimed), undefined, 'sent before there were reminders');
    assert.equal(nextWake(submitted({ terms: remindedTerms })), days(3), 'not approved: the approver alone');
  });

  it('an alteration that was approved gives the days anew', () => {
    const taken = played(queued, [ida, say.done('it')], [sara, say.askAbout('tes')]);
    const altered = played(taken, [anna, say.alter(otherRole, asking(goran)), days(1)]);
    const approved = played(altered, [goran, say.approve(2), days(6)]);
    assert.equal(nextWake(approved), days(11));
  });

  it('what begins long from now may wait: its queue hears before it begins, the others when it does', () => {
    const c = submitted({ terms: remindedTerms, approver: own, application: application({ from: '2026-09-01' }) });
    assert.equal(nextWake(c), '2026-08-26T22:00:00.000Z');
    const reminded = elapsed(c, '2026-08-27T08:00:00.000Z');
    assert.deepEqual(told(reminded), ['untaken']);
    assert.equal(nextWake(reminded), '2026-08-31T22:00:00.000Z', 'the day it begins');
  });

  it('nothing is asked of the one who only looks: without anybody to tell, it is recorded all the same', () => {
    const c = played(queued, [bot, say.elapse(), days(10)]);
    assert.deepEqual(told(c), ['untaken', 'escalated']);
    assert.equal(nextWake(c), undefined, 'no look after look');
  });
});
