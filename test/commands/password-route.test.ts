import assert from 'node:assert/strict';
import { offeredTo, stagesOf } from '../../src/commands/order/route.ts';
import { closedUntil } from '../../src/domain/calendar/opening.ts';
import { hoursOfQueue } from '../../src/profiles/hours.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import type { Profile } from '../../src/profiles/schema.ts';
import { answer } from '../support/cases.ts';

const profile = loadProfile('norrkoping');
const process = profile.password ?? assert.fail('no passwords');

/** Where a password is handled that is asked for at this time in Sweden, and what the task is called. */
function stageAt(time: string, system: string, of: Profile = profile): string {
  const now = new Date(time).toISOString();
  const open = (queue: string) => closedUntil(hoursOfQueue(of, queue), now);
  const [stage] = stagesOf({ profile: of, process, closedUntil: open }, [answer('system', 'System', system)]);
  return `${stage?.queue}: ${stage?.title}`;
}

describe('commands: where a password is handled', () => {
  const cases: readonly [title: string, time: string, system: string, queue: string][] = [
    ['R29: Treserva on a Monday morning', '2026-03-02T09:00:00+01:00', 'Treserva', 'systemAdministration'],
    ['R29: TES on a Friday, at the last moment', '2026-03-06T15:59:59.999+01:00', 'TES', 'systemAdministration'],
    ['R29: TES on a Friday at four', '2026-03-06T16:00:00+01:00', 'TES', 'onCall'],
    ['R29: Treserva at two on midsommarafton', '2026-06-19T02:00:00+02:00', 'Treserva', 'onCall'],
    ['R30: Phoniro at two on midsommarafton', '2026-06-19T02:00:00+02:00', 'Phoniro', 'systemAdministration'],
    ['R30: Fjärrskrivbord on a Friday at four', '2026-03-06T16:00:00+01:00', 'Fjärrskrivbord', 'systemAdministration'],
  ];
  for (const [title, time, system, queue] of cases)
    it(`${title} goes to ${queue}`, () => assert.equal(stageAt(time, system), `${queue}: Lösenord: ${system}`));

  it('a system with a queue of its own is handled there, and on call stands in for that one too', () => {
    const systems = profile.systems.map((one) => (one.id === 'tes' ? { ...one, queue: 'it' } : one));
    const of = { ...profile, systems };
    assert.equal(stageAt('2026-03-02T09:00:00+01:00', 'TES', of), 'it: Lösenord: TES');
    assert.equal(stageAt('2026-03-06T16:00:00+01:00', 'TES', of), 'onCall: Lösenord: TES');
  });

  it('a provider is offered the systems that it may order', () => {
    const choices = (kind: 'private' | 'municipal') =>
      offeredTo(process, profile, kind).fields.find(({ id }) => id === 'system')?.choices ?? [];
    assert.deepEqual(choices('private'), ['Treserva', 'TES', 'Phoniro', 'Fjärrskrivbord']);
    assert.ok(choices('municipal').includes('Senior Alert'));
  });
});
