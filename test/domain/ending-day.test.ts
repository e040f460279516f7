import assert from 'node:assert/strict';
import type { Case } from '../../src/domain/case.ts';
import { warnOfEnd } from '../../src/domain/decisions/expiry.ts';
import {
  endingDayOf,
  endingDayOfSubject,
  endingDaySubject,
  type Standing,
  standingOf,
} from '../../src/domain/ending-day.ts';
import { lists, listings } from '../../src/domain/lists.ts';
import { grantsOf } from '../../src/domain/register.ts';
import { endingDayPostings } from '../../src/views/ending-day.ts';
import { postings } from '../../src/views/postings.ts';
import { acceptedOf, anna, finished, terms } from '../support/cases.ts';

const to = '2026-06-30';
const ended = { owner: 'anna', to };
const dated: Case = {
  ...finished,
  application: { ...finished.application, to },
  terms: { ...terms, expiryWarningDays: [14, 3] },
};
const warned = (c: Case, now: string, together: boolean, systems = ['treserva']): Case =>
  acceptedOf(warnOfEnd(c, { systems, together }, { now, actor: anna }));
const told = warned(dated, '2026-06-16T05:00:00.000Z', true);
const alone = warned(dated, '2026-06-16T05:00:00.000Z', false);
const known = { held: grantsOf(dated), underWay: [] };
const extension = (state: Case['state'], by: string): Case =>
  ({
    ...dated,
    id: by,
    state,
    extension: { until: to },
    application: { ...dated.application, to: '2026-12-31' },
  }) as Case;
const expiryCard = (c: Case) => postings(c).find(({ slot }) => slot === 'owner.news.expiry-14');

describe('domain: what ends on the same day (R66)', () => {
  it('is found under its owner and day, from when it is given until it has been seen to', () => {
    const seenTo = grantsOf(dated).map(({ system }) => system.id);
    assert.deepEqual(endingDayOf(dated), ended);
    assert.deepEqual(endingDayOf(finished), undefined);
    assert.deepEqual(endingDayOf({ ...dated, expiry: { warnings: [], seenTo } }), undefined);
    assert.deepEqual(endingDayOf({ ...told, expiry: { warnings: told.expiry?.warnings ?? [], seenTo } }), ended);
    assert.deepEqual(endingDayOf({ ...dated, owners: [{ id: 'malin', name: 'Malin' }] }), { owner: 'malin', to });
    assert.ok(listings(dated).some(({ list }) => list === lists.ending(ended)));
  });

  it('has an id of its own, which no case has', () => {
    assert.deepEqual(endingDayOfSubject(endingDaySubject(ended)), ended);
    for (const id of [dated.id, 'queue.it', 'absence.anna', 'ending.', 'ending.2026-06-30.'])
      assert.equal(endingDayOfSubject(id), undefined, id);
  });

  it('one alone has a card of its own; told of with others, it has none unless it was asked for', () => {
    assert.equal(expiryCard(alone)?.held, false);
    assert.equal(expiryCard(told)?.held, true);
    assert.equal(warned(dated, '2026-06-16T05:00:00.000Z', true, []).expiry?.warnings[0]?.together, undefined);
  });

  const standings: readonly [string, Standing['kind'], Case, readonly Case[], string?, typeof known?][] = [
    ['nobody has decided', 'open', told, []],
    ['the manager lets it end', 'letGo', { ...told, expiry: { warnings: [], letGo: true } }, []],
    ['an extension waits', 'asked', told, [extension('attesting', 'EXTEND01')]],
    ['an extension was approved', 'extended', told, [extension('finished', 'EXTEND01')]],
    ['an extension was rejected', 'open', told, [extension('rejected', 'EXTEND01')]],
    ['one was rejected and another waits', 'asked', told, [extension('rejected', 'A'), extension('attesting', 'B')]],
    ['the last day has passed', 'over', told, [], '2026-07-01'],
    ['extended, after the last day', 'extended', told, [extension('finished', 'EXTEND01')], '2026-07-01'],
    ['on the last day itself', 'open', told, [], to],
    ['nothing is left of it', 'gone', told, [], to, { held: [], underWay: [] }],
    ['another order of the case’s is no extension', 'open', told, [{ ...finished, id: 'TERMIN01' }]],
  ];
  for (const [when, kind, c, orders, today = '2026-06-16', has = known] of standings)
    it(`${when}: ${kind}`, () => assert.equal(standingOf(c, has, orders, today).kind, kind));

  it('is one message, with its button while somebody waits for a decision, and the latest warning alone', () => {
    const open = { case: told, standing: standingOf(told, known, [], to) };
    const settled = { case: told, standing: { kind: 'letGo' } as const };
    const [card, ...others] = endingDayPostings(ended, [open, settled]);
    assert.deepEqual(others, []);
    assert.deepEqual(card?.to, { kind: 'person', personId: 'anna' });
    assert.match(JSON.stringify(card?.data), /1 av 2 som går ut 30 juni 2026 väntar på ditt beslut/);
    const can = (posting?: ReturnType<typeof endingDayPostings>[number]): boolean =>
      (posting?.data['can'] as { decide: boolean }).decide;
    assert.ok(can(card));
    assert.ok(!can(endingDayPostings(ended, [settled])[0]));
    const again = { ...open, case: warned(told, '2026-06-27T05:00:00.000Z', true) };
    const both = endingDayPostings(ended, [again]);
    assert.deepEqual(
      both.map((one) => [one.slot, can(one)]),
      [
        ['ending.14', false],
        ['ending.3', true],
      ],
    );
    assert.ok(!JSON.stringify(both.map(({ summary }) => summary)).includes('Nadja'), 'a notification names nobody');
  });

  it('names fifteen, and says how many more there are', () => {
    const many = Array.from({ length: 40 }, () => ({ case: told, standing: standingOf(told, known, [], to) }));
    const [card] = endingDayPostings(ended, many);
    assert.equal((card?.data['items'] as unknown[]).length, 15);
    assert.match(JSON.stringify(card?.data), /… och 25 till/);
  });
});
