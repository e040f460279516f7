import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addToMonth,
  chargesOf,
  type Correction,
  endOfMonth,
  isSettled,
  type Month,
  startOfMonth,
  sumOf,
  totalsOf,
} from '../../src/domain/billing.ts';
import type { Day, Instant } from '../../src/domain/person.ts';
import type { Price } from '../../src/domain/price.ts';
import type { Held, UnderWay } from '../../src/domain/register.ts';
import type { Sealed } from '../../src/domain/secret.ts';
import { later } from '../support/cases.ts';

const usual: readonly Price[] = [{ from: '2026-01-01', amount: 130 }];

type Access = {
  readonly person?: string;
  readonly provider?: string;
  readonly id?: string;
  readonly costCode?: string;
  readonly costCodes?: Held['costCodes'];
  readonly since: Instant;
  readonly until?: Instant;
  /** When it was to be ended, and its own last day. */
  readonly due?: Instant;
  readonly to?: Day;
};

function access({
  person = 'kim',
  provider = 'omsorg',
  id = 'CASE0001',
  since,
  until,
  due,
  to,
  costCode = '47110',
  costCodes,
}: Access): Held {
  return {
    case: id,
    kind: 'remoteAccess',
    provider: { id: provider, name: provider },
    person: { name: person, hash: person, personnummer: '' as Sealed },
    employment: { unit: { name: 'Norr', costCode: '47110' }, type: 'Anställd', title: '' },
    costCode,
    ...(costCodes === undefined ? {} : { costCodes }),
    system: { id: 'fjarrskrivbord', name: 'Fjärrskrivbord', answers: [] },
    queue: { id: 'it', name: 'IT' },
    since,
    ...(to === undefined ? {} : { to }),
    ...(until === undefined
      ? {}
      : {
          ended: {
            case: id,
            system: 'fjarrskrivbord',
            by: 'END00001',
            at: until,
            ...(due === undefined ? {} : { due }),
          },
        }),
  };
}

const bill = (month: Month, held: readonly Held[], prices = usual, underWay: readonly UnderWay[] = []) =>
  chargesOf(month, { held, underWay }, (system) => (system === 'fjarrskrivbord' ? prices : []));
const total = (month: Month, held: readonly Held[], prices = usual): number => sumOf(bill(month, held, prices));
const months = (from: Month, count: number): Month[] =>
  Array.from({ length: count }, (_, index) => addToMonth(from, index));
const charged = (one: Access, prices = usual, from = '2025-11'): Month[] =>
  months(from, 18).filter((month) => total(month, [access(one)], prices) > 0);

describe('domain/billing', () => {
  it('R93: 130 kr for each month in which the access was held, the first and the last in full', () => {
    const held = { since: '2026-03-31T10:00:00.000Z', until: '2026-06-01T08:00:00.000Z' };
    assert.deepEqual(charged(held), ['2026-03', '2026-04', '2026-05', '2026-06']);
    assert.deepEqual(bill('2026-04', [access(held)]), [
      { costCode: '47110', provider: 'omsorg', system: 'Fjärrskrivbord', case: 'CASE0001', amount: 13_000 },
    ]);
  });

  it('months begin and end at midnight in Sweden, in summer and in winter', () => {
    // The last instant of February, and the first of March; of October (summer until the 25th) and November.
    for (const [until, month] of [
      ['2026-02-28T22:59:59.999Z', '2026-02'],
      ['2026-02-28T23:00:00.000Z', '2026-02'],
      ['2026-02-28T23:00:00.001Z', '2026-03'],
      ['2026-06-30T22:00:00.000Z', '2026-06'],
      ['2026-06-30T22:00:00.001Z', '2026-07'],
      ['2026-10-31T23:00:00.000Z', '2026-10'],
    ] as const)
      assert.equal(charged({ since: '2026-01-15T08:00:00.000Z', until }).at(-1), month, until);
    for (const [since, month] of [
      ['2026-03-31T21:59:59.999Z', '2026-03'],
      ['2026-03-31T22:00:00.000Z', '2026-04'],
      ['2026-12-31T22:59:59.999Z', '2026-12'],
      ['2026-12-31T23:00:00.000Z', '2027-01'],
    ] as const)
      assert.equal(charged({ since })[0], month, since);
  });

  it('R93: what ends with a month is not charged for the next, however long its queue takes to do it', () => {
    const since = '2026-02-10T08:00:00.000Z';
    const [due, until] = ['2026-03-31T22:00:00.000Z', '2026-05-04T08:00:00.000Z'];
    assert.deepEqual(charged({ since, due, until }), ['2026-02', '2026-03']);
    // T.o.m., ended by its queue or not yet.
    assert.deepEqual(charged({ since, to: '2026-03-31', until }), ['2026-02', '2026-03']);
    assert.deepEqual(charged({ since, to: '2026-03-31' }), ['2026-02', '2026-03']);
    assert.deepEqual(charged({ since, to: '2026-04-01' }), ['2026-02', '2026-03', '2026-04']);
    assert.deepEqual(charged({ since: '2028-02-10T08:00:00.000Z', to: '2028-02-29' }, usual, '2028-01'), ['2028-02']);
  });

  it('R93: nor while its queue has not done it: a month comes out the same before that and after it', () => {
    const one = access({ since: '2026-02-10T08:00:00.000Z' });
    const ending: UnderWay = {
      case: 'END00001',
      kind: 'termination',
      purpose: 'remove',
      person: one.person,
      unit: one.employment.unit,
      systems: [one.system],
      ends: [{ case: one.case, system: one.system.id }],
      lastDay: '2026-03-31',
      due: '2026-03-31T22:00:00.000Z',
      sentBy: 'Anna Ek',
    };
    const users = (month: Month) => bill(month, [one], usual, [ending]).length;
    assert.deepEqual(months('2026-01', 4).map(users), [0, 1, 1, 0]);
  });

  it('R93: a last day that had passed before the order to end it, or before it was delivered, takes nothing back', () => {
    // Ordered on 10 April, with a last day in February.
    const [due, until] = ['2026-04-10T08:00:00.000Z', '2026-04-14T08:00:00.000Z'];
    assert.deepEqual(charged({ since: '2026-02-10T08:00:00.000Z', due, until }), ['2026-02', '2026-03', '2026-04']);
    // Under way when the person left, and delivered after that.
    const late = { since: '2026-05-04T08:00:00.000Z', due, until: '2026-05-06T08:00:00.000Z', to: '2026-04-30' };
    assert.deepEqual(charged(late), ['2026-05']);
  });

  it('given and ended on the same day counts once; before the first price nothing is charged', () => {
    assert.deepEqual(charged({ since: '2026-05-04T08:00:00.000Z', until: '2026-05-04T09:00:00.000Z' }), ['2026-05']);
    assert.deepEqual(charged({ since: '2025-12-01T08:00:00.000Z', until: '2026-01-10T09:00:00.000Z' }), ['2026-01']);
  });

  it('a price that changes in mid-month holds from the next month', () => {
    const prices = [...usual, { from: '2026-04-15', amount: 145.5 }, { from: '2026-06-01', amount: 150 }];
    const held = [access({ since: '2026-03-01T08:00:00.000Z' })];
    assert.deepEqual(
      months('2026-03', 4).map((month) => total(month, held, prices)),
      [13_000, 13_000, 14_550, 15_000],
    );
  });

  it('a person is charged once a month for an access that was ended and given anew, and once at each provider', () => {
    const former = access({ since: '2026-03-01T08:00:00.000Z', until: '2026-04-10T08:00:00.000Z' });
    const present = access({ id: 'CASE0002', since: '2026-04-10T08:00:00.000Z', costCode: '47120' });
    assert.deepEqual(
      bill('2026-04', [present, former]).map(({ costCode, case: id }) => [costCode, id]),
      [['47110', 'CASE0001']],
    );
    assert.deepEqual(
      bill('2026-05', [present, former]).map(({ costCode }) => costCode),
      ['47120'],
    );
    const elsewhere = access({ id: 'CASE0003', provider: 'annan', since: '2026-04-01T08:00:00.000Z' });
    assert.equal(total('2026-05', [present, elsewhere]), 26_000);
  });

  it('an ansvarskod that is altered in mid-month is charged from the next month', () => {
    const held = [
      access({
        since: '2026-03-01T08:00:00.000Z',
        costCode: '47120',
        costCodes: [
          { from: '2026-03-01T08:00:00.000Z', costCode: '47110' },
          { from: '2026-04-15T08:00:00.000Z', costCode: '47120' },
        ],
      }),
    ];
    assert.deepEqual(
      months('2026-03', 3).map((month) => bill(month, held)[0]?.costCode),
      ['47110', '47110', '47120'],
    );
  });

  const instant = fc
    .integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2026-12-31T00:00:00Z') })
    .map((ms) => new Date(ms).toISOString());
  const accesses = fc.array(
    fc
      .record({
        person: fc.constantFrom('kim', 'lisa', 'omar'),
        provider: fc.constantFrom('omsorg', 'annan'),
        id: fc.stringMatching(/^[0-9A-Z]{8}$/),
        costCode: fc.constantFrom('1', '2', '=3'),
        since: instant,
        minutes: fc.option(fc.integer({ min: 1, max: 500_000 })),
      })
      .map(({ minutes, ...one }) => access(minutes === null ? one : { ...one, until: later(one.since, { minutes }) })),
    { maxLength: 12 },
  );
  const anyMonth = fc.integer({ min: 0, max: 11 }).map((index) => addToMonth('2026-01', index));

  it('the totals are the sum of the lines and the corrections, to the öre', () => {
    const correction = fc.record({
      id: fc.uuid(),
      month: fc.constant('2026-05'),
      concerns: anyMonth,
      costCode: fc.constantFrom('1', '9'),
      amount: fc.integer({ min: -1_000_000, max: 1_000_000 }),
      reason: fc.constant('Fel kod'),
      by: fc.constant({ id: 'hanna', name: 'Hanna' }),
      at: instant,
    });
    fc.assert(
      fc.property(anyMonth, accesses, fc.array(correction), (month, held, corrections: Correction[]) => {
        const charges = bill(month, held);
        const totals = totalsOf({ month, charges, corrections });
        const lines = [...charges, ...corrections];
        assert.equal(
          sumOf(totals),
          lines.reduce((sum, { amount }) => sum + amount, 0),
        );
        assert.equal(charges.length * 13_000, sumOf(charges));
        assert.equal(
          totals.reduce((sum, { users }) => sum + users, 0),
          charges.length,
        );
        assert.equal(new Set(totals.map(({ costCode }) => costCode)).size, totals.length);
      }),
    );
  });

  it('what happens after a month, and in which order it is read, leaves the month as it was', () => {
    fc.assert(
      fc.property(anyMonth, accesses, accesses, fc.boolean(), (month, held, others, isReversed) => {
        const end = endOfMonth(month);
        // As it was when the month ended: what was to be ended later stood open.
        const then = held
          .filter(({ since }) => since < end)
          .map(({ ended, ...one }) => (ended === undefined || ended.at >= end ? one : { ...one, ended }));
        const after = [...held, ...others.filter(({ since }) => since >= end)];
        const read = isReversed ? after.toReversed() : after;
        assert.deepEqual(bill(month, read), bill(month, then));
      }),
    );
  });

  it('every user is charged for exactly the months in which the access was held', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 600_000 }), (since, minutes) => {
        const until = later(since, { minutes });
        const expected = months('2025-11', 18).filter(
          (month) => startOfMonth(month) < until && since < endOfMonth(month) && month >= '2026-01',
        );
        assert.deepEqual(charged({ since, until }), expected);
      }),
    );
  });

  it('a month is put down a little after it is over', () => {
    assert.equal(isSettled('2026-10', '2026-10-31T23:00:00.000Z'), false);
    assert.equal(isSettled('2026-10', '2026-10-31T23:10:00.000Z'), true);
  });
});
