import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createPace, type Pace } from '../../src/delivery/pace.ts';

/** What platform.md gives: messages within any so many milliseconds, in one conversation and in all. */
const inConversation = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
] as const;
const inAll = [[30, 1_000]] as const;

type Sent = { readonly conversation: string; readonly who: string; readonly at: number };

const start = 1_000_000_000;

/** Everyone asks, comes back when told, and sends when let; until all have, or `most` milliseconds have gone. */
function run(pace: Pace, asked: readonly { conversation: string; who: string; at: number; late: number }[]): Sent[] {
  const sent: Sent[] = [];
  const waiting = asked.map((one) => ({ ...one }));
  for (let steps = 0; waiting.length > 0; steps++) {
    assert.ok(steps < 200 * asked.length, 'nobody is told to come back for ever');
    waiting.sort((a, b) => a.at - b.at);
    const first = waiting.shift();
    assert.ok(first);
    const wait = pace.take(first.conversation, first.who, first.at);
    if (wait === 0) {
      sent.push({ conversation: first.conversation, who: first.who, at: first.at });
    } else {
      assert.ok(wait > 0 && Number.isFinite(wait));
      waiting.push({ ...first, at: first.at + wait + first.late });
    }
  }
  return sent;
}

function assertKept(times: readonly number[], limits: readonly (readonly [number, number])[]): void {
  for (const [messages, ms] of limits)
    times.forEach((at, index) => {
      const nth = times[index + messages];
      assert.ok(nth === undefined || nth - at >= ms, `more than ${messages} within ${ms} ms`);
    });
}

function assertLimits(sent: readonly Sent[]): void {
  assertKept(
    sent.map(({ at }) => at),
    inAll,
  );
  for (const conversation of new Set(sent.map((one) => one.conversation)))
    assertKept(
      sent.filter((one) => one.conversation === conversation).map(({ at }) => at),
      inConversation,
    );
}

const burst = (count: number, conversationOf: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => ({
    conversation: conversationOf(index),
    who: `message ${index}`,
    at: start,
    late: 0,
  }));

describe('delivery/pace', () => {
  it('keeps Teams’ limits whenever people ask and however late they come back, and lets everyone through', () => {
    const one = fc.record({
      conversation: fc.constantFrom('a', 'b', 'c'),
      at: fc.nat(5_000),
      late: fc.constantFrom(0, 0, 0, 7, 900, 15_000),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 150, size: 'max' }), (asked) => {
        const sent = run(
          createPace(30),
          asked.map((each, index) => ({ ...each, at: start + each.at, who: `message ${index}` })),
        );
        assert.equal(sent.length, asked.length);
        assertLimits(sent);
      }),
      { numRuns: 150 },
    );
  });

  it('500 messages to one channel take as long as Teams’ limits take, and no longer', () => {
    const sent = run(
      createPace(30),
      burst(500, () => 'channel'),
    );
    assertLimits(sent);
    const last = Math.max(...sent.map(({ at }) => at)) - start;
    // 60 in each half minute: the last 20 come in the ninth.
    assert.ok(last >= 240_000 && last < 270_000, `${last} ms`);
    assert.deepEqual(
      sent.map(({ who }) => who),
      burst(500, () => '').map(({ who }) => who),
      'in the order in which they asked',
    );
  });

  it('5,000 messages to as many people go 30 a second', () => {
    const sent = run(
      createPace(30),
      burst(5_000, (index) => `person ${index}`),
    );
    assertLimits(sent);
    const last = Math.max(...sent.map(({ at }) => at)) - start;
    assert.ok(last < 175_000, `${last} ms`);
  });

  it('a channel that is full holds up nobody else', () => {
    const pace = createPace(30);
    for (const { conversation, who } of burst(100, () => 'channel')) pace.take(conversation, who, start);
    assert.equal(pace.take('person', 'a word', start), 0);
  });

  it('a conversation on hold is left alone by all until then', () => {
    const pace = createPace(30);
    pace.hold('channel', start, 60_000);
    assert.equal(pace.take('channel', 'first', start), 60_000);
    assert.ok(pace.take('channel', 'second', start + 59_000) >= 1_000);
    assert.equal(pace.take('person', 'third', start), 0);
    assert.equal(pace.take('channel', 'first', start + 60_000), 0);
  });

  it('one that never comes back for its turn keeps the others from theirs for ten seconds at most', () => {
    const pace = createPace(30);
    for (const { conversation, who } of burst(8, () => 'channel')) pace.take(conversation, who, start);
    assert.equal(pace.take('channel', 'another', start + 20_000), 0);
  });

  it('a clock that is set back makes nobody wait for the old time', () => {
    const pace = createPace(30);
    for (const { conversation, who } of burst(20, () => 'channel')) pace.take(conversation, who, start);
    pace.hold('channel', start, 10_000);
    assert.equal(pace.take('channel', 'another', start - 86_400_000), 0);
  });
});
