import assert from 'node:assert/strict';
import { emptyQueue, type Queue, type QueueEntry, summarise } from '../../src/domain/queue.ts';
import { later, start } from '../support/cases.ts';

const held = (caseId: string, change: Partial<QueueEntry> = {}): QueueEntry => ({
  caseId,
  slot: 'queue.it.1',
  since: start,
  taken: false,
  held: true,
  ...change,
});
const told = (queue: Queue): string[][] => queue.summaries.map(({ entries }) => entries.map(({ caseId }) => caseId));
const [a, b] = [held('A'), held('B')];

describe('domain/queue', () => {
  it('R30: what came while it was closed is told in one summary once it is open, and no sooner', () => {
    assert.equal(summarise(emptyQueue, [a, b], start, false), emptyQueue);
    assert.deepEqual(told(summarise(emptyQueue, [a, b], start, true)), [['A', 'B']]);
  });

  it('what came while it was open, or is taken already, is told in none', () => {
    const entries = [held('A', { held: false }), held('B', { taken: true })];
    assert.equal(summarise(emptyQueue, entries, start, true), emptyQueue);
  });

  it('nothing is told twice, and each opening has a summary of its own', () => {
    const first = summarise(emptyQueue, [a], start, true);
    assert.equal(summarise(first, [a], later(start, { minutes: 1 }), true), first);
    const second = summarise(first, [a, b], later(start, { days: 1 }), true);
    assert.deepEqual(told(second), [['A'], ['B']]);
    assert.notEqual(second.summaries[0]?.at, second.summaries[1]?.at);
  });

  it('a task that comes again is told again: it is another round', () => {
    const first = summarise(emptyQueue, [a], start, true);
    const second = summarise(first, [held('A', { slot: 'queue.it.2' })], later(start, { days: 1 }), true);
    assert.deepEqual(told(second), [['A'], ['A']]);
  });

  it('a summary is over when none of it is left, is no longer so when something is put back, and goes a week later', () => {
    const first = summarise(emptyQueue, [a, b], start, true);
    assert.equal(summarise(first, [held('A', { taken: true })], start, true), first, 'one is left');
    const noon = later(start, { minutes: 180 });
    const over = summarise(first, [], noon, true);
    assert.equal(over.summaries[0]?.over, noon);
    assert.equal(summarise(over, [], later(noon, { days: 7 }), false), over);
    assert.deepEqual(summarise(over, [], later(noon, { days: 7, ms: 1 }), false), emptyQueue);
    assert.deepEqual(summarise(over, [b], later(noon, { days: 1 }), true), first);
  });
});
