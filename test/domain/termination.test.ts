import assert from 'node:assert/strict';
import { isLate } from '../../src/domain/expiry.ts';
import type { Left } from '../../src/domain/leaving.ts';
import type { Held } from '../../src/domain/register.ts';
import type { Sealed } from '../../src/domain/secret.ts';
import { opensAt } from '../../src/domain/termination.ts';

const employment = { unit: { name: 'Hemtjänst Norr', costCode: '47110' }, type: 'Timanställning', title: '' };

/** Sent on 1 March: the employment ends on the 31st. */
const left: Left = {
  case: 'ENDING01',
  employments: [employment],
  lastDay: '2026-03-31',
  at: '2026-03-01T08:00:00.000Z',
};

function given(change: Partial<Held>): Held {
  return {
    case: 'K7M4QX92',
    kind: 'permission',
    provider: { id: 'omsorg-ab', name: 'Omsorg AB' },
    person: { name: 'Nadja Ny', hash: 'nadja', personnummer: 'v1.x' as Sealed },
    employment,
    costCode: '47110',
    system: { id: 'tes', name: 'TES', answers: [] },
    queue: { id: 'systemAdministration', name: 'Systemförvaltningen' },
    since: '2026-04-02T08:00:00.000Z',
    ...change,
  };
}

const isOver = (change: Partial<Held>): boolean => isLate(given(change), [left], '2026-04-02');

describe('domain/termination', () => {
  it('R27: what was under way when somebody left is over when it is done after the last day', () => {
    assert.equal(isOver({ ordered: '2026-02-20T08:00:00.000Z' }), true);
    assert.equal(isOver({ ordered: '2026-03-10T08:00:00.000Z' }), true);
    assert.equal(isOver({ ordered: '2026-03-10T08:00:00.000Z', from: '2026-03-15' }), true);
  });

  it('R11: whoever comes back is ordered for before they have left, and keeps what begins after the last day', () => {
    assert.equal(isOver({ ordered: '2026-03-10T08:00:00.000Z', from: '2026-04-01' }), false);
    assert.equal(isOver({ ordered: '2026-04-01T08:00:00.000Z' }), false);
  });

  it('R27: one who never begins has what was ordered before taken away, though it was to begin later', () => {
    assert.equal(isOver({ ordered: '2026-02-20T08:00:00.000Z', from: '2026-04-15' }), true);
  });

  it('its tasks open at the midnight after the last day in Sweden, over both clock changes, month ends and a leap day', () => {
    const now = '2026-01-01T08:00:00.000Z';
    for (const [lastDay, opens] of [
      ['2026-03-28', '2026-03-28T23:00:00.000Z'],
      ['2026-03-29', '2026-03-29T22:00:00.000Z'],
      ['2026-10-24', '2026-10-24T22:00:00.000Z'],
      ['2026-10-25', '2026-10-25T23:00:00.000Z'],
      ['2026-12-31', '2026-12-31T23:00:00.000Z'],
      ['2028-02-28', '2028-02-28T23:00:00.000Z'],
      ['2028-02-29', '2028-02-29T23:00:00.000Z'],
    ] as const)
      assert.equal(opensAt(lastDay, now), opens, lastDay);
  });

  it('what has ended already, or ends today, is done at once', () => {
    const now = '2026-03-31T21:59:59.999Z';
    for (const lastDay of ['2026-03-31', '2026-03-30', '2025-12-31']) assert.equal(opensAt(lastDay, now), now);
    assert.equal(opensAt('2026-04-01', now), '2026-04-01T22:00:00.000Z');
  });
});
