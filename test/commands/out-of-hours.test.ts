import assert from 'node:assert/strict';
import { stagesOf } from '../../src/commands/order/route.ts';
import { closedUntil } from '../../src/domain/calendar/opening.ts';
import { hoursOfQueue } from '../../src/profiles/hours.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import type { Process, Profile } from '../../src/profiles/schema.ts';
import { answer } from '../support/cases.ts';

const profile = loadProfile('norrkoping');
const process = profile.technicalHelp ?? assert.fail('no technical help');
const technical = 'Visar fel';
const question = 'Inget fel: en fråga om funktion eller process';

/** Which queue a report goes to, sent at this time in Sweden. */
function queueAt(
  time: string,
  symptom: string,
  { route }: Pick<Process, 'route'> = process,
  of: Profile = profile,
): string {
  const now = new Date(time).toISOString();
  const [stage] = stagesOf(
    { profile: of, process: { ...process, route }, closedUntil: (queue) => closedUntil(hoursOfQueue(of, queue), now) },
    [answer('symptom', 'Vad händer?', symptom)],
  );
  return stage?.queue ?? '';
}

describe('commands: where technical help goes', () => {
  const cases: readonly [title: string, time: string, symptom: string, queue: string][] = [
    ['R29: a fault on a Monday morning', '2026-03-02T09:00:00+01:00', technical, 'it'],
    ['R29: a fault on a Friday, at the last moment', '2026-03-06T15:59:59.999+01:00', technical, 'it'],
    ['R29: a fault on a Friday at four', '2026-03-06T16:00:00+01:00', technical, 'onCall'],
    ['R29: a fault on a Thursday at four', '2026-03-05T16:00:00+01:00', technical, 'it'],
    ['R29: a fault in the night', '2026-03-04T02:00:00+01:00', technical, 'onCall'],
    ['R29: a fault at the first moment of the day', '2026-03-04T08:00:00+01:00', technical, 'it'],
    ['R29: a fault on midsommarafton', '2026-06-19T10:00:00+02:00', technical, 'onCall'],
    ['R30: a question in the night', '2026-03-04T02:00:00+01:00', question, 'it'],
    ['R30: a question at two on midsommarafton', '2026-06-19T02:00:00+02:00', question, 'it'],
    ['R30: a question in office hours', '2026-03-02T09:00:00+01:00', question, 'it'],
    ['R30: what the profile does not count as technical', '2026-03-04T02:00:00+01:00', 'Hittepå', 'it'],
  ];
  for (const [title, time, symptom, queue] of cases)
    it(`${title} goes to ${queue}`, () => assert.equal(queueAt(time, symptom), queue));

  const night = '2026-03-04T02:00:00+01:00';

  it('without a queue for other hours everything waits in its own', () => {
    const route = process.route.map(({ outOfHours: _none, ...stage }) => stage);
    assert.equal(queueAt(night, technical, { route }), 'it');
  });

  it('with no condition everything goes there', () => {
    const route = process.route.map((stage) => ({ ...stage, outOfHours: { queue: 'onCall' } }));
    assert.equal(queueAt(night, question, { route }), 'onCall');
  });

  it('a queue that is closed too is no way out', () => {
    const onCall = { name: 'Beredskap', linkPhrase: 'beredskap' };
    assert.equal(queueAt(night, technical, process, { ...profile, queues: { ...profile.queues, onCall } }), 'it');
  });
});
