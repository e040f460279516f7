import assert from 'node:assert/strict';
import norrkoping from '../../profiles/norrkoping.json' with { type: 'json' };
import { eves, occasionsOf } from '../../src/domain/calendar/holidays.ts';
import { isOpen, nextOpening } from '../../src/domain/calendar/opening.ts';
import { hoursOfQueue } from '../../src/profiles/hours.ts';
import { loadProfile, parseProfile } from '../../src/profiles/load.ts';
import { ProfileError } from '../../src/profiles/profile-error.ts';
import type { Profile } from '../../src/profiles/schema.ts';
import { at, helpdesk } from '../domain/calendar/week.ts';

function withHours(hours: unknown, ofIt?: unknown): Profile {
  const { it, ...queues } = norrkoping.queues;
  const own = ofIt === undefined ? it : { ...it, hours: ofIt };
  return parseProfile({ ...norrkoping, hours, queues: { ...queues, it: own } }, 'prov');
}

function faultsOf(hours: unknown): string[] {
  try {
    withHours(hours);
    return [];
  } catch (error) {
    assert.ok(error instanceof ProfileError);
    return error.message.split('\n').slice(1);
  }
}

describe('profiles/hours', () => {
  it('R122: Norrköping has Mölndal’s hours, and on-call is open round the clock', () => {
    const profile = loadProfile('norrkoping');
    assert.deepEqual(hoursOfQueue(profile, 'it'), helpdesk);
    assert.deepEqual(hoursOfQueue(profile, 'systemAdministration'), helpdesk);
    assert.equal(hoursOfQueue(profile, 'onCall'), undefined);
  });

  it('a profile that says nothing has the same, and so has a queue that is gone from it', () => {
    assert.deepEqual(hoursOfQueue(withHours(undefined), 'it'), helpdesk);
    assert.deepEqual(hoursOfQueue(withHours(undefined), 'archive'), helpdesk);
    assert.deepEqual(hoursOfQueue(withHours(undefined), 'constructor'), helpdesk);
  });

  it('a queue has what it says itself, and the rest from the profile', () => {
    const profile = withHours({ closedDates: [{ date: '2026-05-15', text: 'klämdag' }] }, { closedEves: [] });
    const it = hoursOfQueue(profile, 'it');
    const others = hoursOfQueue(profile, 'systemAdministration');
    assert.ok(it && others);
    assert.deepEqual([it.closedEves, others.closedEves], [[], helpdesk.closedEves]);
    assert.equal(isOpen(it, at('2026-05-15 09.00 +02:00')), false);
    assert.equal(isOpen(it, at('2026-06-19 09.00 +02:00')), true);
    const always = withHours({ always: true }, { always: false, week: { saturday: ['10:00-14:00'] } });
    assert.equal(hoursOfQueue(always, 'systemAdministration'), undefined);
    const saturdays = hoursOfQueue(always, 'it');
    assert.ok(saturdays);
    assert.equal(nextOpening(saturdays, at('2026-12-07 08.00 +01:00')), at('2026-12-12 10.00 +01:00'));
  });

  for (const [why, hours, expected] of [
    ['an unknown property', { lunch: true }, /^hours\.lunch: okänd egenskap$/],
    ['an unknown weekday', { week: { monday: ['08.00–16.00'], måndag: [] } }, /^hours\.week\.måndag: okänd egenskap$/],
    ['no hours at all', { week: { monday: [] } }, /^hours\.week: ska ha minst en öppettid$/],
    ['a time that is none', { week: { monday: ['8–16'] } }, /^hours\.week\.monday\[0\]: ska vara från och till/],
    ['25 hours', { week: { monday: ['08.00–25.00'] } }, /^hours\.week\.monday\[0\]: ska vara från och till/],
    ['hours of no length', { week: { friday: ['08.00–08.00'] } }, /^hours\.week\.friday\[0\]: ska sluta vid en annan/],
    [
      'an eve that is none',
      { closedEves: ['onsdag'] },
      /^hours\.closedEves\[0\]: ska vara någon av trettondagsafton, /,
    ],
    [
      'a short day that is none',
      { shortDays: [{ day: 'onsdag', closes: '12.00' }] },
      /^hours\.shortDays\[0\]\.day: ska/,
    ],
    ['a short day without a time', { shortDays: [{ day: 'julafton' }] }, /^hours\.shortDays\[0\]\.closes: /],
    [
      'a date that is none',
      { closedDates: [{ date: '2026-02-30', text: 'x' }] },
      /^hours\.closedDates\[0\]\.date: ska/,
    ],
    ['a closed date without a reason', { closedDates: [{ date: '2026-05-15' }] }, /^hours\.closedDates\[0\]\.text: /],
    [
      'a closed period that ends before it begins',
      { closedDates: [{ date: '2026-07-24', to: '2026-07-13', text: 'x' }] },
      /^hours\.closedDates\[0\]\.to: ska inte vara före date$/,
    ],
    [
      'an open date without hours',
      { openDates: [{ date: '2026-05-16', hours: [] }] },
      /^hours\.openDates\[0\]\.hours: /,
    ],
  ] as const)
    it(`refuses ${why}, and says where`, () => {
      const faults = faultsOf(hours);
      assert.ok(faults.length === 1 && expected.test(faults[0] ?? ''), faults.join('\n'));
    });

  it('every eve that a profile can name is a day of every year', () => {
    for (let year = 2020; year <= 2060; year += 1) {
      const found = new Set<string>();
      for (let ms = Date.UTC(year, 0, 1); ms <= Date.UTC(year, 11, 31); ms += 86_400_000) {
        const { eve } = occasionsOf(new Date(ms).toISOString().slice(0, 10));
        if (eve) found.add(eve);
      }
      assert.deepEqual([...found].sort(), [...eves].sort(), String(year));
    }
  });
});
