import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Case } from '../../src/domain/case.ts';
import { mayOrderFor, type Provider } from '../../src/domain/directory.ts';
import { entryAfter, isAbandoned } from '../../src/domain/onboarding.ts';
import { anna, birgit, ida, later, malin, played, provider, say, start, today, type Step } from '../support/cases.ts';
import { exchangeOrdered, linden, nora, ordered, says } from '../support/onboarding.ts';

/** The directory as it is after each step of a case, one after the other. */
function entered(first: Case, steps: readonly Step[], entry: Provider): Provider {
  let c = first;
  let now = entryAfter(undefined, first, entry);
  for (const step of steps) {
    const next = played(c, step);
    now = entryAfter(c, next, now);
    c = next;
  }
  return now;
}

const blank: Provider = { ...linden, certified: false, units: [] };

describe('the directory as it follows from orders', () => {
  it('R1: from the order on the provider stands there, and nobody may order for it yet', () => {
    const entry = entered(ordered(), [], blank);
    assert.deepEqual([entry.certified, entry.managers], [true, []]);
    assert.deepEqual(entry.units, [{ name: 'Linden Öster', costCode: '49220' }]);
  });

  it('R1: one that is certified from a later day may not be ordered for before it', () => {
    const entry = entered(ordered({ validFrom: '2026-03-20' }), [], blank);
    assert.deepEqual([mayOrderFor(entry, today), mayOrderFor(entry, '2026-03-20')], [false, true]);
  });

  it('R12: the ansvarskod that IT makes is that of the units which had none', () => {
    const entry = entered(ordered(), [[ida, says.costCode()]], blank);
    assert.deepEqual(entry.units, [
      { name: 'Linden Öster', costCode: '49220' },
      { name: 'Linden Väster', costCode: '49110' },
    ]);
  });

  it('R13, R14: she is a responsible manager when her login details are handed over, and not before', () => {
    const steps: Step[] = [[ida, says.costCode()]];
    assert.deepEqual(entered(ordered(), steps, blank).managers, []);
    assert.deepEqual(entered(ordered(), [...steps, [ida, says.account()]], blank).managers, [nora]);
  });

  it('an order that is withdrawn takes back what it said, so that the name may be used anew', () => {
    const entry = entered(ordered({ units: 'Linden Öster; 49220' }), [[birgit, say.withdraw()]], blank);
    assert.ok(isAbandoned(entry));
    assert.ok(!isAbandoned(provider));
  });

  it('what an administrator has altered in the meantime stays', () => {
    const change: fc.Arbitrary<Partial<Provider>> = fc.constantFrom(
      { name: 'Linden Vård AB' },
      { validTo: '2027-01-01' },
      { managers: [anna.person] },
      { units: [{ name: 'Linden Norr', costCode: '1' }] },
      { certified: false },
    );
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const [first, second] = [ordered(), played(ordered(), [ida, says.costCode()])];
        const altered = changes.reduce<Provider>(
          (all, one) => ({ ...all, ...one }),
          entryAfter(undefined, first, blank),
        );
        const after = entryAfter(first, second, altered);
        assert.deepEqual({ ...after, units: [] }, { ...altered, units: [] });
        for (const unit of altered.units) assert.ok(after.units.some(({ name }) => name === unit.name));
      }),
    );
  });

  it('the same step entered twice is entered once', () => {
    const [before, after] = [ordered(), played(ordered(), [ida, says.costCode()], [ida, says.account()])];
    const once = entryAfter(before, after, entryAfter(undefined, before, blank));
    assert.equal(entryAfter(before, after, once), once);
  });

  it('no permission touches the directory', () => {
    const c = exchangeOrdered();
    assert.equal(entryAfter(undefined, { ...c, kind: 'permission' }, provider), provider);
  });
});

describe('byt chef', () => {
  const after = (days: number): string => later(start, { days });
  const exchange = (c: Case): Provider =>
    entered(
      c,
      [
        [ida, says.account(), after(0)],
        [ida, say.elapse(), after(31)],
      ],
      provider,
    );

  it('on the day the new one takes the old one’s place, and the others stay', () => {
    assert.deepEqual(exchange(exchangeOrdered(anna)).managers, [nora, malin.person]);
  });

  it('one more manager, where nobody leaves', () => {
    assert.deepEqual(exchange(exchangeOrdered()).managers, [nora, anna.person, malin.person]);
  });

  it('the provider is never without a manager, whatever comes first: the day or the account', () => {
    const steps = fc.shuffledSubarray([10, 20, 28, 29, 30, 31, 40], { minLength: 1 });
    fc.assert(
      fc.property(steps, fc.nat(40), (days, given) => {
        let c = exchangeOrdered(anna);
        let entry: Provider = { ...provider, managers: [anna.person] };
        const events = [...days.map((day) => [day, say.elapse()] as const), [given, says.account()] as const];
        for (const [day, command] of events.toSorted(([a], [b]) => a - b)) {
          const actor = command.verb === 'elapse' ? birgit : ida;
          const next = tryPlay(c, [actor, command, after(day)]);
          entry = entryAfter(c, next, entry);
          c = next;
          assert.equal(entry.managers.length, 1);
          const isDone = entry.managers[0]?.id === nora.id;
          assert.ok(!isDone || (day >= 30 && given <= day), `day ${day}, given ${given}`);
        }
      }),
    );
  });
});

/** Where there is nothing to do yet, the case is as it was. */
function tryPlay(c: Case, step: Step): Case {
  try {
    return played(c, step);
  } catch {
    return c;
  }
}
