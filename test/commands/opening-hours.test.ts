import assert from 'node:assert/strict';
import { openingHours } from '../../src/commands/opening-hours.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import type { Profile } from '../../src/profiles/schema.ts';

const now = '2026-12-07T08:00:00.000Z';
const profile = loadProfile('norrkoping');
const withIt = (hours: Profile['hours']): Profile => {
  const { it } = profile.queues;
  assert.ok(it);
  return { ...profile, queues: { ...profile.queues, it: { ...it, hours } } };
};

describe('commands: opening hours', () => {
  it('stand once where all queues have the same; on-call, which is always open, is not among them', () => {
    const rows = openingHours(profile, now);
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['Öppettider'],
    );
  });

  it('stand by the queues’ names where they differ', () => {
    const rows = openingHours(withIt({ closedDates: [{ date: '2026-12-07', text: 'flytt' }] }), now);
    assert.equal(rows.length, 2);
    assert.equal(rows[0]?.label, 'Öppettider för Kommunens IT-enhet');
    assert.match(rows[1]?.label ?? '', /^Öppettider för Systemförvaltningen/);
    assert.match(rows[0]?.value ?? '', /Stängt: flytt\. Öppnar tisdag/);
  });

  it('are none where every queue is always open', () => {
    assert.deepEqual(openingHours({ ...profile, hours: { always: true } }, now), []);
  });
});
