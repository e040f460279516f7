import assert from 'node:assert/strict';
import { createDelivery } from '../../src/delivery/index.ts';
import { look } from '../../src/delivery/look.ts';
import { createMailroom } from '../../src/delivery/mailroom.ts';
import type { Sender } from '../../src/delivery/sender.ts';
import type { Application } from '../../src/domain/application.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Command } from '../../src/domain/decide.ts';
import { createLease } from '../../src/store/lease.ts';
import { createWakes } from '../../src/store/wakes.ts';
import { letters } from '../../src/views/letters.ts';
import { postings } from '../../src/views/postings.ts';
import {
  anna,
  answeredWith,
  asking,
  goran,
  ida,
  otherRole,
  own,
  sara,
  say,
  sven,
  terms,
  tes,
  treserva,
} from '../support/cases.ts';
import { createEngine, type Engine } from '../support/engine.ts';
import { down, type FakeMailer, greylisted, lost, noSuchAddress, notConfigured, well } from '../support/fake-mailer.ts';
import { type FakeTeams, personalConversation } from '../support/fake-teams.ts';
import { createMemoryTable, type MemoryTable } from '../support/memory-table.ts';

const address = 'system@norrkoping.example';
const mail = { systemAdministration: address };
const server = 'mail';
const mailbox = 'mailbox.systemAdministration';

describe('delivery/letters: a queue that is told by mail', () => {
  let table: MemoryTable;
  let engine: Engine;
  let mailer: FakeMailer;
  let teams: FakeTeams;
  let sender: Sender;

  beforeEach(async () => {
    table = createMemoryTable();
    engine = await createEngine(table);
    ({ mailer, teams } = engine);
    sender = start();
  });

  /** A replica that begins anew, with what this one's profile says. */
  function start(mailboxes: Readonly<Record<string, string>> = {}): Sender {
    return createDelivery({
      ...engine.ports,
      mailboxes,
      adminIds: ['hanna'],
      wakes: createWakes(table, () => undefined),
      lease: createLease(table, 'one'),
      rate: 'none',
      failed: (id, _attempt, error) => assert.fail(`${id}: ${String(error)}`),
    });
  }

  const rounds = async (count = 4): Promise<void> => {
    for (let round = 0; round < count; round++) await sender.round();
  };

  /** The sender at work for so many minutes, with some rounds every ten seconds. */
  async function work(minutes = 1): Promise<void> {
    for (let second = 0; second < minutes * 60; second += 10) {
      await rounds();
      engine.pass({ ms: 10_000 });
    }
    await rounds();
  }

  const submitted = (): Promise<Case> => engine.submitted({ approver: own, terms: { ...terms, mail } });
  /** IT is done, so that TES and Treserva stand in the queue. */
  async function queued(): Promise<Case> {
    const { id } = await submitted();
    await engine.act(ida, say.done('it'), 'queue.it.1');
    return engine.read(id);
  }
  /** Another application, for the same person. */
  const altered = async (id: string, change: Partial<Application> = otherRole): Promise<Application> => ({
    ...(await engine.read(id)).application,
    ...change,
    subject: (await engine.read(id)).application.subject,
  });
  const subjects = (): string[] => mailer.mails.map(({ subject }) => subject.replace(/^Ärende [\w-]+: /, '')).sort();
  const steps = async (id: string): Promise<string> => {
    const status = postings(await engine.read(id)).find(({ slot }) => slot === 'owner.status');
    return JSON.stringify(status?.data['steps']);
  };
  const openTroubles = async (): Promise<string[]> =>
    (await engine.services.troubles.open()).map(({ of, code }) => `${'id' in of ? of.id : of.kind} ${code}`);
  const shownTo = (personId: string): string =>
    teams
      .messages()
      .filter(({ shown }) => shown.conversationId === personalConversation(personId))
      .map(({ card }) => JSON.stringify(card))
      .join('\n');

  it('hears of each task when its turn comes, and once', async () => {
    const { id } = await submitted();
    await work();
    assert.deepEqual(subjects(), []);
    await engine.act(ida, say.done('it'), 'queue.it.1');
    await work(5);
    assert.deepEqual(subjects(), ['TES: enhet', 'Treserva: enhet']);
    const [first] = mailer.mails;
    assert.deepEqual(first?.to, { name: 'Systemförvaltningen', address });
    assert.match(first.text, /Gäller: Nadja Ny\nEnhet: Hemtjänst Norr \(47110\)/);
    assert.equal(first.id, `${id}.mail.treserva.1`);
    assert.match(await steps(id), /i kön, e-post skickad 2 mars 09:\d\d/);
  });

  it('is never told anew of what was taken, put back, asked about or finished', async () => {
    const { id } = await queued();
    await work();
    const done: readonly [Parameters<Engine['act']>[0], Command, string][] = [
      [sara, say.take('tes'), 'queue.tes.1'],
      [sara, say.putBack('tes'), 'queue.tes.1'],
      [sara, say.askAbout('tes'), 'queue.tes.1'],
      [anna, say.answer(), 'owner.question.1'],
      [sara, say.done('tes'), 'queue.tes.1'],
      [sven, say.give('treserva'), 'queue.treserva.1'],
    ];
    for (const [who, command, slot] of done) {
      await engine.act(who, command, slot);
      await work();
    }
    assert.equal((await engine.read(id)).state, 'finished');
    assert.equal(mailer.mails.length, 2);
  });

  it('hears of an alteration by a mail of its own, with what is so by then', async () => {
    const { id } = await queued();
    await work();
    await engine.act(sara, say.askAbout('tes'), 'queue.tes.1');
    await engine.act(anna, say.alter(await altered(id), asking(goran)), 'owner.question.1');
    await work();
    assert.equal(mailer.mails.length, 2, 'not before it is approved');
    await engine.act(goran, say.approve(2), 'approver.2');
    await work();
    assert.deepEqual(subjects(), ['TES: enhet', 'Treserva: enhet', 'Ändrat: TES: enhet']);
  });

  it('an alteration made while nothing went is not told of: the mail says how it is when it goes', async () => {
    mailer.answer(down);
    const { id } = await queued();
    await work();
    await engine.act(sara, say.askAbout('tes'), 'queue.tes.1');
    await engine.act(anna, say.alter(await altered(id), asking(goran)), 'owner.question.1');
    await engine.act(goran, say.approve(2), 'approver.2');
    mailer.answer(well);
    await work(2);
    assert.deepEqual(subjects(), ['TES: enhet', 'Treserva: enhet']);
  });

  it('an alteration made while a mail is on its way is told of: the mail may say how it was', async () => {
    const { id } = await queued();
    const release = mailer.hang();
    await rounds(1);
    await engine.act(sara, say.askAbout('treserva'), 'queue.treserva.1');
    const changed = answeredWith(treserva, 'units', 'Hemtjänst Söder (47120)');
    await engine.act(anna, say.alter(await altered(id, { systems: [changed, tes] }), own), 'owner.question.1');
    release();
    await work();
    assert.deepEqual(subjects(), ['TES: enhet', 'Treserva: enhet', 'Ändrat: Treserva: enhet']);
  });

  it('hears that a task need not be done, if it was told of it', async () => {
    const { id } = await engine.submitted({ approver: own, terms: { ...terms, mail: { it: address } } });
    await work();
    await engine.act(anna, say.undo(), 'approver.1');
    await work();
    await engine.act(anna, say.approve(), 'approver.1');
    await work();
    await engine.act(anna, say.withdraw(), 'owner.status');
    await work();
    const title = 'Konto och ansvarskod';
    assert.deepEqual(
      mailer.mails.map(({ id: one, subject }) => `${one.slice(id.length + 1)} ${subject.replace(/^[^:]+: /, '')}`),
      [
        `mail.it.1 ${title}`,
        `mail.it.1.over Behöver inte göras: ${title}`,
        `mail.it.2 ${title}`,
        `mail.it.2.over Behöver inte göras: ${title}`,
      ],
    );
  });

  it('what was withdrawn before it went is never told of', async () => {
    mailer.answer(down);
    await engine.submitted({ approver: own, terms: { ...terms, mail: { it: address } } });
    table.beforeNext('commit', () => undefined);
    await engine.act(anna, say.withdraw(), 'owner.status');
    await work();
    mailer.answer(well);
    await work(2);
    assert.deepEqual(mailer.mails, []);
  });

  it('what may have arrived before it was withdrawn is taken back', async () => {
    mailer.answer(lost, true);
    await engine.submitted({ approver: own, terms: { ...terms, mail: { it: address } } });
    await rounds(1);
    await engine.act(anna, say.withdraw(), 'owner.status');
    mailer.answer(well);
    await work(2);
    assert.deepEqual(subjects(), ['Behöver inte göras: Konto och ansvarskod', 'Konto och ansvarskod']);
  });

  it('a mail whose answer was lost comes again under the same id', async () => {
    mailer.answer(lost, true);
    await queued();
    await rounds(1);
    mailer.answer(well);
    await work(2);
    const ids = mailer.mails.map(({ id }) => id);
    assert.equal(ids.length, 3);
    assert.equal(new Set(ids).size, 2);
  });

  it('stopped between sending and recording, it is sent once more under the same id', async () => {
    const { id } = await queued();
    const save = engine.ports.posts.save.bind(engine.ports.posts);
    let stopped = false;
    engine.ports.posts.save = async (caseId, post, etag) => {
      if (post.mail === undefined || stopped) return save(caseId, post, etag);
      stopped = true;
      throw new Error('stopped');
    };
    sender = createDelivery({
      ...engine.ports,
      adminIds: [],
      wakes: createWakes(table, () => undefined),
      lease: createLease(table, 'one'),
      rate: 'none',
      failed: () => undefined,
    });
    await work();
    assert.ok(stopped);
    assert.deepEqual(mailer.mails.filter((one) => one.id === `${id}.mail.treserva.1`).length, 2);
  });

  it('recorded but not told to the case, it is told at the next look', async () => {
    const { id } = await queued();
    const commit = engine.ports.cases.commit.bind(engine.ports.cases);
    let stopped = false;
    engine.ports.cases.commit = async (change) => {
      if (change.event.verb !== 'mailed' || stopped) return commit(change);
      stopped = true;
      throw new Error('stopped');
    };
    await assert.rejects(engine.look(id), /stopped/);
    await engine.look(id);
    assert.equal(mailer.mails.length, 2);
    assert.deepEqual(
      (await engine.read(id)).mailings?.map(({ outcome }) => outcome.kind),
      ['sent', 'sent'],
    );
  });

  describe('with no channel', () => {
    beforeEach(async () => {
      const link = (await engine.rows('link')).find(({ key }) => key.includes('systemAdministration'));
      assert.ok(link);
      await table.removeIf(link.key, link.etag);
    });

    it('is no trouble, and nothing waits for one', async () => {
      const { id } = await queued();
      await work();
      assert.deepEqual(await openTroubles(), []);
      const due = (await engine.rows('due')).map(({ key }) => key);
      // The queue's own overview is looked at each morning.
      assert.deepEqual(
        due.filter((key) => !key.includes('!queue.')),
        [],
      );
      assert.equal(mailer.mails.length, 2);
      assert.equal((await engine.rows(`post!${id}!queue.tes`)).length, 0);
    });

    it('gets its tasks in the channel too from when it has one', async () => {
      const { id } = await queued();
      await work();
      await engine.services.links.save({
        queue: 'systemAdministration',
        teamId: 't',
        teamName: 't',
        channelId: '19:systemAdministration@thread.tacv2',
        serviceUrl: 'https://smba.trafficmanager.net/emea/',
        by: anna.person,
        at: engine.ports.now(),
      });
      await engine.services.cases.wake([id], engine.ports.now());
      await work();
      const shown = teams.messages().filter(({ shown: { conversationId } }) => conversationId.includes('systemAdmin'));
      assert.equal(shown.length, 2);
      assert.equal(mailer.mails.length, 2);
    });
  });

  describe('while the mail server takes nothing', () => {
    it('cards go all the same, and the case says that the mail waits', async () => {
      mailer.answer(down);
      const { id } = await queued();
      await work();
      const tasks = teams.messages().filter(({ summary }) => summary.includes('att handlägga'));
      assert.equal(tasks.filter(({ shown }) => shown.conversationId.includes('systemAdmin')).length, 2);
      assert.match(await steps(id), /i kön, e-post väntar på att skickas/);
      assert.deepEqual(await openTroubles(), [], 'it may pass');
    });

    it('it is asked seldom, however many wait', async () => {
      mailer.answer(down);
      for (let count = 0; count < 10; count++) await queued();
      await work(10);
      assert.ok(mailer.tries() < 30, `${mailer.tries()} tries`);
    });

    it('administrators are told after a while, and the case says so; a day later everything goes by itself', async () => {
      mailer.answer(down);
      const ids = [(await queued()).id, (await queued()).id, (await queued()).id];
      await work(20);
      assert.deepEqual(await openTroubles(), [`${server} ECONNREFUSED`]);
      assert.match(shownTo('hanna'), /E-post går inte att skicka.*har inte svarat som den ska.*Felkod: ECONNREFUSED/);
      for (const id of ids) assert.match(await steps(id), /e-posten går inte att skicka just nu/);
      const before = mailer.tries();
      engine.pass({ days: 1 });
      await work(1);
      assert.ok(mailer.tries() > before, 'it is still tried');
      assert.deepEqual(mailer.mails, []);
      mailer.answer(well);
      await work(11);
      assert.equal(mailer.mails.length, 6);
      assert.equal(new Set(mailer.mails.map(({ id }) => id)).size, 6);
      assert.match(shownTo('hanna'), /Åtgärdat/);
      assert.deepEqual(await openTroubles(), []);
      assert.deepEqual(await engine.rows('waiting'), []);
      for (const id of ids) assert.match(await steps(id), /e-post skickad/);
    });

    it('no server at all is told at once, in other words, and what waited goes when there is one', async () => {
      mailer.answer(notConfigured);
      await queued();
      await rounds();
      assert.deepEqual(await openTroubles(), [`${server} NotConfigured`]);
      assert.match(shownTo('hanna'), /E-post är inte påslagen.*SMTP_URL/);
      assert.doesNotMatch(shownTo('hanna'), /Felkod: NotConfigured/);
      mailer.answer({ kind: 'permanent', of: 'server', code: 'LoginRefused' });
      await work(2);
      assert.match(shownTo('hanna'), /tar inte emot botens inloggning/, 'and says what is wrong by then');
      mailer.answer(well);
      await work(2);
      assert.equal(mailer.mails.length, 2);
      assert.deepEqual(await openTroubles(), []);
    });

    it('Försök igen nu tries at once', async () => {
      mailer.answer(notConfigured);
      await queued();
      await work();
      mailer.answer(well);
      await engine.services.troubles.tryAgain(server, engine.ports.now());
      engine.pass({ ms: 31_000 });
      await rounds(8);
      assert.ok(mailer.mails.length > 0);
    });

    it('what need not go any longer waits for it no more', async () => {
      mailer.answer(notConfigured);
      await engine.submitted({ approver: own, terms: { ...terms, mail: { it: address } } });
      await work();
      await engine.act(anna, say.withdraw(), 'owner.status');
      await work();
      assert.deepEqual(await engine.rows('waiting'), []);
      assert.deepEqual(await openTroubles(), []);
    });
  });

  describe('whose address is refused', () => {
    it('administrators are told, the case says so, and other mail goes on', async () => {
      mailer.answer(noSuchAddress);
      const { id } = await queued();
      await work();
      assert.deepEqual(await openTroubles(), ['systemAdministration 550 5.1.1']);
      assert.match(
        shownTo('hanna'),
        /E-post till Systemförvaltningen kommer inte fram.*queues\.systemAdministration\.mail/,
      );
      assert.match(await steps(id), /e-posten går inte att skicka just nu, och botens administratör vet om det/);
      assert.ok(mailer.tries() <= 4, 'it is not asked again and again');
    });

    it('the address that the profile has by then is the one it goes to', async () => {
      mailer.answer(noSuchAddress);
      const { id } = await queued();
      await work(2);
      sender = start({ systemAdministration: 'nya@norrkoping.example' });
      mailer.answer(well);
      await engine.services.troubles.tryAgain(mailbox, engine.ports.now());
      await work(2);
      assert.deepEqual([...new Set(mailer.mails.map(({ to }) => to.address))], ['nya@norrkoping.example']);
      assert.match(await steps(id), /e-post skickad/);
      assert.deepEqual(await openTroubles(), []);
    });

    it('a server that says later for it is asked again without a word to anybody, for a quarter of an hour', async () => {
      mailer.answer(greylisted);
      await queued();
      await work(10);
      assert.deepEqual(await openTroubles(), []);
      await work(10);
      assert.deepEqual(await openTroubles(), ['systemAdministration 450']);
      mailer.answer(well);
      await work(11);
      assert.equal(mailer.mails.length, 2);
      assert.deepEqual(await openTroubles(), []);
    });
  });

  it('a mail server that hangs holds up its own mail alone', async () => {
    const release = mailer.hang();
    await queued();
    const other = await submitted();
    const begun = Date.now();
    await rounds(3);
    assert.ok(Date.now() - begun < 3_000, 'a look waits a second for it, and no longer');
    assert.equal(
      teams.messages().filter(({ card }) => JSON.stringify(card).includes(other.id)).length > 0,
      true,
      'the other case is shown',
    );
    assert.equal(mailer.tries(), 1, 'one at a time');
    release();
    await work();
    assert.deepEqual(subjects(), ['TES: enhet', 'Treserva: enhet']);
    assert.equal(mailer.tries(), 2, 'and it was not sent again');
  });

  it('nothing is sent by one whose lease has run out', async () => {
    const { id } = await queued();
    await look(id, { ...engine.ports, maySend: () => false });
    assert.deepEqual(mailer.mails, []);
  });

  it('stopping waits for the mail that is under way, so that it is recorded', async () => {
    const release = mailer.hang();
    const { id } = await queued();
    await rounds(1);
    const stopping = sender.stop();
    setTimeout(release, 50);
    await stopping;
    const row = (await engine.rows('post')).find(({ key }) => key === `post!${id}!mail.treserva.1`);
    assert.match(JSON.stringify(row?.value), /"mail":\{"at"/);
  });

  it('a letter is never about more than its own case', async () => {
    const one = await queued();
    for (const { text, subject } of letters(one)) assert.ok(`${subject}${text}`.includes(one.id.slice(0, 4)));
  });
});

describe('delivery/mailroom', () => {
  it('lets one at a time go, and tells the others when to come back, in the order they came', async () => {
    const now = '2026-03-02T08:00:00.000Z';
    const room = createMailroom({ now: () => now });
    let release = (): void => undefined;
    const first = room.hand('a', () => new Promise((resolve) => (release = () => resolve({ kind: 'sent' }))));
    const others = [];
    for (const who of ['b', 'c', 'b', 'd']) others.push(await room.hand(who, () => assert.fail('two at once')));
    assert.deepEqual(
      others.map((handed) => (handed.kind === 'turn' ? handed.ms : handed)),
      [500, 1000, 500, 1500],
    );
    release();
    assert.deepEqual(await first, { kind: 'sent' });
    assert.deepEqual(await room.hand('c', async () => ({ kind: 'sent' })), { kind: 'sent' });
  });

  it('leaves a server that does not answer alone for longer each time, up to half a minute', async () => {
    let at = Date.parse('2026-03-02T08:00:00.000Z');
    const room = createMailroom({ now: () => new Date(at).toISOString() });
    const tries: number[] = [];
    for (; tries.length < 6; at += 1_000)
      await room.hand('a', async () => {
        tries.push(at);
        return down;
      });
    assert.deepEqual(
      tries.map((time, index) => (time - (tries[index - 1] ?? time)) / 1000),
      [0, 5, 10, 20, 30, 30],
    );
  });

  it('keeps what became of a mail that took long until it is asked for', async () => {
    const room = createMailroom({
      now: () => '2026-03-02T08:00:00.000Z',
      timer: (_ms, run) => (run(), () => undefined),
    });
    let release = (): void => undefined;
    const errand = (): Promise<typeof noSuchAddress> =>
      new Promise((resolve) => (release = () => resolve(noSuchAddress)));
    assert.deepEqual(await room.hand('a', errand), { kind: 'turn', ms: 1_000 });
    release();
    await room.settled();
    assert.deepEqual(await room.hand('a', () => assert.fail('once more')), noSuchAddress);
  });

  it('tells of one that went when nobody waited for it any longer, since perhaps nobody asks again', async () => {
    for (const isSlow of [true, false]) {
      const room = createMailroom({
        now: () => '2026-03-02T08:00:00.000Z',
        timer: (_ms, run) => {
          if (isSlow) run();
          return () => undefined;
        },
      });
      let release = (): void => undefined;
      let told = 0;
      const handed = room.hand(
        'a',
        () => new Promise((resolve) => (release = () => resolve({ kind: 'sent' }))),
        async () => void (told += 1),
      );
      if (isSlow) await handed;
      release();
      await handed;
      await room.settled();
      assert.equal(told, isSlow ? 1 : 0);
    }
  });
});
