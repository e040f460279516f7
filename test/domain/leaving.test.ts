import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays } from '../../src/domain/calendar/days.ts';
import { employmentOf, employmentsOf } from '../../src/domain/employment.ts';
import { differenceOf, type Scope } from '../../src/domain/leaving.ts';
import type { Employment, Held, UnderWay } from '../../src/domain/register.ts';
import type { Sealed } from '../../src/domain/secret.ts';

const units = [
  { name: 'Hemtjänst Norr', costCode: '47110' },
  { name: 'Hemtjänst Söder', costCode: '47120' },
];
const employments: readonly Employment[] = units.flatMap((unit) => [
  { unit, type: 'Tillsvidareanställning', title: 'Undersköterska' },
  { unit, type: 'Timanställning', title: '' },
]);
const [north, northHourly, south] = employments;
assert.ok(north && northHourly && south);

function held(change: Partial<Held> & { readonly system?: Held['system'] } = {}): Held {
  return {
    case: 'K7M4QX92',
    kind: 'permission',
    provider: { id: 'omsorg-ab', name: 'Omsorg AB' },
    person: { name: 'Nadja Ny', hash: 'nadja', personnummer: 'v1.x' as Sealed },
    employment: north as Employment,
    costCode: '47110',
    system: { id: 'tes', name: 'TES', answers: [] },
    queue: { id: 'systemAdministration', name: 'Systemförvaltningen' },
    since: '2026-01-01T08:00:00.000Z',
    ...change,
  };
}

function scope(ends: readonly Employment[], change: Partial<Scope> = {}): Scope {
  const covers = (grant: Held): boolean => grant.provider.id === 'omsorg-ab' && employmentOf(grant, ends) !== undefined;
  return { by: 'ENDING01', covers, opens: '2026-04-01', heldOn: '2026-04-01', ...change };
}

const tasksOf = (grants: readonly Held[], s: Scope, underWay: readonly UnderWay[] = []): string[] =>
  differenceOf(grants, s, underWay).ends.map(({ system }) => system.id);

const another = (by: string, lastDay: string, grant: Held, systems: UnderWay['systems'] = []): UnderWay => ({
  case: by,
  kind: 'termination',
  purpose: 'remove',
  person: grant.person,
  unit: grant.employment.unit,
  systems,
  ends: [{ case: grant.case, system: grant.system.id }],
  lastDay,
  sentBy: 'Anna Chef',
});

const grant = fc
  .record({
    employment: fc.constantFrom(...employments),
    provider: fc.constantFrom('omsorg-ab', 'annan-ab'),
    system: fc.constantFrom('tes', 'treserva', 'phoniro', 'siths-kort'),
    to: fc.constantFrom(undefined, '2026-03-15', '2026-03-31', '2026-04-01', '2026-12-31'),
    isEnded: fc.boolean(),
  })
  .map(({ employment, provider, system, to, isEnded }) => ({ employment, provider, system, to, isEnded }));

describe('domain/leaving', () => {
  it('R27: one task for each system held only through what ends, none for one that is kept, whatever somebody has', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 12 }), fc.subarray([...employments]), (given, ends) => {
        const grants = given.map(({ employment, provider, system, to, isEnded }, index) =>
          held({
            case: `CASE${String(index).padStart(4, '0')}`,
            employment,
            provider: { id: provider, name: provider },
            system: { id: system, name: system, answers: [] },
            ...(to === undefined ? {} : { to }),
            ...(isEnded ? { ended: { case: 'x', system, by: 'y', at: '2026-01-02T00:00:00.000Z' } } : {}),
          }),
        );
        const s = scope(ends);
        const { ends: going, keeps } = differenceOf(grants, s);
        const present = grants.filter(({ ended }) => ended === undefined);
        const goes = present.filter(s.covers);
        const stays = present.filter((one) => !s.covers(one) && (one.to === undefined || one.to >= '2026-04-01'));
        const kept = new Set(stays.map(({ system }) => system.id));
        for (const id of new Set(goes.map(({ system }) => system.id))) {
          assert.equal(going.filter(({ system }) => system.id === id).length, kept.has(id) ? 0 : 1, id);
          assert.equal(keeps.filter(({ system }) => system.id === id).length, kept.has(id) ? 1 : 0, id);
        }
        // When all of it is done, the register shows exactly what is kept.
        const ended = new Set([...going, ...keeps].flatMap((one) => one.grants.map(({ case: by }) => by)));
        assert.deepEqual(
          present.filter(({ case: by }) => !ended.has(by)),
          present.filter((one) => !s.covers(one)),
        );
      }),
    );
  });

  it('a permission that itself ends by then keeps nothing, and one that lasts a day longer does', () => {
    const own = held();
    const other = (to: string): Held => held({ case: 'OTHER001', employment: south, to });
    assert.deepEqual(tasksOf([own, other('2026-03-31')], scope([north])), ['tes']);
    assert.deepEqual(tasksOf([own, other('2026-04-01')], scope([north])), []);
  });

  it('of two terminations that count on each other, the one that is last has the task', () => {
    const [a, b] = [held({ case: 'CASE000A' }), held({ case: 'CASE000B', employment: south })];
    const tasks = (by: string, ends: Employment, lastDay: string, other: UnderWay): string[] =>
      tasksOf([a, b], scope([ends], { by, opens: addDays(lastDay, 1) }), [other]);
    const sameDay = [
      tasks('ENDING01', north, '2026-03-31', another('ENDING02', '2026-03-31', b)),
      tasks('ENDING02', south, '2026-03-31', another('ENDING01', '2026-03-31', a)),
    ];
    assert.deepEqual(sameDay, [[], ['tes']]);
    const later = [
      tasks('ENDING02', north, '2026-03-15', another('ENDING01', '2026-03-31', b)),
      tasks('ENDING01', south, '2026-03-31', another('ENDING02', '2026-03-15', a)),
    ];
    assert.deepEqual(later, [[], ['tes']]);
  });

  it('R66: a last day that passes with an ordered one leaves the task to that, whichever has the higher number', () => {
    const [ordered, ofItself] = [
      held({ case: 'CASE000A' }),
      held({ case: 'CASE000B', employment: south, to: '2026-03-31' }),
    ];
    const order = another('ENDING05', '2026-03-31', ordered, [ordered.system]);
    assert.deepEqual(tasksOf([ordered, ofItself], scope([north], { by: 'ENDING05' })), ['tes']);
    for (const by of ['ENDING01', 'ENDING09']) {
      const passed = scope([south], { by, byItself: true });
      assert.deepEqual(tasksOf([ordered, ofItself], passed, [order]), [], by);
      // Also where what was ordered to end has the same T.o.m.
      assert.deepEqual(tasksOf([{ ...ordered, to: '2026-03-31' }, ofItself], passed, [order]), [], by);
      // Once the ordered one is done, nothing of it is left to take what comes later.
      const done = {
        ...ordered,
        ended: { case: 'CASE000A', system: 'tes', by: 'ENDING05', at: '2026-04-01T07:00:00.000Z' },
      };
      assert.deepEqual(tasksOf([done, ofItself], passed, [order]), ['tes'], by);
    }
  });

  it('what another termination ends already is left to it', () => {
    const own = held();
    assert.deepEqual(tasksOf([own], scope([north]), [another('ENDING02', '2026-06-30', own)]), []);
  });
});

describe('domain/employment', () => {
  const sparse = { unit: north.unit, type: '', title: '' };

  it('R27: two forms or two units are two employments', () => {
    const all = [north, northHourly, south].map((employment) => held({ employment }));
    assert.deepEqual(employmentsOf(all), [north, northHourly, south]);
  });

  it('an order that says less belongs to the one employment that says more', () => {
    const all = [held({ employment: sparse }), held({ employment: north })];
    assert.deepEqual(employmentsOf(all), [north]);
    assert.equal(employmentOf(held({ employment: sparse }), [north]), north);
    assert.equal(employmentOf(held({ employment: { ...north, title: 'UNDERSKÖTERSKA' } }), [north]), north);
  });

  it('where it could be either, it is one of its own', () => {
    const all = [north, northHourly, sparse].map((employment) => held({ employment }));
    assert.deepEqual(employmentsOf(all), [north, northHourly, sparse]);
    assert.equal(employmentOf(held({ employment: sparse }), [north, northHourly]), undefined);
  });
});
