/** What holds for every decision alike: the card it is clicked on, and that nothing but the case is asked. */
import assert from 'node:assert/strict';
import type { Case } from '../../../src/domain/case.ts';
import type { Click } from '../../../src/domain/decide.ts';
import { slotVersion } from '../../../src/domain/slots.ts';
import type { Reason } from '../../../src/domain/refusal.ts';
import {
  altering,
  anna,
  approved,
  asked,
  goran,
  ida,
  isak,
  itDone,
  itTaken,
  malin,
  otherPhone,
  own,
  played,
  questioned,
  sara,
  say,
  type Step,
  sven,
  tesTaken,
  tried,
  withdrawn,
} from '../../support/cases.ts';

/** The card as it was shown of one case, clicked when the case is another. */
const cardOf = (c: Case, slot: string): Click => {
  const version = slotVersion(c, slot);
  assert.ok(version !== undefined, `no card ${slot}`);
  return { slot, version };
};

describe('domain/decide: the card that is clicked', () => {
  const undone = played(approved, [goran, say.undo()]);
  const back = played(itTaken, [ida, say.putBack('it')]);
  const clicks: readonly [title: string, c: Case, step: Step, click: Click, reason: Reason | undefined][] = [
    ['a card as it is now', asked, [goran, say.approve()], cardOf(asked, 'approver.1'), undefined],
    ['an older version', undone, [goran, say.approve()], cardOf(asked, 'approver.1'), 'stale'],
    ['a version that never was', asked, [goran, say.approve()], { slot: 'approver.1', version: 7 }, 'stale'],
    ['a slot that never was', asked, [goran, say.approve()], { slot: 'approver.9', version: 1 }, 'stale'],
    ['no slot at all', asked, [goran, say.approve()], { slot: '', version: 1 }, 'stale'],
    ['a task put back since', back, [isak, say.take('it')], cardOf(approved, 'queue.it.1'), 'stale'],
    [
      'the reason that tells more goes first',
      itTaken,
      [isak, say.take('it')],
      cardOf(approved, 'queue.it.1'),
      'taskTaken',
    ],
    ['the card of an earlier round', undone, [goran, say.undo()], cardOf(approved, 'approver.1'), 'stale'],
    [
      'the status card of an altered application',
      alteredNow(),
      [anna, say.withdraw()],
      cardOf(asked, 'owner.status'),
      'stale',
    ],
    ['what was withdrawn says so', withdrawn, [goran, say.approve()], cardOf(asked, 'approver.1'), 'caseClosed'],
  ];
  for (const [title, c, step, click, reason] of clicks) {
    it(`${title}: ${reason ?? 'is accepted'}`, () => {
      const decided = tried(c, step, click);
      assert.equal('refused' in decided ? decided.refused.reason : undefined, reason);
    });
  }

  it('a change elsewhere in the case does not make a card stale', () => {
    const elsewhere: readonly [Case, Case, Step, string][] = [
      [tesTaken, played(tesTaken, [sven, say.take('treserva')]), [sara, say.done('tes')], 'queue.tes.1'],
      [itDone, tesTaken, [sven, say.take('treserva')], 'queue.treserva.1'],
      [itDone, played(itDone, [anna, say.openPersonnummer()]), [sara, say.take('tes')], 'queue.tes.1'],
      [itDone, played(itDone, [anna, say.open('it')]), [sara, say.take('tes')], 'queue.tes.1'],
      [asked, played(asked, [goran, say.openPersonnummer()]), [goran, say.approve()], 'approver.1'],
      [asked, questioned, [anna, say.withdraw()], 'owner.status'],
      [tesTaken, played(tesTaken, [anna, say.open('it')]), [anna, say.receipt('it')], ''],
      [altering, played(altering, [sven, say.take('treserva')]), [goran, say.approve(2)], 'approver.2'],
    ];
    for (const [shown, now, step, slot] of elsewhere) {
      const click = slot === '' ? cardOf(now, 'credentials.it.1') : cardOf(shown, slot);
      assert.ok('accepted' in tried(now, step, click), `${step[1].verb} on ${slot}`);
    }
  });

  it('the cards of the tasks that an alteration concerns are stale, the others are not', () => {
    const c = played(altering, [goran, say.approve(2)]);
    assert.ok('accepted' in tried(c, [sven, say.take('treserva')], cardOf(itDone, 'queue.treserva.1')));
    const decided = tried(c, [sara, say.done('tes')], cardOf(tesTaken, 'queue.tes.1'));
    assert.equal('refused' in decided && decided.refused.reason, 'stale');
  });

  it('what only opens asks for no version: an answer that was lost is asked for again', () => {
    const opened = played(itDone, [anna, say.open('it')]);
    for (const actor of [anna, malin]) {
      assert.ok('accepted' in tried(opened, [actor, say.open('it')], cardOf(itDone, 'credentials.it.1')));
    }
    assert.ok('accepted' in tried(itTaken, [ida, say.openPersonnummer('it')], cardOf(approved, 'queue.it.1')));
  });
});

function alteredNow(): Case {
  const c = played(questioned, [anna, say.alter(otherPhone, own)]);
  assert.equal(c.application.version, 2);
  return c;
}

describe('domain/decide: every accepted command', () => {
  const steps: readonly [Case, Step][] = [
    [asked, [goran, say.approve()]],
    [asked, [goran, say.ask()]],
    [itDone, [anna, say.open('it')]],
    [itTaken, [ida, say.openPersonnummer('it')]],
    [tesTaken, [sven, say.refuse('treserva')]],
  ];

  it('is one revision and one entry in the log, and leaves the former case as it was', () => {
    for (const [c, step] of steps) {
      const before = structuredClone(c);
      const after = played(c, step);
      assert.equal(after.revision, c.revision + 1);
      assert.equal(after.log.length, c.log.length + 1);
      assert.deepEqual(c, before);
    }
  });

  it('decides the same on the same', () => {
    for (const [c, step] of steps) assert.deepEqual(tried(c, step), tried(c, step));
  });

  it('keeps the latest two hundred entries of the log', () => {
    const many = Array.from({ length: 210 }, (): Step => [anna, say.openPersonnummer()]);
    const c = played(asked, ...many);
    assert.equal(c.log.length, 200);
    assert.equal(c.revision, 211);
  });
});
