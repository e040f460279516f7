import assert from 'node:assert/strict';
import { adopt } from '../../src/commands/adopt.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Subject } from '../../src/delivery/address.ts';
import { reconcile } from '../../src/delivery/reconcile.ts';
import { postings } from '../../src/views/postings.ts';
import { anna, asking, birgit, goran, ida, later, own, sara, say, start, stranger, sven } from '../support/cases.ts';
import { channelOf, createEngine, type Engine } from '../support/engine.ts';
import { type FakeTeams, personalConversation, type Standing } from '../support/fake-teams.ts';
import { createMemoryTable, type MemoryTable } from '../support/memory-table.ts';

const text = ({ card }: Standing): string => JSON.stringify(card);
const buttons = ({ card }: Standing): string[] =>
  ((card['actions'] ?? []) as { title: string }[]).map(({ title }) => title);

describe('delivery/reconcile', () => {
  let table: MemoryTable;
  let engine: Engine;
  let teams: FakeTeams;

  beforeEach(async () => {
    table = createMemoryTable();
    engine = await createEngine(table);
    teams = engine.teams;
  });

  /** Looks until nothing is left to do at once, as the sender would. */
  async function deliver(): Promise<void> {
    for (let rounds = 0; rounds < 5; rounds++) {
      const calls = teams.calls.create + teams.calls.update;
      await engine.look();
      if (teams.calls.create + teams.calls.update === calls) return;
    }
  }

  const subjectOf = (c: Case): Subject => ({ id: c.id, postings: postings(c), through: c.submitter.id });
  const slotsShown = async (c: Case): Promise<Map<string, number>> => {
    const posts = await engine.ports.posts.all(c.id);
    return new Map([...posts].map(([slot, { post }]) => [slot, post.shown.length]));
  };
  const standing = async (c: Case, slot: string): Promise<Standing> => {
    const post = (await engine.ports.posts.all(c.id)).get(slot)?.post;
    const message = teams.messages().find(({ shown }) => shown.activityId === post?.shown.at(-1)?.activityId);
    assert.ok(message, `${slot} is not shown`);
    return message;
  };

  it('creates what the postings say, each where it belongs', async () => {
    const c = await engine.submitted();
    await deliver();
    assert.deepEqual(
      teams.messages().map(({ shown }) => shown.conversationId),
      [personalConversation('anna'), personalConversation('goran')],
    );
    await engine.act(goran, say.approve(), 'approver.1');
    await deliver();
    assert.match((await standing(c, 'queue.it.1')).shown.conversationId, new RegExp(`^${channelOf('it')}`));
  });

  it('updates in place what has changed, and nothing else', async () => {
    const c = await engine.submitted();
    await deliver();
    const [status, asked] = [await standing(c, 'owner.status'), await standing(c, 'approver.1')];
    await engine.act(goran, say.approve(), 'approver.1');
    await deliver();
    const now = { status: await standing(c, 'owner.status'), asked: await standing(c, 'approver.1') };
    assert.deepEqual(now.status.shown, status.shown);
    assert.deepEqual([now.status.versions, now.asked.versions], [2, 2]);
    assert.deepEqual(buttons(asked).slice(0, 1), ['Godkänn']);
    assert.ok(!buttons(now.asked).includes('Godkänn'), 'the buttons are gone where nothing waits any longer');
    assert.deepEqual(teams.calls, { create: 3, update: 2, isMember: 0 });
  });

  it('a burst of changes becomes one update', async () => {
    await engine.submitted({ approver: own });
    await deliver();
    const { update } = teams.calls;
    await engine.act(ida, say.take('it'), 'queue.it.1');
    await engine.act(ida, say.putBack('it'), 'queue.it.1');
    await engine.act(ida, say.take('it'), 'queue.it.1');
    await deliver();
    assert.equal(teams.calls.update - update, 2, 'the status card and the task’s');
  });

  it('an open task is shown in the channel that its queue was given since, and its old card is kept up to date', async () => {
    const c = await engine.submitted({ approver: own });
    await deliver();
    const before = await standing(c, 'queue.it.1');
    const link = await engine.services.links.find('it');
    assert.ok(link);
    const channelId = channelOf('systemAdministration');
    await engine.services.links.save({ ...link, channelId });
    await deliver();
    const after = await standing(c, 'queue.it.1');
    assert.ok(after.shown.conversationId.startsWith(channelId));
    assert.notEqual(after.shown.activityId, before.shown.activityId);
    assert.equal((await slotsShown(c)).get('queue.it.1'), 2);
    const { create } = teams.calls;
    await deliver();
    assert.equal(teams.calls.create, create, 'and once is enough');
  });

  it('an approver who was never reached is not told that it is no matter any longer', async () => {
    const c = await engine.submitted();
    teams.block(goran.person.id);
    await deliver();
    await engine.act(anna, { verb: 'chooseApprover', approver: asking(birgit) }, 'owner.status');
    teams.unblock(goran.person.id);
    await deliver();
    const shown = await slotsShown(c);
    assert.deepEqual([shown.get('approver.1'), shown.get('approver.2')], [0, 1]);
  });

  it('a click that names another case does not make one case’s message another’s', async () => {
    const victim = await engine.submitted({ approver: own });
    await deliver();
    const { shown } = await standing(victim, 'queue.it.1');
    const other = await engine.submitted({ approver: own });
    await deliver();
    const before = await standing(other, 'queue.it.1');
    await engine.services.posts.adopt(other.id, 'queue.it.1', shown);
    assert.equal((await slotsShown(other)).get('queue.it.1'), 1);
    assert.equal((await standing(other, 'queue.it.1')).shown.activityId, before.shown.activityId);
  });

  it('does nothing the second time', async () => {
    await engine.submitted();
    await deliver();
    const [rows, calls] = [table.rows(), { ...teams.calls }];
    await engine.look();
    assert.deepEqual(teams.calls, calls);
    assert.deepEqual(table.rows(), rows);
  });

  describe('stopped between sending and recording', () => {
    const crash = (): never => {
      throw new Error('stopped');
    };

    it('sends the one card at most once more', async () => {
      const c = await engine.submitted();
      table.beforeNext('commit', crash);
      await assert.rejects(engine.look(), /stopped/);
      await deliver();
      assert.equal(teams.messages().length, 3, 'the status card twice, the approver’s once');
      assert.deepEqual(
        await slotsShown(c),
        new Map([
          ['approver.1', 1],
          ['owner.status', 1],
        ]),
      );
    });

    it('writes an update once more in the same place', async () => {
      const c = await engine.submitted();
      await deliver();
      await engine.act(goran, say.ask(), 'approver.1');
      table.beforeNext('commit', () => undefined);
      table.beforeNext('commit', crash);
      await assert.rejects(engine.look(), /stopped/);
      await deliver();
      assert.deepEqual((await standing(c, 'owner.status')).versions, 3);
      assert.equal(teams.messages().length, 3, 'and the question');
    });

    it('finds what was recorded when only the answer was lost', async () => {
      await engine.submitted();
      table.afterNext('commit', crash);
      await assert.rejects(engine.look(), /stopped/);
      await deliver();
      assert.equal(teams.messages().length, 2);
    });
  });

  describe('an approver who cannot be reached', () => {
    it('is recorded, and the submitter’s status card says so and lets another be chosen', async () => {
      const c = await engine.submitted();
      teams.block('goran');
      await deliver();
      const status = await standing(c, 'owner.status');
      assert.match(text(status), /Göran Godkännare kan inte nås/);
      assert.ok(buttons(status).includes('Välj annan attestant'));
      assert.equal((await engine.read(c.id)).attestations[0]?.unreachable, true);
    });

    it('is recorded once, and another is asked instead', async () => {
      const c = await engine.submitted();
      teams.block('goran');
      await deliver();
      const { revision } = await engine.read(c.id);
      await deliver();
      assert.equal((await engine.read(c.id)).revision, revision);
      await engine.act(anna, say.choose(asking(birgit)), 'owner.status');
      await deliver();
      assert.ok(buttons(await standing(c, 'approver.2')).includes('Godkänn'));
      assert.doesNotMatch(text(await standing(c, 'owner.status')), /kan inte nås/);
    });

    it('gets the card after all when it can be delivered', async () => {
      const c = await engine.submitted();
      teams.failNext('create', { kind: 'later', code: '429' });
      teams.failNext('create', { kind: 'permanent', code: 'ForbiddenOperationException' });
      await deliver();
      assert.ok(buttons(await standing(c, 'approver.1')).includes('Godkänn'));
    });

    it('no such word of a queue: a channel that is gone changes nothing, and the card goes to the one linked next', async () => {
      const c = await engine.submitted({ approver: own });
      const link = await engine.services.links.find('it');
      assert.ok(link);
      await engine.services.links.save({ ...link, channelId: '19:gone@thread.tacv2' });
      await deliver();
      assert.equal((await engine.read(c.id)).revision, 1);
      await engine.services.links.save(link);
      await deliver();
      assert.ok(buttons(await standing(c, 'queue.it.1')).includes('Ta ärendet'));
    });
  });

  it('a message that somebody deleted is sent anew, and its id is dropped', async () => {
    const c = await engine.submitted();
    await deliver();
    const before = await standing(c, 'owner.status');
    teams.remove(before.shown.activityId);
    await engine.act(goran, say.approve(), 'approver.1');
    await deliver();
    const after = await standing(c, 'owner.status');
    assert.notEqual(after.shown.activityId, before.shown.activityId);
    assert.equal((await slotsShown(c)).get('owner.status'), 1);
  });

  it('waits as long as Teams says, and the card then arrives once', async () => {
    const c = await engine.submitted();
    teams.failNext('create', { kind: 'later', code: '429', seconds: 30 });
    assert.equal(await engine.look(), later(start, { minutes: 0.5 }));
    assert.deepEqual(await slotsShown(c), new Map([['approver.1', 1]]), 'nobody else waits for it');
    engine.pass({ minutes: 0.5 });
    assert.equal(await engine.look(), undefined);
    assert.equal(teams.messages().length, 2);
  });

  it('an update that is put off is written later', async () => {
    const c = await engine.submitted();
    await deliver();
    await engine.act(goran, say.approve(), 'approver.1');
    teams.failNext('update', { kind: 'later', code: '503' });
    assert.equal(await engine.look(), later(start, { ms: 5000 }), 'in five seconds where Teams does not say');
    await engine.look();
    assert.match(text(await standing(c, 'owner.status')), /Handläggs/);
  });

  it('an update that arrived though it seemed lost is undone when the case goes back meanwhile', async () => {
    const c = await engine.submitted({ approver: own });
    await deliver();
    await engine.act(ida, say.take('it'), 'queue.it.1');
    for (const _card of ['the status', 'the task'])
      teams.failNext('update', { kind: 'later', code: 'Timeout' }, 'after');
    await engine.look();
    await engine.act(ida, say.putBack('it'), 'queue.it.1');
    await deliver();
    assert.ok(buttons(await standing(c, 'queue.it.1')).includes('Ta ärendet'));
    assert.doesNotMatch(text(await standing(c, 'owner.status')), /Ida IT/);
  });

  it('so it is when the sender is stopped between an update and its record', async () => {
    const c = await engine.submitted({ approver: own });
    await deliver();
    await engine.act(ida, say.take('it'), 'queue.it.1');
    const stopped = async (): Promise<never> => {
      throw new Error('stopped');
    };
    await assert.rejects(
      reconcile(subjectOf(await engine.read(c.id)), {
        ...engine.ports,
        posts: { ...engine.ports.posts, save: stopped },
      }),
      /stopped/,
    );
    await engine.act(ida, say.putBack('it'), 'queue.it.1');
    await deliver();
    assert.doesNotMatch(text(await standing(c, 'owner.status')), /Ida IT/);
  });

  /** Clocks far apart, so that both have the lease: this one has read the case as it was, and is slow. */
  describe('two replicas that send at the same time', () => {
    for (const [how, fails] of [
      ['seemed lost', () => teams.failNext('update', { kind: 'later', code: 'Timeout' }, 'after')],
      ['was not recorded', () => table.beforeNext('commit', () => Promise.reject(new Error('timeout')))],
    ] as const)
      it(`the late one’s update ${how}: what is shown becomes what is recorded`, async () => {
        const c = await engine.submitted({ approver: own });
        await deliver();
        await engine.act(ida, say.take('it'), 'queue.it.1');
        const late = subjectOf(await engine.read(c.id));
        teams.beforeNext('update', async () => {
          await engine.act(ida, say.putBack('it'), 'queue.it.1');
          await deliver();
          fails();
        });
        await reconcile(
          { ...late, postings: late.postings.filter(({ slot }) => slot === 'queue.it.1') },
          engine.ports,
        ).catch((error: Error) => assert.equal(error.message, 'timeout'));
        await deliver();
        assert.ok(buttons(await standing(c, 'queue.it.1')).includes('Ta ärendet'));
      });
  });

  it('a card that arrived though Teams said later comes twice at most', async () => {
    await engine.submitted();
    teams.failNext('create', { kind: 'later', code: '502' }, 'after');
    await deliver();
    assert.equal(teams.messages().length, 3);
    await deliver();
    assert.equal(teams.messages().length, 3);
  });

  it('what is said in a thread stands under its card, and is never written anew', async () => {
    const c = await engine.submitted({ approver: own });
    await deliver();
    await engine.act(ida, say.take('it'), 'queue.it.1');
    await engine.act(ida, say.putBack('it'), 'queue.it.1');
    await deliver();
    const [card, note] = [await standing(c, 'queue.it.1'), await standing(c, 'queue.it.1.note.1')];
    assert.equal(note.shown.conversationId, card.shown.conversationId);
    assert.match(text(note), /Ida IT lade tillbaka ärendet i kön/);
    await engine.act(ida, say.take('it'), 'queue.it.1');
    await engine.act(ida, say.give('it'), 'queue.it.1');
    await deliver();
    assert.equal((await standing(c, 'queue.it.1.note.1')).versions, 1);
    // Nor when a later version of the bot would say it in other words.
    const known = (await engine.ports.posts.all(c.id)).get('queue.it.1.note.1');
    assert.ok(known);
    await engine.ports.posts.save(c.id, { ...known.post, hash: 'of other words' }, known.etag);
    await deliver();
    assert.equal((await standing(c, 'queue.it.1.note.1')).versions, 1);
  });

  it('a queue that has no channel waits until it has one; the rest goes out', async () => {
    const bare = await createEngine(createMemoryTable());
    const c = await bare.submitted({ approver: own });
    const none = { ...bare.ports, links: { find: async () => undefined, all: async () => [] } };
    const { unreachable } = await reconcile(subjectOf(c), none);
    assert.deepEqual(unreachable, [{ slot: 'queue.it.1', place: { kind: 'queue', id: 'it' }, code: 'NotLinked' }]);
    assert.equal(bare.teams.messages().length, 1);
    await reconcile(subjectOf(c), bare.ports);
    assert.equal(bare.teams.messages().length, 2);
  });

  it('one who never wrote to the bot is reached by the submitter’s service URL', async () => {
    const c = await engine.submitted();
    const chats = { find: async (id: string) => (id === 'goran' ? undefined : engine.services.chats.find(id)) };
    assert.deepEqual((await reconcile(subjectOf(c), { ...engine.ports, chats })).unreachable, []);
    assert.equal((await standing(c, 'approver.1')).shown.conversationId, personalConversation('goran'));
  });

  describe('a card that the sender does not know of', () => {
    const clicked = async (who: typeof anna, slot: string, activityId: string): Promise<void> => {
      const context = await engine.contextOf(who);
      const c = await engine.read(id);
      await adopt({ ...context, incoming: { ...context.incoming, activityId } }, c, slot);
    };
    let id: string;

    beforeEach(async () => {
      ({ id } = await engine.submitted());
    });

    it('is kept up to date from the first click on it', async () => {
      const c = await engine.read(id);
      // Sent twice, recorded once: the first has only the other's content.
      teams.failNext('create', { kind: 'later', code: '502' }, 'after');
      await deliver();
      const [lost] = teams.messages();
      assert.ok(lost);
      assert.equal((await slotsShown(c)).get('owner.status'), 1);
      await clicked(anna, 'owner.status', lost.shown.activityId);
      await engine.act(goran, say.approve(), 'approver.1');
      await deliver();
      const now = teams.messages().find(({ shown }) => shown.activityId === lost.shown.activityId);
      assert.match(now ? text(now) : '', /Handläggs/);
      assert.equal((await slotsShown(c)).get('owner.status'), 2);
    });

    it('is written at once, though the case has not changed', async () => {
      await deliver();
      const calls = teams.calls.update;
      await clicked(anna, 'owner.status', '999');
      await deliver();
      assert.equal(teams.calls.update, calls + 2, 'the known card and the one that is gone');
      assert.equal((await slotsShown(await engine.read(id))).get('owner.status'), 1);
    });

    it('is adopted also while the sender writes the same slot', async () => {
      teams.failNext('create', { kind: 'later', code: '502' }, 'after');
      await deliver();
      const [lost] = teams.messages();
      assert.ok(lost);
      await engine.act(goran, say.approve(), 'approver.1');
      teams.beforeNext('update', () => clicked(anna, 'owner.status', lost.shown.activityId));
      await deliver();
      assert.equal((await slotsShown(await engine.read(id))).get('owner.status'), 2);
      const now = teams.messages().find(({ shown }) => shown.activityId === lost.shown.activityId);
      assert.match(now ? text(now) : '', /Handläggs/);
    });

    it('is adopted only where it belongs', async () => {
      await deliver();
      const before = await slotsShown(await engine.read(id));
      await clicked(stranger, 'owner.status', '998');
      await clicked(goran, 'owner.status', '997');
      await clicked(anna, 'approver.1', '996');
      await clicked(anna, 'owner.nothing', '995');
      assert.deepEqual(await slotsShown(await engine.read(id)), before);
    });
  });

  it('R19: the whole course: each is told what concerns them, and every card ends without a button that acts', async () => {
    const c = await engine.submitted();
    const course: [Parameters<Engine['act']>[0], Parameters<Engine['act']>[1], string][] = [
      [goran, say.approve(), 'approver.1'],
      [ida, say.give('it'), 'queue.it.1'],
      [anna, say.open('it'), 'credentials.it.1'],
      [anna, say.receipt('it'), 'credentials.it.1'],
      [sara, say.refuse('tes', 'Ingen sådan roll'), 'queue.tes.1'],
      [sven, say.done('treserva'), 'queue.treserva.1'],
    ];
    for (const [who, command, slot] of course) {
      await deliver();
      assert.equal((await engine.act(who, command, slot)).refused, undefined);
    }
    await deliver();
    const now = await engine.read(c.id);
    assert.deepEqual(
      [...(await slotsShown(now)).keys()].sort(),
      postings(now)
        .map(({ slot }) => slot)
        .sort(),
    );
    const acting = new Set([
      'Godkänn',
      'Ta ärendet',
      'Öppna',
      'Ta över',
      'Avslå',
      'Dra tillbaka ansökan',
      'Visa inloggningsuppgifter',
    ]);
    for (const message of teams.messages())
      assert.deepEqual(
        buttons(message).filter((title) => acting.has(title)),
        [],
      );
  });
});
