import assert from 'node:assert/strict';
import sinon from 'sinon';
import { look } from '../../src/delivery/look.ts';
import { createSender, type Sender, type SenderPorts } from '../../src/delivery/sender.ts';
import { createLease } from '../../src/store/lease.ts';
import { createWakes } from '../../src/store/wakes.ts';
import { anna, goran, ida, later, own, say, start } from '../support/cases.ts';
import { createEngine, type Engine } from '../support/engine.ts';
import { createMemoryTable, type MemoryTable } from '../support/memory-table.ts';

type Failure = { readonly caseId: string; readonly attempt: number };

describe('delivery/sender', () => {
  let table: MemoryTable;
  let engine: Engine;
  let now: string;
  let looked: string[];
  let failures: Failure[];

  beforeEach(async () => {
    table = createMemoryTable();
    engine = await createEngine(table);
    now = start;
    looked = [];
    failures = [];
  });

  afterEach(() => sinon.restore());

  function createOne(ports: Partial<SenderPorts> = {}, holder = 'one'): Sender {
    return createSender({
      wakes: createWakes(table, () => undefined),
      lease: createLease(table, holder),
      now: () => now,
      look: async (caseId) => {
        looked.push(caseId);
        return {};
      },
      failed: (caseId, attempt) => failures.push({ caseId, attempt }),
      setAside: async () => undefined,
      restored: async () => undefined,
      ...ports,
    });
  }

  const wake = (...ids: string[]): Promise<void> => engine.services.cases.wake(ids, now);
  const due = async (): Promise<string[]> => (await engine.rows('due')).map(({ key }) => key);
  const rounds = async (sender: Sender, count: number): Promise<void> => {
    for (let round = 0; round < count; round++) await sender.round();
  };

  it('looks at what is due, oldest first, and then no more', async () => {
    now = later(start, { minutes: 1 });
    await wake('B');
    now = start;
    await wake('A');
    await wake('C');
    now = later(start, { minutes: 2 });
    const sender = createOne();
    await rounds(sender, 2);
    assert.deepEqual(looked, ['A', 'C', 'B']);
    assert.deepEqual(await due(), []);
  });

  it('looks at nothing before its time', async () => {
    now = later(start, { ms: 1 });
    await wake('A');
    now = start;
    const sender = createOne();
    await sender.round();
    assert.deepEqual(looked, []);
    now = later(start, { ms: 1 });
    await sender.round();
    assert.deepEqual(looked, ['A']);
  });

  it('looks once at a case that was woken several times', async () => {
    for (const ms of [0, 1, 2]) {
      now = later(start, { ms });
      await wake('A', 'A');
    }
    await rounds(createOne(), 2);
    assert.deepEqual(looked, ['A']);
    assert.deepEqual(await due(), []);
  });

  it('looks again at a case that was woken while it was looked at, also in the same millisecond', async () => {
    await wake('A');
    const sender = createOne({
      look: async (caseId) => {
        if (looked.push(caseId) === 1) await wake('A');
        return {};
      },
    });
    await rounds(sender, 3);
    assert.deepEqual(looked, ['A', 'A']);
    assert.deepEqual(await due(), []);
  });

  it('comes back when the look says', async () => {
    await wake('A');
    const next = later(start, { days: 3 });
    await createOne({ look: async () => ({ next }) }).round();
    assert.deepEqual(await due(), [`due!${next}!A`]);
  });

  it('is never without a wake: the next is written before the present one is deleted', async () => {
    await wake('A');
    table.beforeNext('removeIf', () => {
      throw new Error('stopped');
    });
    await createOne({ look: async () => ({ next: later(start, { days: 3 }) }) }).round();
    assert.deepEqual(await due(), [`due!${start}!A`, `due!${later(start, { days: 3 })}!A`]);
  });

  it('waits longer each time that Teams says later, since what timed out may have arrived', async () => {
    await wake('A');
    const sender = createOne({ look: async () => ({ retrySeconds: 5 }) });
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      await sender.round();
      const [key = ''] = await due();
      const next = key.split('!')[1] ?? '';
      waits.push((Date.parse(next) - Date.parse(now)) / 1000);
      now = next;
    }
    assert.deepEqual(waits, [5, 10, 20, 30, 30, 30, 30, 30]);
  });

  describe('where looks fail', () => {
    const failing = (...ids: string[]): Partial<SenderPorts> => ({
      look: async (caseId) => {
        looked.push(caseId);
        if (ids.includes(caseId)) throw new Error('no');
        return {};
      },
    });

    it('tries again after 1, 2, 4 … seconds, thirty at most, and says how often', async () => {
      await wake('A');
      const sender = createOne(failing('A'));
      const waits: number[] = [];
      for (let attempt = 0; attempt < 12; attempt++) {
        await sender.round();
        const [key = ''] = await due();
        const next = key.split('!')[1] ?? '';
        waits.push((Date.parse(next) - Date.parse(now)) / 1000);
        now = later(next, { ms: -1 });
        await sender.round();
        now = next;
      }
      assert.deepEqual(waits, [1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30, 30]);
      assert.equal(looked.length, 12, 'and not before');
      assert.deepEqual(
        failures.map(({ attempt }) => attempt),
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      );
    });

    it('begins anew when it has gone well', async () => {
      await wake('A');
      await createOne(failing('A')).round();
      now = later(now, { minutes: 1 });
      await createOne().round();
      await wake('A');
      await createOne(failing('A')).round();
      assert.deepEqual(
        failures.map(({ attempt }) => attempt),
        [1, 1],
      );
    });

    it('holds up nobody else, however many fail', async () => {
      const bad = Array.from({ length: 120 }, (_, index) => `BAD${String(index).padStart(3, '0')}`);
      await wake(...bad);
      now = later(start, { ms: 1 });
      await wake('GOOD');
      const sender = createOne(failing(...bad));
      assert.equal(await sender.round(), true, 'there is more');
      await rounds(sender, 2);
      assert.ok(looked.includes('GOOD'));
      assert.equal(looked.length, 121);
    });

    it('waits for every look under way, also when the store fails: none is looked at twice at once', async () => {
      await wake('A', 'B');
      let [at, most] = [0, 0];
      const sender = createOne({
        look: async (caseId) => {
          looked.push(caseId);
          most = Math.max(most, (at += 1));
          if (caseId === 'B') for (let wait = 0; wait < 50; wait++) await Promise.resolve();
          at -= 1;
          return {};
        },
      });
      table.beforeNext('removeIf', () => {
        throw new Error('the store does not answer');
      });
      await sender.round();
      assert.equal(at, 0, 'nobody is looking any longer');
      await sender.round();
      assert.deepEqual(looked, ['A', 'B', 'A']);
      assert.deepEqual(failures, [{ caseId: 'A', attempt: 0 }]);
    });
  });

  describe('of two', () => {
    let one: Sender;
    let other: Sender;
    const lookAs =
      (name: string): SenderPorts['look'] =>
      async (caseId) => {
        looked.push(`${name} ${caseId}`);
        return {};
      };

    beforeEach(() => {
      one = createOne({ look: lookAs('one') }, 'one');
      other = createOne({ look: lookAs('other') }, 'other');
    });

    it('only one sends', async () => {
      for (let turn = 0; turn < 10; turn++) {
        await wake(`CASE${turn}`);
        await Promise.all([one.round(), other.round()]);
        now = later(now, { ms: 5000 });
      }
      assert.equal(looked.length, 10);
      assert.equal(new Set(looked.map((line) => line.split(' ')[0])).size, 1);
    });

    it('the other takes over within 30 seconds when the one stops without a word', async () => {
      await one.round();
      await wake('A');
      now = later(start, { ms: 15_000 });
      await other.round();
      assert.deepEqual(looked, []);
      now = later(start, { ms: 30_000 });
      await other.round();
      assert.deepEqual(looked, ['other A']);
      await wake('B');
      await one.round();
      assert.deepEqual(looked, ['other A'], 'and the one has nothing more to say');
    });

    it('the other takes over at once when the one stops in order', async () => {
      await one.round();
      await one.stop();
      await wake('A');
      await other.round();
      assert.deepEqual(looked, ['other A']);
    });

    it('a lease from the future, of a clock that was set back, holds nobody up', async () => {
      now = later(start, { days: 1 });
      await one.round();
      now = start;
      await wake('A');
      await other.round();
      assert.deepEqual(looked, ['other A']);
    });

    it('a clock that is a little behind does not take the lease from one that has just renewed it', async () => {
      const [ahead, behind] = [createLease(table, 'ahead'), createLease(table, 'behind')];
      assert.equal(await ahead.hold(start), true);
      for (const seconds of [1, 2]) assert.equal(await behind.hold(later(start, { ms: -1000 * seconds })), false);
      assert.equal(await behind.hold(later(start, { ms: -60_000 })), true, 'a clock that was set back');
    });

    it('one that was asleep for longer than it lasts sends nothing more of what it had begun', async () => {
      const lease = createLease(table, 'one');
      let atSecond: boolean | undefined;
      const one = createOne({
        lease,
        look: async (caseId) => {
          looked.push(caseId);
          now = later(start, { ms: 19_000 });
          atSecond = lease.isHeld(now);
          return {};
        },
      });
      await wake('A', 'B');
      assert.equal(lease.isHeld(now), false, 'nobody has it before the first round');
      await one.round();
      assert.equal(atSecond, false, 'the other’s clock may be a little ahead');
      assert.equal(lease.isHeld(start), true);
      assert.equal(lease.isHeld(later(start, { minutes: -5 })), false, 'the clock was set back');
    });

    it('the one keeps it through a look that takes longer than it lasts', async () => {
      const clock = sinon.useFakeTimers({ now: Date.parse(start), toFake: ['setTimeout', 'clearTimeout', 'Date'] });
      const time = (): string => new Date(clock.now).toISOString();
      let finish = (): void => undefined;
      const slow = createOne({
        now: time,
        look: async (caseId) => {
          looked.push(caseId);
          await new Promise<void>((resolve) => (finish = resolve));
          return {};
        },
      });
      await wake('A');
      const round = slow.round();
      for (let second = 0; second < 60; second++) {
        await clock.tickAsync(1000);
        await createOne({ now: time, look: lookAs('other') }, 'other').round();
      }
      finish();
      await round;
      assert.deepEqual(looked, ['A']);
    });
  });

  describe('while it runs', () => {
    /** Until everything that needs no timer has happened. */
    const settled = async (): Promise<void> => {
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    };

    it('is nudged at once, and otherwise looks every second', async () => {
      const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const sender = createOne();
      sender.start();
      sender.start();
      await settled();
      await wake('A');
      sender.nudge();
      await settled();
      assert.deepEqual(looked, ['A'], 'no second has passed');
      await wake('B');
      await settled();
      assert.deepEqual(looked, ['A']);
      await clock.tickAsync(1000);
      await settled();
      assert.deepEqual(looked, ['A', 'B']);
      await sender.stop();
      assert.deepEqual(
        table.rows().filter(({ key }) => key === 'lease'),
        [],
        'the lease is given back',
      );
    });

    it('does not miss a nudge that comes while it looks', async () => {
      sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const sender: Sender = createOne({
        look: async (caseId) => {
          if (looked.push(caseId) === 1) {
            now = later(now, { ms: 1 });
            await wake('B');
            sender.nudge();
          }
          return {};
        },
      });
      await wake('A');
      sender.start();
      await settled();
      assert.deepEqual(looked, ['A', 'B']);
      await sender.stop();
    });

    it('goes on when the store fails', async () => {
      const clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const sender = createOne();
      await wake('A');
      table.beforeNext('range', () => {
        throw new Error('the store does not answer');
      });
      sender.start();
      await settled();
      assert.deepEqual([looked, failures.length], [[], 1]);
      await clock.tickAsync(1000);
      await settled();
      assert.deepEqual(looked, ['A']);
      await sender.stop();
    });
  });

  describe('with real cases', () => {
    let sender: Sender;
    /** Queues are looked at in their own time. */
    const casesDue = async (): Promise<string[]> => (await due()).filter((key) => !key.includes('!queue.'));

    beforeEach(() => {
      sender = createOne({
        now: () => engine.services.clock.now,
        look: (caseId, draftsOf) => look(caseId, engine.ports, draftsOf),
      });
    });

    const toEnd = async (): Promise<void> => {
      for (let round = 0; round < 5; round++) await sender.round();
    };
    const shown = (): string => JSON.stringify(engine.teams.messages().map(({ card }) => card));

    it('shows every command, without anybody else doing anything', async () => {
      await engine.submitted();
      await toEnd();
      assert.equal(engine.teams.messages().length, 2);
      await engine.act(goran, say.approve(), 'approver.1');
      await toEnd();
      assert.equal(engine.teams.messages().length, 3);
      assert.deepEqual(await casesDue(), []);
    });

    it('R19: unopened login details are reminded of, and gone in time, by themselves', async () => {
      await engine.submitted({ approver: own });
      await engine.act(ida, say.give('it'), 'queue.it.1');
      await toEnd();
      assert.doesNotMatch(shown(), /Påminnelse/);
      engine.pass({ days: 3 });
      await toEnd();
      assert.match(shown(), /Påminnelse/);
      assert.equal((await engine.rows('secret')).length, 1);
      engine.pass({ days: 11 });
      await toEnd();
      assert.equal((await engine.rows('secret')).length, 0);
      assert.match(shown(), /Öppnades aldrig/);
      assert.deepEqual(await casesDue(), []);
    });

    it('opened ones are gone ten minutes later, though nobody receipts them', async () => {
      await engine.submitted({ approver: own });
      await engine.act(ida, say.give('it'), 'queue.it.1');
      await engine.act(anna, say.open('it'), 'credentials.it.1');
      await toEnd();
      engine.pass({ minutes: 10, ms: -1 });
      await toEnd();
      assert.equal((await engine.rows('secret')).length, 1);
      engine.pass({ ms: 1 });
      await toEnd();
      assert.equal((await engine.rows('secret')).length, 0);
      assert.match(shown(), /Tiden gick ut/);
    });

    it('a card that Teams puts off comes when Teams says', async () => {
      await engine.submitted();
      engine.teams.failNext('create', { kind: 'later', code: '429', seconds: 60 });
      await toEnd();
      assert.equal(engine.teams.messages().length, 1);
      engine.pass({ minutes: 1 });
      await toEnd();
      assert.equal(engine.teams.messages().length, 2);
    });

    it('one case whose cards cannot be made does not keep the others from theirs', async () => {
      const bad = await engine.submitted({ id: 'BAD00000' });
      await engine.submitted({ id: 'G00D0000' });
      const row = await table.get(`case!${bad.id}`);
      await table.commit([{ put: `case!${bad.id}`, value: { ...(row?.value as object), tasks: null } }]);
      await toEnd();
      assert.equal(engine.teams.messages().length, 2);
      assert.deepEqual(new Set(failures.map(({ caseId }) => caseId)), new Set([bad.id]));
    });
  });
});
