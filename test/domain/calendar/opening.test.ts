import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, dayOf, startOfDay } from '../../../src/domain/calendar/days.ts';
import { closedFor, type Hours, hoursOf, type Span } from '../../../src/domain/calendar/hours.ts';
import { addWorkingTime, isOpen, nextClosing, nextOpening } from '../../../src/domain/calendar/opening.ts';
import { at, clock, daily, helpdesk, span } from './week.ts';

type Change = Partial<Hours>;
const changed = (change: Change): Hours => ({ ...helpdesk, ...change });

describe('domain/calendar/opening', () => {
  describe('R122: Mölndal’s helpdesk', () => {
    const moments: readonly [string, string, string][] = [
      ['a Monday before eight', '2026-12-07 07.59 +01:00', '2026-12-07 08.00 +01:00'],
      ['a Monday at eight', '2026-12-07 08.00 +01:00', 'open'],
      ['a Thursday just before half past four', '2026-12-10 16.29 +01:00', 'open'],
      ['a Thursday at half past four', '2026-12-10 16.30 +01:00', '2026-12-11 08.00 +01:00'],
      ['a Friday after four', '2026-12-11 16.01 +01:00', '2026-12-14 08.00 +01:00'],
      ['a Saturday', '2026-12-12 12.00 +01:00', '2026-12-14 08.00 +01:00'],
      ['a summer morning', '2026-07-06 08.00 +02:00', 'open'],
      ['midsommarafton at two in the night', '2026-06-19 02.00 +02:00', '2026-06-22 08.00 +02:00'],
      ['the evening before midsommarafton', '2026-06-18 16.30 +02:00', '2026-06-22 08.00 +02:00'],
      ['julafton', '2026-12-24 09.00 +01:00', '2026-12-28 08.00 +01:00'],
      ['a working day between the holidays', '2026-12-29 09.00 +01:00', 'open'],
      ['nyårsafton', '2026-12-31 09.00 +01:00', '2027-01-04 08.00 +01:00'],
      ['trettondedag jul', '2027-01-06 09.00 +01:00', '2027-01-07 08.00 +01:00'],
      ['trettondagsafton', '2027-01-05 15.00 +01:00', 'open'],
      ['långfredagen', '2026-04-03 09.00 +02:00', '2026-04-07 08.00 +02:00'],
      ['första maj on a Friday', '2026-05-01 09.00 +02:00', '2026-05-04 08.00 +02:00'],
      ['the Friday before första maj on a Saturday', '2027-04-30 15.59 +02:00', 'open'],
      ['första maj on a Saturday', '2027-05-01 09.00 +02:00', '2027-05-03 08.00 +02:00'],
      ['Kristi himmelsfärdsdag', '2026-05-14 09.00 +02:00', '2026-05-15 08.00 +02:00'],
      ['nationaldagen on a Saturday: the Monday is an ordinary one', '2026-06-08 09.00 +02:00', 'open'],
      ['the Monday after clocks went forward', '2026-03-30 08.00 +02:00', 'open'],
      ['the Sunday on which they go forward', '2026-03-29 02.00 +01:00', '2026-03-30 08.00 +02:00'],
      ['the Sunday on which they go back', '2026-10-25 02.30 +01:00', '2026-10-26 08.00 +01:00'],
    ];
    for (const [when, instant, expected] of moments) {
      it(`${when}: ${expected}`, () => {
        const opens = expected === 'open' ? at(instant) : at(expected);
        assert.equal(nextOpening(helpdesk, at(instant)), opens);
        assert.equal(isOpen(helpdesk, at(instant)), expected === 'open');
      });
    }

    it('a Friday is open to the last millisecond before four, and closed at four', () => {
      assert.equal(isOpen(helpdesk, '2026-12-11T14:59:59.999Z'), true);
      assert.equal(isOpen(helpdesk, '2026-12-11T15:00:00.000Z'), false);
      assert.equal(nextClosing(helpdesk, '2026-12-11T14:59:59.999Z'), '2026-12-11T15:00:00.000Z');
    });

    it('the last millisecond of a year is as closed as the night around it', () => {
      assert.equal(isOpen(helpdesk, '2026-12-31T22:59:59.999Z'), false);
      assert.equal(nextOpening(helpdesk, '2026-12-31T22:59:59.999Z'), at('2027-01-04 08.00 +01:00'));
    });
  });

  describe('a municipality’s own days', () => {
    const own = changed({
      shortDays: [
        { day: 'trettondagsafton', closes: clock('12.00') },
        { day: 'skärtorsdagen', closes: clock('14.00') },
        { day: '2026-11-20', closes: clock('08.00') },
      ],
      closedDates: [
        { date: '2026-05-15', text: 'klämdag' },
        { date: '2026-07-13', to: '2026-07-24', text: 'sommarstängt' },
      ],
      openDates: [
        { date: '2026-07-15', hours: [span('10.00–12.00')] },
        { date: '2026-12-26', hours: [span('10.00–14.00')] },
      ],
    });
    const moments: readonly [string, string, string][] = [
      ['a short day before it ends', '2027-01-05 11.59 +01:00', '2027-01-05 11.59 +01:00'],
      ['a short day when it ends', '2027-01-05 12.00 +01:00', '2027-01-07 08.00 +01:00'],
      ['another short day', '2026-04-02 14.00 +02:00', '2026-04-07 08.00 +02:00'],
      ['a day that ends before it would begin', '2026-11-20 08.00 +01:00', '2026-11-23 08.00 +01:00'],
      ['a day off between', '2026-05-15 09.00 +02:00', '2026-05-18 08.00 +02:00'],
      ['a closed period, with one day open', '2026-07-13 09.00 +02:00', '2026-07-15 10.00 +02:00'],
      ['the rest of it', '2026-07-15 12.00 +02:00', '2026-07-27 08.00 +02:00'],
      ['a holiday open all the same', '2026-12-26 09.00 +01:00', '2026-12-26 10.00 +01:00'],
    ];
    for (const [when, instant, expected] of moments)
      it(`${when}: ${expected}`, () => assert.equal(nextOpening(own, at(instant)), at(expected)));

    it('says why a day is closed that would be open', () => {
      assert.equal(closedFor(own, '2026-06-19'), 'midsommarafton');
      assert.equal(closedFor(own, '2026-12-25'), 'juldagen');
      assert.equal(closedFor(own, '2026-05-15'), 'klämdag');
      assert.equal(closedFor(own, '2026-07-24'), 'sommarstängt');
      assert.equal(closedFor(own, '2026-07-15'), undefined);
      assert.equal(closedFor(own, '2026-05-02'), undefined, 'a Saturday needs no reason');
      assert.equal(closedFor(own, '2026-12-26'), undefined, 'a Saturday that is open');
      assert.equal(closedFor(changed({ closedEves: [] }), '2026-06-19'), undefined);
    });

    it('one that never opens has no next opening', () => {
      assert.equal(nextOpening(changed({ week: [] }), '2026-03-02T09:00:00.000Z'), undefined);
      assert.equal(addWorkingTime(changed({ week: [] }), '2026-03-02T09:00:00.000Z', { minutes: 1 }), undefined);
      assert.equal(addWorkingTime(changed({ week: [] }), '2026-03-02T09:00:00.000Z', { days: 1 }), undefined);
    });
  });

  describe('hours over midnight, and the nights when clocks change', () => {
    it('go on into the morning after, also one that is a holiday', () => {
      const night: Hours = { ...daily('22.00–06.00'), closedEves: ['midsommarafton'] };
      assert.equal(isOpen(night, at('2026-06-19 05.59 +02:00')), true);
      assert.equal(isOpen(night, at('2026-06-19 06.00 +02:00')), false);
      assert.equal(nextOpening(night, at('2026-06-19 06.00 +02:00')), at('2026-06-21 22.00 +02:00'));
    });

    it('end on a short day when it does, before midnight', () => {
      const night: Hours = { ...daily('22.00–06.00'), shortDays: [{ day: '2026-03-10', closes: clock('23.00') }] };
      assert.equal(nextClosing(night, at('2026-03-10 22.30 +01:00')), at('2026-03-10 23.00 +01:00'));
    });

    it('forward: what opens in the hour that is skipped opens after it, and what closes in it closes before', () => {
      assert.equal(nextOpening(daily('02.30–05.00'), '2026-03-29T00:00:00.000Z'), '2026-03-29T01:00:00.000Z');
      assert.equal(nextClosing(daily('22.00–02.30'), '2026-03-28T23:00:00.000Z'), '2026-03-29T01:00:00.000Z');
      const inside = daily('02.10–02.50');
      assert.equal(nextOpening(inside, '2026-03-29T00:00:00.000Z'), '2026-03-30T00:10:00.000Z', 'not open at all');
    });

    it('back: open from the first time clocks show the opening until the last time they show the closing', () => {
      const night = daily('02.30–05.00');
      assert.equal(nextOpening(night, '2026-10-24T22:00:00.000Z'), '2026-10-25T00:30:00.000Z');
      assert.equal(isOpen(night, '2026-10-25T01:10:00.000Z'), true, '02.10 the second time');
      assert.equal(nextClosing(daily('22.00–02.30'), '2026-10-24T23:00:00.000Z'), '2026-10-25T01:30:00.000Z');
      assert.equal(nextClosing(daily('22.00–02.00'), '2026-10-24T23:00:00.000Z'), '2026-10-25T00:00:00.000Z');
    });

    it('round the clock, a day has 23 or 25 hours', () => {
      const always = daily('00.00–24.00');
      const over = (from: string) => addWorkingTime(always, startOfDay(from), { minutes: 24 * 60 });
      assert.equal(over('2026-03-29'), '2026-03-29T23:00:00.000Z');
      assert.equal(over('2026-10-25'), '2026-10-25T22:00:00.000Z');
      assert.equal(isOpen(always, endOfYear), true);
    });
    const endOfYear = '2026-11-30T22:59:59.999Z';
  });

  describe('working time', () => {
    const sums: readonly [string, string, Parameters<typeof addWorkingTime>[2], string][] = [
      ['within a day', '2026-12-07 08.00 +01:00', { minutes: 90 }, '2026-12-07 09.30 +01:00'],
      ['up to the closing instant', '2026-12-11 15.00 +01:00', { minutes: 60 }, '2026-12-11 16.00 +01:00'],
      ['over a weekend', '2026-12-11 15.30 +01:00', { minutes: 60 }, '2026-12-14 08.30 +01:00'],
      ['from the night', '2026-12-08 02.00 +01:00', { minutes: 60 }, '2026-12-08 09.00 +01:00'],
      ['of no length, from the night', '2026-12-08 02.00 +01:00', { minutes: 0 }, '2026-12-08 08.00 +01:00'],
      ['over midsommar', '2026-06-18 16.00 +02:00', { minutes: 60 }, '2026-06-22 08.30 +02:00'],
      ['a day on', '2026-12-07 10.00 +01:00', { days: 1 }, '2026-12-08 10.00 +01:00'],
      ['five days on', '2026-12-07 10.00 +01:00', { days: 5 }, '2026-12-14 10.00 +01:00'],
      ['three days on, over julafton to annandagen', '2026-12-22 10.00 +01:00', { days: 3 }, '2026-12-29 10.00 +01:00'],
      ['a day on, to one that closes sooner', '2026-12-10 16.15 +01:00', { days: 1 }, '2026-12-11 16.00 +01:00'],
      ['a day on from the weekend', '2026-12-12 12.00 +01:00', { days: 1 }, '2026-12-15 08.00 +01:00'],
      ['no day on from the weekend', '2026-12-12 12.00 +01:00', { days: 0 }, '2026-12-14 08.00 +01:00'],
      ['over clocks that go forward', '2026-03-27 10.00 +01:00', { days: 1 }, '2026-03-30 10.00 +02:00'],
    ];
    for (const [what, from, amount, expected] of sums)
      it(`${what}: ${expected}`, () => assert.equal(addWorkingTime(helpdesk, at(from), amount), at(expected)));
  });

  describe('against a model that goes from minute to minute', () => {
    /** What clocks in Sweden show, by the machine's own calendar. */
    const shows = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Stockholm',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const minute = 60_000;
    const read = (ms: number): string => shows.format(ms).replace(' ', 'T').replace('.', ':');
    const reading = (day: string, minutes: number): string => {
      const date = addDays(day, Math.floor(minutes / 1440));
      const [hour, rest] = [Math.floor((minutes % 1440) / 60), minutes % 60];
      return `${date}T${String(hour).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
    };

    const tables = new Map<string, { ms: number; text: string }[]>();
    /** The minutes of some days that are within the hours: from the first reading of the opening to the last before the closing. */
    function openMinutes(hours: Hours, days: readonly string[]): Set<number> {
      const [first = '', last = ''] = [days[0], days.at(-1)];
      const all = tables.get(first) ?? [];
      if (all.length === 0)
        for (let ms = Date.parse(startOfDay(first)); ms < Date.parse(startOfDay(addDays(last, 2))); ms += minute)
          all.push({ ms, text: read(ms) });
      tables.set(first, all);
      const open = new Set<number>();
      for (const day of days)
        for (const { from, to } of hoursOf(hours, day)) {
          const end = reading(day, to <= from ? to + 1440 : to);
          const begins = all.find(({ text }) => text >= reading(day, from));
          const ends = all.findLast(({ text }) => text < end);
          for (const { ms } of all) if (begins && ends && ms >= begins.ms && ms <= ends.ms) open.add(ms);
        }
      return open;
    }

    const time = fc.integer({ min: 0, max: 288 }).map((five) => five * 5);
    const someSpan: fc.Arbitrary<Span> = fc
      .tuple(time, time)
      .filter(([from, to]) => from !== to && from < 1440 && to > 0)
      .map(([from, to]) => ({ from, to }));
    const someHours: fc.Arbitrary<Hours> = fc.record({
      week: fc.array(fc.array(someSpan, { maxLength: 2 }), { minLength: 7, maxLength: 7 }),
      closedEves: fc.subarray(['midsommarafton', 'julafton', 'nyårsafton'] as const),
      shortDays: fc.array(
        fc.record({ day: fc.constantFrom('trettondagsafton' as const, 'julafton' as const), closes: time }),
        { maxLength: 2 },
      ),
      closedDates: fc.constant([]),
      openDates: fc.constant([]),
    });
    const middle = fc.constantFrom('2026-03-29', '2026-10-25', '2026-06-19', '2026-12-31', '2026-04-30', '2027-01-05');

    it('is open in the same minutes, and opens and closes when the model does', function () {
      this.timeout(120_000);
      fc.assert(
        fc.property(someHours, middle, (hours, day) => {
          const days = [-2, -1, 0, 1, 2].map((offset) => addDays(day, offset));
          const open = openMinutes(hours, days);
          const begin = Date.parse(startOfDay(addDays(day, -1)));
          const end = Date.parse(startOfDay(addDays(day, 2)));
          const changes: number[] = [];
          for (let ms = begin; ms < end; ms += minute) if (open.has(ms) !== open.has(ms - minute)) changes.push(ms);
          for (const ms of [...changes, begin, begin + 777 * minute, end - minute])
            for (const near of [ms - 1, ms, ms + 1, ms + minute - 1])
              assert.equal(
                isOpen(hours, new Date(near).toISOString()),
                open.has(Math.floor(near / minute) * minute),
                new Date(near).toISOString(),
              );
          const firstOpen = [...open].filter((ms) => ms >= begin && ms < end).sort((a, b) => a - b)[0];
          const next = nextOpening(hours, new Date(begin).toISOString());
          if (firstOpen !== undefined) assert.equal(next, new Date(firstOpen).toISOString());
          else assert.ok(next === undefined || Date.parse(next) >= end);
        }),
        { numRuns: 25 },
      );
    });

    it('counts the open minutes that the model counts', function () {
      this.timeout(120_000);
      fc.assert(
        fc.property(someHours, middle, fc.integer({ min: 1, max: 2000 }), (hours, day, minutes) => {
          const days = [-2, -1, 0, 1, 2].map((offset) => addDays(day, offset));
          const begin = Date.parse(startOfDay(addDays(day, -1)));
          const end = Date.parse(startOfDay(addDays(day, 2)));
          const inOrder = [...openMinutes(hours, days)].filter((ms) => ms >= begin && ms < end).sort((a, b) => a - b);
          const nth = inOrder[minutes - 1];
          fc.pre(nth !== undefined);
          const over = addWorkingTime(hours, new Date(begin).toISOString(), { minutes });
          assert.equal(over, new Date((nth ?? 0) + minute).toISOString());
        }),
        { numRuns: 25 },
      );
    });

    it('a deadline in days falls on a day that is open, within its hours, and no sooner than the day', () => {
      fc.assert(
        fc.property(
          fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
          fc.integer({ min: 1, max: 30 }),
          (from, days) => {
            const over = addWorkingTime(helpdesk, from.toISOString(), { days }) ?? '';
            const justBefore = new Date(Date.parse(over) - 1).toISOString();
            assert.ok(isOpen(helpdesk, over) || isOpen(helpdesk, justBefore));
            let opened = 0;
            const start = nextOpening(helpdesk, from.toISOString()) ?? '';
            for (let day = addDays(dayOf(start), 1); day <= dayOf(over); day = addDays(day, 1))
              if (hoursOf(helpdesk, day).length > 0) opened += 1;
            assert.equal(opened, days);
          },
        ),
      );
    });
  });
});
