import assert from 'node:assert/strict';
import type { Case } from '../../src/domain/case.ts';
import { workingTime } from '../../src/domain/calendar/working-time.ts';
import type { QueueEntry } from '../../src/domain/queue.ts';
import { type Done, doneBy, type Measured, quantile, statisticsOf } from '../../src/domain/statistics.ts';
import { hoursOfQueue } from '../../src/profiles/hours.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { approved, asked, finished, ida, itDone, itTaken, later, played, sara, say, start } from '../support/cases.ts';

const hours = hoursOfQueue(loadProfile('norrkoping'), 'it');
const minutes = (ms: number): number => ms / 60_000;

describe('domain/calendar/working-time', () => {
  const measured: readonly [title: string, from: string, to: string, minutes: number][] = [
    ['within a day', '2026-03-02T09:00:00+01:00', '2026-03-02T10:30:00+01:00', 90],
    ['over a night', '2026-03-02T16:00:00+01:00', '2026-03-03T08:15:00+01:00', 45],
    ['over a weekend', '2026-03-06T15:00:00+01:00', '2026-03-09T09:00:00+01:00', 120],
    ['of a night alone', '2026-03-02T20:00:00+01:00', '2026-03-03T07:00:00+01:00', 0],
    ['over midsommarafton', '2026-06-18T16:00:00+02:00', '2026-06-22T08:10:00+02:00', 40],
    ['over the night when clocks go forward', '2026-03-27T15:30:00+01:00', '2026-03-30T08:30:00+02:00', 60],
    ['from the closing instant', '2026-03-06T16:00:00+01:00', '2026-03-09T08:00:00+01:00', 0],
    ['backwards', '2026-03-02T10:00:00+01:00', '2026-03-02T09:00:00+01:00', 0],
  ];
  for (const [title, from, to, expected] of measured)
    it(`measures what was open ${title}`, () => assert.equal(minutes(workingTime(hours)(from, to)), expected));

  it('where there are no hours all time counts', () =>
    assert.equal(minutes(workingTime(undefined)('2026-03-06T15:00:00Z', '2026-03-09T15:00:00Z')), 3 * 24 * 60));

  it('hours past midnight count once', () => {
    assert.ok(hours);
    const night = { ...hours, week: hours.week.map(() => [{ from: 22 * 60, to: 6 * 60 }]) };
    assert.equal(
      minutes(workingTime(night)('2026-03-03T00:00:00+01:00', '2026-03-04T23:00:00+01:00')),
      6 * 60 + 9 * 60,
    );
  });
});

describe('domain/statistics', () => {
  it('a share of them is no more than the value, and the value is one of them', () => {
    const shares: readonly [number[], number, number | undefined][] = [
      [[], 0.5, undefined],
      [[7], 0.5, 7],
      [[7], 0.9, 7],
      [[1, 2, 3, 4], 0.5, 2],
      [[1, 2, 3], 0.5, 2],
      [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
      [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9, 10],
    ];
    for (const [sorted, share, expected] of shares)
      assert.equal(quantile(sorted, share), expected, `${sorted.join()} ${share}`);
  });

  const names = (before: Case | undefined, after: Case): string[] => doneBy(before, after).map(({ task }) => task.id);

  it('what a step finishes is recorded by that step alone, with when it came', () => {
    assert.deepEqual(names(asked, approved), []);
    assert.deepEqual(names(approved, itTaken), []);
    const [done] = doneBy(itTaken, itDone);
    assert.ok(done);
    assert.equal(done.came, approved.tasks[0]?.came, 'being taken does not begin it anew');
    assert.equal(done.stage, 'Konto och ansvarskod');
    const taken = played(itDone, [sara, say.take('tes')]);
    assert.deepEqual(names(itDone, taken), []);
    assert.equal(doneBy(taken, played(taken, [sara, say.refuse('tes')]))[0]?.stage, 'system: enhet');
    assert.deepEqual(names(finished, finished), []);
  });

  it('what was put back has waited all the while, and what is called off is not done', () => {
    const back = played(itTaken, [ida, say.putBack('it')]);
    assert.equal(back.tasks[0]?.came, approved.tasks[0]?.came);
    const refused = played(itTaken, [ida, say.refuse('it')]);
    assert.deepEqual(names(itTaken, refused), ['it'], 'the others are called off');
  });

  const entry = (provider: string, more: Partial<QueueEntry> = {}): QueueEntry => ({
    caseId: 'K7M4QX92',
    slot: 'queue.it.1',
    taken: false,
    held: false,
    provider: { id: provider, name: provider.toUpperCase() },
    ...more,
  });
  const done = (provider: string, hoursTaken: number, stage = 'Konto'): Done => ({
    queue: 'it',
    kind: 'permission',
    stage,
    provider: { id: provider, name: provider.toUpperCase() },
    came: start,
    at: later(start, { minutes: hoursTaken * 60 }),
  });
  const all = workingTime(undefined);
  const it1: Measured = {
    queue: { id: 'it', name: 'IT' },
    entries: [
      entry('a'),
      entry('a', { taken: true, from: '2026-03-01' }),
      entry('b', { due: '2026-03-01' }),
      entry('b', { from: '2026-03-02', due: '2026-03-02' }),
    ],
    done: [1, 2, 3, 4].map((hour) => done('a', hour)).concat(done('c', 10, 'Hjälp')),
    measure: all,
  };

  it('counts what is open, waits and is overdue, of the whole and of each provider', () => {
    const { whole, providers, queues, finished: count } = statisticsOf([it1], '2026-03-02');
    assert.deepEqual(whole, { open: 4, waiting: 3, overdue: 2 });
    assert.deepEqual(queues, [{ id: 'it', name: 'IT', open: 4, waiting: 3, overdue: 2 }]);
    assert.equal(count, 5);
    assert.deepEqual(
      providers.map(({ id, open, overdue, count: some = 0 }) => [id, open, overdue, some]),
      [
        ['a', 2, 1, 4],
        ['b', 2, 1, 0],
        ['c', 0, 0, 1],
      ],
    );
  });

  it('times by kind and stage, most of them first', () => {
    const hour = 3_600_000;
    assert.deepEqual(statisticsOf([it1], '2026-03-02').times, [
      { queue: 'it', kind: 'permission', stage: 'Konto', count: 4, median: 2 * hour, ninetieth: 4 * hour },
      { queue: 'it', kind: 'permission', stage: 'Hjälp', count: 1, median: 10 * hour, ninetieth: 10 * hour },
    ]);
  });

  it('what an earlier version wrote is counted, though it says of no provider', () => {
    const { provider: _none, ...old } = entry('a');
    const { whole, providers } = statisticsOf([{ ...it1, entries: [old], done: [] }], '2026-03-02');
    assert.equal(whole.open, 1);
    assert.deepEqual(providers, []);
  });
});
