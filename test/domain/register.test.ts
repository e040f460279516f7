import assert from 'node:assert/strict';
import type { Case, Ending } from '../../src/domain/case.ts';
import { endsFor } from '../../src/domain/ends-for.ts';
import { endingsOf, grantsOf, type Held, isHeld, purposeOf } from '../../src/domain/register.ts';
import type { Sealed } from '../../src/domain/secret.ts';
import {
  answer,
  application,
  asking,
  finished,
  goran,
  ida,
  itDone,
  otherRole,
  played,
  anna,
  sara,
  say,
  submitted,
  sven,
  tes,
  tesQuestioned,
} from '../support/cases.ts';

const systemsOf = (c: Case): string[] => grantsOf(c).map(({ system }) => system.id);
const north = { name: 'Hemtjänst Norr', costCode: '47110' };
const south = { name: 'Hemtjänst Söder', costCode: '47120' };

function held(change: Partial<Held> = {}): Held {
  const [grant] = grantsOf(finished);
  assert.ok(grant);
  return { ...grant, ...change };
}

const withPurpose = (purpose: string, ends: readonly Ending[] = []): Case =>
  submitted({
    application: application({ answers: [answer('name', 'Namn', 'Nadja Ny'), answer('purpose', 'Vad', purpose)] }),
    ends,
  });
const handled = (c: Case): Case => played(c, [goran, say.approve()], [ida, say.done('it')]);

describe('domain/register', () => {
  it('a permission is given when its own task is done, and not before', () => {
    assert.deepEqual(systemsOf(itDone), []);
    const one = played(itDone, [sara, say.give('tes')]);
    assert.deepEqual(systemsOf(one), ['tes']);
    assert.deepEqual(systemsOf(played(one, [sven, say.done('treserva')])), ['treserva', 'tes']);
  });

  it('a refused system gives nothing', () => {
    assert.deepEqual(systemsOf(played(itDone, [sara, say.refuse('tes')], [sara, say.done('treserva')])), ['treserva']);
  });

  it('says whose, where, charged to what, who takes it away and by which case', () => {
    const [grant] = grantsOf(finished);
    assert.ok(grant);
    assert.deepEqual(
      [grant.case, grant.person.hash, grant.employment.unit, grant.costCode, grant.queue.id, grant.from],
      [finished.id, 'hash-of-nadja', north, '47110', 'systemAdministration', '2026-03-09'],
    );
  });

  it('is given once: new login details and doing it again leave the time as it was', () => {
    const given = grantsOf(finished).find(({ system }) => system.id === 'treserva')?.since;
    const renewed = played(
      finished,
      [anna, say.open('treserva')],
      [anna, say.receipt('treserva')],
      [anna, say.renew('treserva')],
    );
    const again = played(renewed, [sara, say.give('treserva')]);
    assert.equal(grantsOf(again).find(({ system }) => system.id === 'treserva')?.since, given);
    const altered = played(tesQuestioned, [anna, say.alter(otherRole, asking(goran))]);
    assert.deepEqual(systemsOf(altered), []);
  });

  it('R63: reads whether it is given, changed or taken away', () => {
    assert.equal(purposeOf('permission', [answer('purpose', '', 'Ny')]), 'give');
    assert.equal(purposeOf('permission', [answer('purpose', '', 'Ändra')]), 'change');
    assert.equal(purposeOf('permission', [answer('purpose', '', 'Ta bort')]), 'remove');
    assert.equal(purposeOf('permission', []), 'give');
    assert.equal(purposeOf('termination', []), 'remove');
  });

  it('a removal gives nothing, and ends each permission when its task is done', () => {
    const ends = ['tes', 'treserva'].map((system) => ({ case: 'EARLIER1', system, needsTask: true }));
    const removal = handled(withPurpose('Ta bort', ends));
    assert.deepEqual([grantsOf(removal), endingsOf(removal)], [[], []]);
    const one = played(removal, [sara, say.done('tes')]);
    assert.deepEqual(
      [grantsOf(one), endingsOf(one).map(({ case: of, system }) => `${of} ${system}`)],
      [[], ['EARLIER1 tes']],
    );
    assert.deepEqual(endingsOf(played(one, [sara, say.refuse('treserva')])).length, 1);
  });

  it('what needs no task ends with the case', () => {
    const ends = [{ case: 'EARLIER1', system: 'phoniro', needsTask: false }];
    const removal = handled(withPurpose('Ta bort', ends));
    assert.deepEqual(endingsOf(removal), []);
    const over = played(removal, [sara, say.done('tes')], [sara, say.done('treserva')]);
    assert.deepEqual(
      endingsOf(over).map(({ system }) => system),
      ['phoniro'],
    );
  });

  it('a change takes the place of what the same unit has, and of no other employment’s', () => {
    const both = [held(), held({ case: 'OTHER', employment: { unit: south, type: '', title: '' } })];
    const order = { systems: [tes.id, 'treserva'], unit: north };
    assert.deepEqual(endsFor({ ...order, purpose: 'give' }, both), []);
    assert.deepEqual(
      endsFor({ ...order, purpose: 'change' }, both).map((one) => one.case),
      [finished.id],
    );
    assert.deepEqual(
      endsFor({ ...order, purpose: 'remove' }, both).map((one) => one.case),
      [finished.id, 'OTHER'],
    );
    assert.deepEqual(endsFor({ ...order, purpose: 'remove', systems: ['axsor'] }, both), []);
  });

  it('R66: is held through its last day, and not when it has been ended', () => {
    assert.ok(isHeld(held({ to: '2026-03-31' }), '2026-03-31'));
    assert.ok(!isHeld(held({ to: '2026-03-31' }), '2026-04-01'));
    const ended = { case: finished.id, system: 'tes', by: 'X', at: '2026-03-04T08:00:00.000Z' };
    assert.ok(!isHeld(held({ ended }), '2026-03-03'));
  });

  it('holds the personnummer sealed to its own case only', () => {
    const [grant] = grantsOf(finished);
    assert.equal(grant?.person.personnummer, 'v1.test.sealed' as Sealed);
  });
});
