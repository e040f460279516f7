import assert from 'node:assert/strict';
import type { Teams } from '../../src/commands/outbound.ts';
import type { Subject } from '../../src/delivery/address.ts';
import type { Ports } from '../../src/delivery/deliver.ts';
import { createPace } from '../../src/delivery/pace.ts';
import { reconcile } from '../../src/delivery/reconcile.ts';
import { createSender, type Sender } from '../../src/delivery/sender.ts';
import { createLease } from '../../src/store/lease.ts';
import { createPosts } from '../../src/store/posts.ts';
import { createQueues } from '../../src/store/queues.ts';
import { createWakes, type Wakes } from '../../src/store/wakes.ts';
import type { Posting } from '../../src/views/postings.ts';
import { start } from '../support/cases.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { serviceUrl } from '../support/services.ts';

/** Teams' limits, as [messages, milliseconds]. */
const limits = {
  conversation: [
    [7, 1_000],
    [8, 2_000],
    [60, 30_000],
    [1_800, 3_600_000],
  ],
  app: [[30, 1_000]],
} as const;
const channelId = '19:it@thread.tacv2';

/** A municipality's sender on a clock of its own, with as many subjects as are said, each with one card. */
function createBurst(count: number, to: (index: number) => Posting['to']) {
  const table = createMemoryTable();
  let now = Date.parse(start);
  const time = (): string => new Date(now).toISOString();
  const texts = Array.from({ length: count }, () => 'first');
  const shown = new Map<string, string>();
  const requests: { readonly at: number; readonly conversation: string }[] = [];

  /** Whether Teams takes one more; it counts what it refuses too. */
  function isTaken(conversation: string): boolean {
    const inAll = requests.map(({ at }) => at);
    const here = requests.flatMap((one) => (one.conversation === conversation ? [one.at] : []));
    requests.push({ at: now, conversation });
    const isFull = (times: readonly number[], all: readonly (readonly [number, number])[]): boolean =>
      all.some(([messages, ms]) => (times.at(-messages) ?? -Infinity) > now - ms);
    return !isFull(inAll.slice(-30), limits.app) && !isFull(here, limits.conversation);
  }
  let refused = 0;
  const call = async (conversation: string, id: string, text: string): ReturnType<Teams['update']> => {
    if (!isTaken(conversation)) {
      refused += 1;
      return { kind: 'later', code: 'HTTP 429', seconds: 30 };
    }
    shown.set(id, text);
    return { kind: 'sent', shown: { conversationId: conversation, activityId: id, serviceUrl } };
  };
  const textOf = (card: object): string => JSON.stringify(card);
  const teams: Teams = {
    create: async (target, { card }) =>
      call(
        target.kind === 'channel' ? target.channelId : target.kind === 'person' ? `a:${target.personId}` : '',
        `m${requests.length}`,
        textOf(card),
      ),
    update: async ({ conversationId, activityId }, { card }) => call(conversationId, activityId, textOf(card)),
    isMember: async () => 'yes',
  };
  const link = {
    queue: 'it',
    channelId,
    teamId: 'team',
    teamName: 'IT',
    serviceUrl,
    by: { id: 'h', name: 'H' },
    at: start,
  };
  const ports: Ports = {
    teams,
    pace: createPace(30),
    now: time,
    maySend: () => true,
    posts: createPosts(table, time, () => undefined),
    queues: createQueues(table, () => undefined),
    links: { find: async () => link, all: async () => [link] },
    chats: {
      find: async (personId) => ({ personId, teamsId: '', conversationId: `a:${personId}`, serviceUrl }),
    },
  };
  const subject = (id: string): Subject => {
    const index = Number(id.slice(1));
    const data = { text: `${index} ${texts[index] ?? ''}` };
    return { id, postings: [{ slot: 'card', to: to(index), template: 'note', data, summary: '' }] };
  };
  const wakes: Wakes = createWakes(table, () => undefined);
  const sender: Sender = createSender({
    wakes,
    lease: createLease(table, 'one'),
    now: time,
    look: (id) => reconcile(subject(id), ports),
    failed: (_id, _attempt, error) => assert.fail(String(error)),
    setAside: async () => undefined,
    restored: async () => undefined,
  });
  const change = async (index: number, text: string): Promise<void> => {
    texts[index] = text;
    await wakes.later(`C${index}`, time(), 0);
  };
  return {
    change,
    /** Until nothing is due any more; gives the seconds it took. */
    async settle(): Promise<number> {
      const from = now;
      for (let rounds = 0; rounds < 20_000; rounds++) {
        while (await sender.round());
        const [next] = await table.range({ from: 'due!', before: 'due!~', limit: 1 });
        if (next === undefined) return (now - from) / 1000;
        now = Math.max(now + 1, Date.parse(next.key.split('!')[1] ?? ''));
      }
      return assert.fail('it never settles');
    },
    shown: () => [...shown.values()],
    refused: () => refused,
    requests,
    texts,
  };
}

/** Every subject's card as it is to be, once. */
function assertShown(burst: ReturnType<typeof createBurst>): void {
  const found = burst.shown().map((card) => /"(\d+) (\w+)"/.exec(card)?.slice(1).join(' '));
  assert.deepEqual(found.sort(), burst.texts.map((text, index) => `${index} ${text}`).sort());
}

describe('delivery: bursts', () => {
  it('500 cards for one channel: none lost, none twice, and Teams never has to say 429', async () => {
    const burst = createBurst(500, () => ({ kind: 'queue', queue: 'it' }));
    for (const index of burst.texts.keys()) await burst.change(index, 'first');
    const seconds = await burst.settle();
    assertShown(burst);
    assert.deepEqual([burst.refused(), burst.requests.length], [0, 500]);
    assert.ok(seconds < 270, `60 each half minute; it took ${seconds} s`);
  }).timeout(60_000);

  it('5,000 cards for as many people: 30 a second', async () => {
    const burst = createBurst(5_000, (index) => ({ kind: 'person', personId: `p${index}` }));
    for (const index of burst.texts.keys()) await burst.change(index, 'first');
    const seconds = await burst.settle();
    assertShown(burst);
    assert.deepEqual([burst.refused(), burst.requests.length], [0, 5_000]);
    assert.ok(seconds < 200, `it took ${seconds} s`);
  }).timeout(120_000);

  it('while cards wait for their turn, changes of the same card become one update, and people are not kept waiting', async () => {
    const burst = createBurst(101, (index) =>
      index === 100 ? { kind: 'person', personId: 'anna' } : { kind: 'queue', queue: 'it' },
    );
    for (const index of burst.texts.keys()) await burst.change(index, 'first');
    await burst.settle();
    const before = burst.requests.length;
    for (const text of ['second', 'third', 'fourth', 'last'])
      for (const index of burst.texts.keys()) await burst.change(index, text);
    const asked = burst.requests.length;
    await burst.settle();
    assertShown(burst);
    assert.equal(burst.refused(), 0);
    assert.ok(burst.requests.length - before <= 101 + 8, `${burst.requests.length - before} updates of 101 cards`);
    const own = burst.requests.findLastIndex(({ conversation }) => conversation === 'a:anna') - asked;
    assert.ok(own < 12, `the personal card was number ${own}`);
  });
});
