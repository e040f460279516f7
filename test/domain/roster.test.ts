import assert from 'node:assert/strict';
import type { Instant } from '../../src/domain/person.ts';
import { comingShifts, nextShift, onDuty, type Roster, withoutShift, withShift } from '../../src/domain/roster.ts';

const oskar = { id: 'oskar', name: 'Oskar Nord' };
const petra = { id: 'petra', name: 'Petra Lo' };
const rut = { id: 'rut', name: 'Rut Ek' };
const at = '2026-03-01T12:00:00.000Z';
const morning = (day: number): Instant => `2026-03-${String(day).padStart(2, '0')}T07:00:00.000Z`;

const empty: Roster = { queue: 'onCall', revision: 0, shifts: [] };
const week = withShift(empty, { from: morning(2), to: morning(9), people: [oskar, petra], by: rut, at });
/** A night is swapped. */
const swapped = withShift(week, { from: morning(4), to: morning(5), people: [rut], by: rut, at });

describe('domain/roster', () => {
  const table: readonly [string, Roster, Instant, string[]][] = [
    ['nobody before the first', week, '2026-03-02T06:59:59.999Z', []],
    ['those of the shift from its first instant, in order', week, morning(2), ['oskar', 'petra']],
    ['to its last', week, '2026-03-09T06:59:59.999Z', ['oskar', 'petra']],
    ['and not at its end', week, morning(9), []],
    ['what was entered last goes before', swapped, '2026-03-04T20:00:00.000Z', ['rut', 'oskar', 'petra']],
    ['and is over when it is', swapped, morning(5), ['oskar', 'petra']],
    ['nobody in an empty one', empty, morning(3), []],
  ];
  for (const [what, roster, now, ids] of table)
    it(`names ${what}`, () => {
      assert.deepEqual(
        onDuty(roster, now).map(({ id }) => id),
        ids,
      );
    });

  it('calls nobody twice who stands in two shifts', () => {
    const both = withShift(week, { from: morning(3), to: morning(4), people: [petra], by: rut, at });
    assert.deepEqual(
      onDuty(both, '2026-03-03T20:00:00.000Z').map(({ id }) => id),
      ['petra', 'oskar'],
    );
  });

  it('says when it names others next', () => {
    assert.equal(nextShift(swapped, at), morning(2));
    assert.equal(nextShift(swapped, morning(2)), morning(4));
    assert.equal(nextShift(swapped, morning(9)), undefined);
  });

  it('counts a changed shift as the one entered last, and forgets what ended more than a month ago', () => {
    const changed = withShift(swapped, { from: morning(2), to: morning(9), people: [petra], by: rut, at }, 1);
    assert.deepEqual(
      changed.shifts.map(({ number }) => number),
      [2, 3],
    );
    assert.deepEqual(
      onDuty(changed, '2026-03-04T20:00:00.000Z').map(({ id }) => id),
      ['petra', 'rut'],
    );
    const later = '2026-04-06T12:00:00.000Z';
    const kept = withShift(swapped, { from: later, to: '2026-05-01T07:00:00.000Z', people: [rut], by: rut, at: later });
    assert.deepEqual(
      kept.shifts.map(({ number }) => number),
      [1, 3],
    );
  });

  it('shows what is not over, the next to begin first', () => {
    assert.deepEqual(
      comingShifts(swapped, morning(5)).map(({ number }) => number),
      [1],
    );
    assert.deepEqual(
      comingShifts(withoutShift(swapped, 1), at).map(({ number }) => number),
      [2],
    );
  });
});
