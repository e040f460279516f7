import assert from 'node:assert/strict';
import type { Actor } from '../../../src/domain/actor.ts';
import type { Case } from '../../../src/domain/case.ts';
import type { Command } from '../../../src/domain/decide.ts';
import { nextWake } from '../../../src/domain/decisions/elapse.ts';
import { noRights } from '../../../src/domain/directory.ts';
import { currentAttestation } from '../../../src/domain/evolve.ts';
import { slotVersion } from '../../../src/domain/slots.ts';
import {
  anna,
  application,
  asking,
  birgit,
  goran,
  later,
  own,
  played,
  reasonOf,
  remindedTerms,
  say,
  start,
  submitted,
} from '../../support/cases.ts';

const bot: Actor = { person: { id: 'bot', name: 'Behörighetsbot' }, rights: noRights, queues: [] };
const waits = submitted({ terms: remindedTerms });
const [reminding, escalating] = [3, 7].map((days) => later(start, { days })) as [string, string];
const elapsed = (c: Case, at: string): Case => played(c, [bot, say.elapse(), at]);
const told = (c: Case) => {
  const { reminded = false, unanswered = false } = currentAttestation(c) ?? {};
  return { reminded, unanswered };
};

describe('domain/elapsing/approvals', () => {
  it('the approver is reminded once after the profile’s days, and the submitter told once after more', () => {
    assert.equal(nextWake(waits), reminding);
    assert.equal(reasonOf(waits, [bot, say.elapse(), later(reminding, { ms: -1 })]), 'stale');
    const reminded = elapsed(waits, reminding);
    assert.deepEqual(told(reminded), { reminded: true, unanswered: false });
    assert.equal(nextWake(reminded), escalating);
    assert.equal(reasonOf(reminded, [bot, say.elapse(), later(escalating, { ms: -1 })]), 'stale');
    const escalated = elapsed(reminded, escalating);
    assert.deepEqual(told(escalated), { reminded: true, unanswered: true });
    assert.equal(nextWake(escalated), undefined);
    assert.deepEqual(
      escalated.log.slice(1).map(({ verb, title }) => ({ verb, title })),
      [
        { verb: 'remind', title: 'Göran Godkännare' },
        { verb: 'escalate', title: 'Göran Godkännare' },
      ],
    );
  });

  it('both at once where nobody looked in between', () => {
    const c = elapsed(waits, later(escalating, { days: 30 }));
    assert.deepEqual(told(c), { reminded: true, unanswered: true });
    assert.equal(c.revision, waits.revision + 1);
  });

  it('a card that is open stays right', () => {
    assert.equal(slotVersion(elapsed(waits, escalating), 'approver.1'), slotVersion(waits, 'approver.1'));
  });

  it('the same time of day, also over the night when the clock is changed', () => {
    const friday = '2026-03-27T08:00:00.000Z';
    const c = played(waits, [anna, say.choose(asking(birgit)), friday]);
    assert.equal(nextWake(c), '2026-03-30T07:00:00.000Z');
  });

  it('whoever is asked next is asked then', () => {
    const at = later(start, { days: 2 });
    const chosen = played(waits, [anna, say.choose(asking(birgit)), at]);
    assert.equal(nextWake(chosen), later(at, { days: 3 }));
    const answered = played(waits, [goran, say.ask(), at], [anna, say.answer(), later(at, { days: 9 })]);
    assert.equal(nextWake(answered), later(at, { days: 12 }));
    const away = { until: '2026-03-20', standIn: { person: birgit.person, rights: birgit.rights } };
    const handedOn = played(elapsed(waits, reminding), [bot, { verb: 'standIn', round: 1, away }, reminding]);
    assert.equal(nextWake(handedOn), later(reminding, { days: 3 }));
  });

  it('nobody is reminded while the submitter is waited for, of an approver who is away, or out of reach', () => {
    const standIn: Command = { verb: 'standIn', round: 1, away: { until: '2026-03-20' } };
    const none: [string, Case][] = [
      ['asked for more', played(waits, [goran, say.ask()])],
      ['away', played(waits, [bot, standIn])],
      ['out of reach', played(waits, [bot, say.unreachable('approver.1')])],
      ['rejected', played(waits, [goran, say.reject()])],
      ['withdrawn', played(waits, [anna, say.withdraw()])],
      ['sent before there were reminders', submitted()],
    ];
    for (const [name, c] of none) {
      assert.equal(nextWake(c), undefined, name);
      assert.equal(reasonOf(c, [bot, say.elapse(), later(start, { days: 99 })]), 'stale', name);
    }
  });

  it('one who comes back has the days from then', () => {
    const gone = played(waits, [bot, { verb: 'standIn', round: 1, away: { until: '2026-03-20' } }]);
    const back = later(start, { days: 19 });
    assert.equal(nextWake(played(gone, [bot, { verb: 'standIn', round: 1 }, back])), later(back, { days: 3 }));
  });

  it('an approval that was taken back has the days from then; of the own one no other is told', () => {
    const at = later(start, { minutes: 30 });
    const undone = played(waits, [goran, say.approve()], [goran, say.undo(), at]);
    assert.equal(nextWake(undone), later(at, { days: 3 }));
    const ownTick = played(submitted({ terms: remindedTerms, approver: own }), [anna, say.undo(), at]);
    assert.deepEqual(told(elapsed(ownTick, later(at, { days: 60 }))), { reminded: true, unanswered: false });
  });

  it('an approval is reminded of whenever the permission is to begin: others wait for it', () => {
    const distant = submitted({ terms: remindedTerms, application: application({ from: '2026-12-01' }) });
    assert.equal(nextWake(distant), reminding);
  });
});
