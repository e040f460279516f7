import assert from 'node:assert/strict';
import { createDelivery } from '../../src/delivery/index.ts';
import type { Sender } from '../../src/delivery/sender.ts';
import type { Case } from '../../src/domain/case.ts';
import { createLease } from '../../src/store/lease.ts';
import { createWakes } from '../../src/store/wakes.ts';
import { anna, goran, own, say } from '../support/cases.ts';
import { channelOf, createEngine, type Engine } from '../support/engine.ts';
import { type FakeTeams, personalConversation } from '../support/fake-teams.ts';
import { createMemoryTable, type MemoryTable } from '../support/memory-table.ts';

describe('delivery/troubles', () => {
  let table: MemoryTable;
  let engine: Engine;
  let teams: FakeTeams;
  let sender: Sender;
  let broken: Set<string>;

  beforeEach(async () => {
    table = createMemoryTable();
    engine = await createEngine(table);
    teams = engine.teams;
    broken = new Set();
    sender = createDelivery({
      ...engine.ports,
      cases: {
        ...engine.ports.cases,
        read: async (id) => {
          if (broken.has(id)) throw new TypeError('no card');
          return engine.ports.cases.read(id);
        },
      },
      adminIds: ['hanna', 'hugo'],
      wakes: createWakes(table, () => undefined),
      lease: createLease(table, 'one'),
      rate: 'none',
      failed: () => undefined,
    });
  });

  /** The sender at work for so many minutes, with a round every ten seconds. */
  async function work(minutes = 1): Promise<void> {
    for (let second = 0; second <= minutes * 60; second += 10) {
      for (let rounds = 0; rounds < 10; rounds++) await sender.round();
      engine.pass({ ms: 10_000 });
    }
  }

  const shownTo = (personId: string): string[] =>
    teams
      .messages()
      .filter(({ shown }) => shown.conversationId === personalConversation(personId))
      .map(({ card }) => JSON.stringify(card));
  /** Tasks that stand in a queue's channel, its overview left out. */
  const shownIn = (queue: string): number =>
    teams
      .messages()
      .filter(({ shown, summary }) => shown.conversationId.startsWith(channelOf(queue)) && /handlägga/.test(summary))
      .length;

  async function loseChannel(): Promise<() => Promise<void>> {
    const link = await engine.services.links.find('it');
    assert.ok(link);
    await engine.services.links.save({ ...link, channelId: '19:gone@thread.tacv2' });
    return () => engine.services.links.save(link);
  }

  const submitted = (): Promise<Case> => engine.submitted({ approver: own });

  it('a channel that is gone is told to every administrator once, with what to do and how much waits', async () => {
    await loseChannel();
    for (let count = 0; count < 3; count++) await submitted();
    await work(3);
    for (const admin of ['hanna', 'hugo']) {
      const cards = shownTo(admin);
      assert.equal(cards.length, 1);
      assert.match(cards[0] ?? '', /Kanalen för Kommunens IT-enhet går inte att nå/);
      assert.match(cards[0] ?? '', /skriv ”koppla”/);
      assert.equal(cards[0]?.match(/[0-9A-Z]{4}-[0-9A-Z]{4}/g)?.length, 3, 'every case that waits');
    }
  });

  it('a queue that has no channel yet is told in other words', async () => {
    const row = (await engine.rows('link')).find(({ key }) => key.includes('it'));
    assert.ok(row);
    await table.removeIf(row.key, row.etag);
    await submitted();
    await work();
    assert.match(shownTo('hanna')[0] ?? '', /Kön Kommunens IT-enhet har ingen kanal/);
  });

  it('linked again, everything that waited is shown, and the administrators’ cards say that it is mended', async () => {
    const mend = await loseChannel();
    for (let count = 0; count < 5; count++) await submitted();
    await work(2);
    assert.equal(shownIn('it'), 0);
    await mend();
    // Nobody says anything: the sender itself tries one of those that wait now and then.
    await work(11);
    assert.equal(shownIn('it'), 5);
    assert.match(shownTo('hanna')[0] ?? '', /Åtgärdat/);
    assert.doesNotMatch(shownTo('hanna')[0] ?? '', /Försök igen/);
    assert.deepEqual(await engine.rows('waiting'), []);
  });

  it('Försök igen nu needs no patience', async () => {
    const mend = await loseChannel();
    await submitted();
    await work(2);
    await mend();
    await engine.services.troubles.tryAgain('queue.it', engine.ports.now());
    await work();
    assert.equal(shownIn('it'), 1);
    assert.match(shownTo('hanna')[0] ?? '', /Åtgärdat/);
  });

  it('the second time is told anew, in a card of its own', async () => {
    for (let time = 0; time < 2; time++) {
      const mend = await loseChannel();
      await submitted();
      await work();
      await mend();
      await work(11);
    }
    assert.equal(shownTo('hanna').length, 2);
  });

  it('somebody who blocked the bot is named to administrators; a word from them brings what waited', async () => {
    teams.block(anna.person.id);
    await submitted();
    await work();
    const [card] = shownTo('hanna');
    assert.match(card ?? '', /Anna Chef går inte att nå/);
    const [message] = teams.messages().filter(({ shown }) => shown.conversationId === personalConversation('hanna'));
    assert.doesNotMatch(message?.summary ?? '', /Anna/, 'the notification names nobody');
    teams.unblock(anna.person.id);
    await engine.services.troubles.heardFrom(anna.person.id, engine.ports.now());
    await work();
    assert.ok(shownTo(anna.person.id).length > 0);
    assert.match(shownTo('hanna')[0] ?? '', /Åtgärdat/);
  });

  it('what is over for the case waits no longer', async () => {
    teams.block(goran.person.id);
    await engine.submitted();
    await work();
    await engine.act(anna, say.choose(own), 'owner.status');
    await work();
    assert.deepEqual(await engine.rows('waiting'), []);
    assert.match(shownTo('hanna')[0] ?? '', /Åtgärdat/);
  });

  it('an administrator who cannot be reached either makes no trouble of the trouble', async () => {
    teams.block('hanna');
    await loseChannel();
    await submitted();
    await work(5);
    assert.equal((await engine.services.troubles.open()).length, 1);
    assert.equal(shownTo('hugo').length, 1);
  });

  it('a case whose look keeps failing is set aside and told, tried again, and told when it goes well; others go on', async () => {
    const bad = await submitted();
    broken.add(bad.id);
    const good = await submitted();
    await work(1);
    assert.equal(shownTo('hanna').length, 0, 'it may pass');
    await work(5);
    assert.match(shownTo('hanna')[0] ?? '', /Ärenden som inte går att visa/);
    assert.ok(shownIn('it') === 1 && good.id !== bad.id);
    broken.clear();
    await work(1);
    assert.equal(shownIn('it'), 2);
    assert.match(shownTo('hanna')[0] ?? '', /Åtgärdat/);
  });

  it('a trouble that cannot be read is begun anew', async () => {
    await loseChannel();
    await table.commit([{ put: 'trouble!queue.it', value: { of: 'x' } }]);
    await submitted();
    await work();
    assert.match(shownTo('hanna')[0] ?? '', /går inte att nå/);
  });
});
