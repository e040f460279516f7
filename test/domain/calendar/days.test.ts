import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, addMonths, dayOf, daysLater, endOfDay, startOfDay } from '../../../src/domain/calendar/days.ts';

const someDay = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const someInstant = fc
  .date({ min: new Date('2000-01-02'), max: new Date('2099-12-30'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('domain/calendar/days', () => {
  it('knows which day it is in Sweden', () => {
    assert.equal(dayOf('2026-03-01T23:00:00.000Z'), '2026-03-02');
    assert.equal(dayOf('2026-03-01T22:59:59.999Z'), '2026-03-01');
    assert.equal(dayOf('2026-06-30T22:00:00.000Z'), '2026-07-01');
  });

  it('begins and ends days at midnight in Sweden, also those of 23 and 25 hours', () => {
    assert.equal(startOfDay('2026-03-29'), '2026-03-28T23:00:00.000Z');
    assert.equal(endOfDay('2026-03-29'), '2026-03-29T21:59:59.999Z');
    assert.equal(startOfDay('2026-10-25'), '2026-10-24T22:00:00.000Z');
    assert.equal(endOfDay('2026-10-25'), '2026-10-25T22:59:59.999Z');
  });

  it('adds days over months, years and leap days', () => {
    assert.equal(addDays('2026-02-28', 1), '2026-03-01');
    assert.equal(addDays('2028-02-28', 1), '2028-02-29');
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
    assert.equal(addDays('2027-01-01', -1), '2026-12-31');
    assert.equal(addDays('2026-03-28', 2), '2026-03-30');
  });

  it('adds months, to the last day where the month is shorter', () => {
    assert.equal(addMonths('2026-01-31', 1), '2026-02-28');
    assert.equal(addMonths('2028-01-31', 1), '2028-02-29');
    assert.equal(addMonths('2026-11-30', 3), '2027-02-28');
    assert.equal(addMonths('2026-03-31', -1), '2026-02-28');
  });

  const weeks: readonly [string, string, string][] = [
    ['on a Monday morning', '2026-03-02T08:00:00.000Z', '2026-03-09T23:00:00.000Z'],
    ['just before midnight', '2026-03-02T22:59:59.999Z', '2026-03-09T23:00:00.000Z'],
    ['just after midnight', '2026-03-02T23:00:00.000Z', '2026-03-10T23:00:00.000Z'],
    ['before clocks go forward', '2026-03-25T10:00:00.000Z', '2026-04-01T22:00:00.000Z'],
    ['so that the last day is the one of 23 hours', '2026-03-22T10:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['before clocks go back', '2026-10-19T10:00:00.000Z', '2026-10-26T23:00:00.000Z'],
    ['so that the last day is the one of 25 hours', '2026-10-18T10:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['at the end of the year', '2026-12-28T12:00:00.000Z', '2027-01-04T23:00:00.000Z'],
  ];
  for (const [when, sent, over] of weeks) {
    it(`a week that begins ${when} is over when its seventh day is: ${over}`, () =>
      assert.equal(daysLater(sent, 7), over));
  }

  it('a time of days ends at midnight, after as many whole days, whenever it began', () => {
    fc.assert(
      fc.property(someInstant, fc.integer({ min: 0, max: 400 }), (instant, days) => {
        const over = daysLater(instant, days);
        assert.equal(startOfDay(dayOf(over)), over);
        const lastInstant = new Date(Date.parse(over) - 1).toISOString();
        assert.equal(dayOf(lastInstant), addDays(dayOf(instant), days));
      }),
    );
  });

  it('a day begins where the one before ends, and holds every instant of its own', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        assert.equal(Date.parse(startOfDay(addDays(day, 1))) - Date.parse(endOfDay(day)), 1);
        assert.deepEqual([dayOf(startOfDay(day)), dayOf(endOfDay(day))], [day, day]);
      }),
    );
  });
});
