import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Absence,
  type Absences,
  awayOn,
  latestPeriod,
  leaningOn,
  type Period,
  presentPeriod,
  withoutPeriod,
  withPeriod,
} from '../../src/domain/absence.ts';
import type { Day, Person } from '../../src/domain/person.ts';
import { start } from '../support/cases.ts';

const person = (id: string): Person => ({ id, name: id.toUpperCase() });
const entered = { by: person('hanna'), at: start };

function absent(id: string, from: Day, to: Day, standIn?: string): Absence {
  const period = { from, to, ...(standIn === undefined ? {} : { standIn: person(standIn) }), ...entered };
  return { person: person(id), revision: 1, periods: withPeriod([], period) };
}

const absences = (...all: readonly Absence[]): Absences => new Map(all.map((one) => [one.person.id, one]));

describe('domain/absence', () => {
  const week = absent('bertil', '2026-03-02', '2026-03-06', 'karin');

  it('somebody is away from the first day to the last, both included', () => {
    const seen = ['2026-03-01', '2026-03-02', '2026-03-06', '2026-03-07'].map((day) =>
      awayOn(day, 'bertil', absences(week)),
    );
    const away = { until: '2026-03-06', standIn: person('karin') };
    assert.deepEqual(seen, [undefined, away, away, undefined]);
    assert.equal(awayOn('2026-03-03', 'karin', absences(week)), undefined);
  });

  it('the last that was entered counts, unless it was ended; what is over is not present', () => {
    const longer = { ...week, periods: withPeriod(week.periods, { from: '2026-03-02', to: '2026-03-20', ...entered }) };
    assert.deepEqual(awayOn('2026-03-10', 'bertil', absences(longer)), { until: '2026-03-20' });
    assert.equal(latestPeriod(longer)?.number, 2);
    const ended = { ...longer, periods: withoutPeriod(longer.periods, entered) };
    assert.equal(awayOn('2026-03-03', 'bertil', absences(ended)), undefined);
    assert.equal(presentPeriod(week, '2026-03-06')?.number, 1);
    assert.equal(presentPeriod(week, '2026-03-07'), undefined);
    assert.equal(presentPeriod(week, '2026-02-01')?.number, 1, 'also what is to come');
  });

  it('a stand-in who is away is stood in for by theirs, to the first who is there', () => {
    const cases: [string, Absences, string | undefined][] = [
      ['one', absences(week), 'karin'],
      ['two', absences(week, absent('karin', '2026-03-01', '2026-03-04', 'gunnar')), 'gunnar'],
      ['one whose own absence is over', absences(week, absent('karin', '2026-02-01', '2026-03-01', 'gunnar')), 'karin'],
      ['one who names nobody', absences(week, absent('karin', '2026-03-01', '2026-03-04')), undefined],
      ['a ring of two', absences(week, absent('karin', '2026-03-01', '2026-03-04', 'bertil')), undefined],
      ['oneself', absences(absent('bertil', '2026-03-02', '2026-03-06', 'bertil')), undefined],
      [
        'a ring behind the first',
        absences(
          week,
          absent('karin', '2026-03-01', '2026-03-04', 'gunnar'),
          absent('gunnar', '2026-03-01', '2026-03-04', 'karin'),
        ),
        undefined,
      ],
    ];
    for (const [name, all, standIn] of cases)
      assert.deepEqual(awayOn('2026-03-03', 'bertil', all)?.standIn?.id, standIn, name);
  });

  it('an absence matters to those who are stood in for through it', () => {
    const all = absences(
      week,
      absent('karin', '2026-03-01', '2026-03-04', 'gunnar'),
      absent('anna', '2026-03-01', '2026-03-04', 'birgit'),
    );
    assert.deepEqual(leaningOn('gunnar', all).sort(), ['bertil', 'gunnar', 'karin']);
    assert.deepEqual(leaningOn('bertil', all), ['bertil']);
  });

  it('keeps the latest ten, with their numbers', () => {
    const entry: Omit<Period, 'number'> = { from: '2026-03-02', to: '2026-03-06', ...entered };
    let periods: readonly Period[] = [];
    for (let count = 0; count < 13; count++) periods = withPeriod(periods, entry);
    assert.deepEqual(
      periods.map(({ number }) => number),
      [4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
    );
  });

  const ids = ['a', 'b', 'c', 'd', 'e'];
  const days = Array.from({ length: 8 }, (_, index) => `2026-03-0${index + 1}`);
  const one = fc
    .tuple(fc.constantFrom(...ids), fc.constantFrom(...days), fc.constantFrom(...days), fc.constantFrom(...ids))
    .map(([id, from, to, standIn]) => absent(id, from < to ? from : to, from < to ? to : from, standIn));

  it('whatever is entered, chains end, and whoever stands in is there and somebody else', () => {
    fc.assert(
      fc.property(
        fc.array(one, { maxLength: 8 }),
        fc.constantFrom(...ids),
        fc.constantFrom(...days),
        (all, id, day) => {
          const away = awayOn(day, id, absences(...all));
          if (away?.standIn === undefined) return;
          assert.notEqual(away.standIn.id, id);
          assert.equal(awayOn(day, away.standIn.id, absences(...all)), undefined);
          assert.ok(leaningOn(away.standIn.id, absences(...all)).includes(id));
        },
      ),
    );
  });
});
