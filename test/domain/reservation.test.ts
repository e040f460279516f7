import assert from 'node:assert/strict';
import type { Application } from '../../src/domain/application.ts';
import type { Case } from '../../src/domain/case.ts';
import { grantsOf, type Held } from '../../src/domain/register.ts';
import { isHolding, newlyReserved, type Reserved, reservedBy, standsInTheWay } from '../../src/domain/reservation.ts';
import {
  anna,
  answer,
  application,
  asking,
  goran,
  ida,
  inHandling,
  played,
  sara,
  say,
  submitted,
  sven,
  tes,
  treserva,
} from '../support/cases.ts';

const mobile = (hash: string) => ({ ...answer('mobile', 'Mobilnummer', `number of ${hash}`), unique: hash });
const ordered = (hash = 'hash-of-number', change: Partial<Application> = {}): Application =>
  application({ systems: [treserva, { ...tes, answers: [mobile(hash)] }], ...change });

const wanted = (c: Case): Reserved => reservedBy(c)[0] ?? assert.fail('nothing is reserved');
/** Somebody else, who wants the same number. */
const others = (c: Case): Reserved => ({ ...wanted(c), holder: 'hash-of-lisa' });
const grants = (c: Case, ended: boolean): Held[] =>
  grantsOf(c).map((grant) => ({
    ...grant,
    ...(ended ? { ended: { case: c.id, system: grant.system.id, by: 'LATER', at: grant.since } } : {}),
  }));

const asked = submitted({ application: ordered() });
const itDone = played(asked, [goran, say.approve()], [ida, say.done('it')]);
const finished = played(itDone, [sara, say.done('tes')], [sven, say.done('treserva')]);

const holding: readonly [string, Case, Held[], boolean][] = [
  ['while it waits for its approval', asked, [], true],
  ['while it is handled', itDone, [], true],
  ['when it is done', finished, grants(finished, false), true],
  ['no longer when what it gave has ended', finished, grants(finished, true), false],
  ['no longer when it is rejected', played(asked, [goran, say.reject()]), [], false],
  ['no longer when it is withdrawn', played(asked, [anna, say.withdraw()]), [], false],
  ['no longer when its system is refused', played(itDone, [sara, say.refuse('tes')]), [], false],
  [
    'no longer when its system was refused and the rest is done',
    played(itDone, [sara, say.refuse('tes')], [sven, say.done('treserva')]),
    [],
    false,
  ],
];

describe('domain/reservation', () => {
  for (const [when, c, held, isHeld] of holding)
    it(`R104: a number is held ${when}`, () => {
      assert.equal(isHolding(c, wanted(asked), held).length > 0, isHeld);
      assert.equal(standsInTheWay(c, others(asked), held), isHeld);
    });

  it('stands in nobody’s way but others’', () => {
    assert.equal(standsInTheWay(finished, wanted(asked), grants(finished, false)), false);
  });

  it('is not reserved by what takes it away', () => {
    const removal = ordered('hash-of-number', { answers: [answer('purpose', 'Vad', 'Ta bort')] });
    assert.deepEqual(reservedBy(submitted({ application: removal })), []);
  });

  it('an alteration reserves the new number beside the old, until it is decided', () => {
    const questioned = played(itDone, [sara, say.take('tes')], [sara, say.askAbout('tes')]);
    const altering = played(questioned, [anna, say.alter(ordered('hash-of-another'), asking(goran))]);
    assert.deepEqual(
      newlyReserved(questioned, altering).map(({ key }) => key),
      ['hash-of-another'],
    );
    assert.deepEqual(
      reservedBy(altering)
        .map(({ key }) => key)
        .toSorted(),
      ['hash-of-another', 'hash-of-number'],
    );
    const keys = (c: Case): string[] => reservedBy(c).map(({ key }) => key);
    assert.deepEqual(keys(played(altering, [goran, say.approve(2)])), ['hash-of-another']);
    assert.deepEqual(keys(inHandling(played(altering, [goran, say.reject(2)]))), []);
  });

  it('R105: of several systems of which one is to be had, the person is what is reserved', () => {
    const one = (id: string): Case =>
      submitted({ application: application({ systems: [{ ...tes, id, alternative: 'login' }] }) });
    const [key, code] = [wanted(one('yubikey')), one('sms-kod')];
    assert.deepEqual([key.scope, key.key, key.holder], ['login', 'hash-of-nadja', 'yubikey']);
    assert.equal(standsInTheWay(code, key, []), true);
    assert.equal(standsInTheWay(one('yubikey'), key, []), false);
  });
});
