import assert from 'node:assert/strict';
import type { Hours } from '../../src/domain/calendar/hours.ts';
import { hoursText } from '../../src/views/hours.ts';
import { at, clock, daily, helpdesk, span } from '../domain/calendar/week.ts';

const week = 'Måndag–torsdag 08.00–16.30, fredag 08.00–16.00.';

describe('views/hours', () => {
  const moments: readonly [string, string, string][] = [
    ['while it is open', '2026-12-07 09.00 +01:00', 'Öppet nu, till kl. 16.30.'],
    ['in the evening', '2026-12-07 16.30 +01:00', 'Stängt nu. Öppnar tisdag 8 december kl. 08.00.'],
    ['in the weekend', '2026-12-12 12.00 +01:00', 'Stängt nu. Öppnar måndag 14 december kl. 08.00.'],
    ['on an eve', '2026-06-19 02.00 +02:00', 'Stängt: midsommarafton. Öppnar måndag 22 juni kl. 08.00.'],
    [
      'the evening before holidays',
      '2026-12-23 17.00 +01:00',
      'Stängt nu, och även julafton och juldagen. Öppnar måndag 28 december kl. 08.00.',
    ],
    ['on the last of them', '2027-01-01 12.00 +01:00', 'Stängt: nyårsdagen. Öppnar måndag 4 januari kl. 08.00.'],
  ];
  for (const [when, moment, expected] of moments)
    it(`R122: says how it is ${when}: ${expected}`, () =>
      assert.equal(hoursText(helpdesk, at(moment)), `${week} ${expected}`));

  it('names a municipality’s own reason, and the time at which a short day ends', () => {
    const own: Hours = {
      ...helpdesk,
      closedDates: [{ date: '2026-05-15', text: 'klämdag' }],
      shortDays: [{ day: 'valborgsmässoafton', closes: clock('12.00') }],
    };
    assert.match(
      hoursText(own, at('2026-05-15 09.00 +02:00')),
      /Stängt: klämdag\. Öppnar måndag 18 maj kl\. 08\.00\.$/,
    );
    assert.match(hoursText(own, at('2026-04-30 09.00 +02:00')), /Öppet nu, till kl\. 12\.00\.$/);
  });

  it('writes days apart and days with a break', () => {
    const split = { ...daily('09.00–12.00', '13.00–15.00'), closedEves: [] };
    const some = { ...split, week: [[], [span('10.00–12.00')], [], [], [span('10.00–12.00')], [], []] };
    assert.match(
      hoursText(split, at('2026-12-07 12.30 +01:00')),
      /^Måndag–söndag 09\.00–12\.00 och 13\.00–15\.00\. Stängt nu\./,
    );
    assert.match(hoursText(some, at('2026-12-07 12.30 +01:00')), /^Tisdag 10\.00–12\.00, fredag 10\.00–12\.00\./);
  });
});
