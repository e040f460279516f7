import assert from 'node:assert/strict';
import { type Ask, mayAskFrom, recentAsks } from '../../src/domain/asks.ts';

const limit = { hours: 24 };
const at = (hours: number): string =>
  new Date(Date.parse('2026-03-02T08:00:00.000Z') + hours * 3_600_000).toISOString();
const asks = (...hours: number[]): Ask[] => hours.map((hour) => ({ case: `C${hour}`, at: at(hour) }));

describe('domain/asks', () => {
  const table: readonly [string, Ask[], number, string | undefined][] = [
    ['the first', [], 0, undefined],
    ['the third', asks(0, 1), 2, undefined],
    ['not the fourth within a day', asks(0, 1, 2), 3, at(24)],
    ['not at the last moment of it', asks(0, 1, 2), 24 - 1 / 3600, at(24)],
    ['the fourth a day after the first', asks(0, 1, 2), 24, undefined],
    ['not a fifth so soon', asks(0, 1, 2, 24), 24.5, at(25)],
    ['whatever was asked for long ago', asks(-90, -80, -70), 0, undefined],
  ];
  for (const [what, before, now, from] of table)
    it(`three a day: allows ${what}`, () => assert.equal(mayAskFrom(before, at(now), 3, limit), from));

  it('forgets what counts no longer', () => {
    assert.deepEqual(recentAsks(asks(0, 1), at(24.5), limit), asks(1));
  });
});
