import assert from 'node:assert/strict';
import { act } from '../../src/commands/act.ts';
import { createBot } from '../../src/commands/bot.ts';
import type { Incoming, Reply } from '../../src/commands/incoming.ts';
import { createDelivery } from '../../src/delivery/index.ts';
import type { Sender } from '../../src/delivery/sender.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { formatCaseId } from '../../src/domain/case-id.ts';
import type { Case } from '../../src/domain/case.ts';
import { createLease } from '../../src/store/lease.ts';
import type { Table } from '../../src/store/table.ts';
import { createWakes } from '../../src/store/wakes.ts';
import { buttonsOf, textOf } from '../support/admin.ts';
import { anna, application, ida, isak, own, remindedTerms, say, stranger, taskOf } from '../support/cases.ts';
import { channelOf, createEngine, type Engine, personnummer } from '../support/engine.ts';
import type { FakeTeams, Standing } from '../support/fake-teams.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { personalChat, serviceUrl } from '../support/services.ts';

/** Swedish time, on the winter days of 2026 on which nothing else is said. */
const time = (day: string, clock: string): string => new Date(`2026-${day}T${clock}+01:00`).toISOString();
const [friday, saturday, monday] = [time('12-04', '16:30:00'), time('12-05', '02:00:00'), time('12-07', '08:00:00')];

const summary = 'Inkommet medan kön hade stängt';
const overview = 'Läget i kön';
const account = 'Konto och ansvarskod';

describe('delivery: a queue’s hours', () => {
  let table: Table;
  let engine: Engine;
  let teams: FakeTeams;
  let sender: Sender;

  beforeEach(async () => {
    table = createMemoryTable();
    engine = await createEngine(table);
    teams = engine.teams;
    sender = createDelivery({
      ...engine.ports,
      adminIds: ['hanna'],
      wakes: createWakes(table, () => undefined),
      lease: createLease(table, 'one'),
      rate: 'none',
      failed: (_id, _attempt, error) => assert.fail(String(error)),
    });
  });

  async function work(): Promise<void> {
    for (let round = 0; round < 10; round += 1) await sender.round();
  }

  /** The time is this, and what is due is done. */
  async function at(now: string): Promise<void> {
    engine.services.clock.now = now;
    await work();
  }
  const minutesLater = (minutes: number): Promise<void> => {
    engine.pass({ minutes });
    return work();
  };

  const submitted = (): Promise<Case> => engine.submitted({ approver: own });
  const words = ({ card }: Pick<Standing, 'card'>): string => textOf({ kind: 'card', card });
  const inChannel = (heading: string, queue = 'it'): Standing[] =>
    teams
      .messages()
      .filter(({ shown }) => shown.conversationId.startsWith(channelOf(queue)))
      .filter((message) => words(message).startsWith(heading));
  const one = (heading: string, queue?: string): Standing => {
    const [first, ...more] = inChannel(heading, queue);
    assert.ok(first && more.length === 0, `${heading}: ${more.length + (first ? 1 : 0)} messages`);
    return first;
  };
  const status = (): string => {
    const cards = teams.messages().filter(({ target }) => target.kind === 'person' && target.personId === 'anna');
    return words(cards.findLast((card) => words(card).startsWith('Ansökan')) ?? assert.fail('no status'));
  };
  const isInThreadOf = (card: Standing, root: Standing): boolean =>
    card.target.kind === 'thread' && card.target.conversationId === root.shown.conversationId;

  /** A press on a message in the queue's channel. */
  function press(who: Actor, message: Standing, title: string, about: string, queue = 'it'): Promise<Reply> {
    const buttons = buttonsOf({ kind: 'card', card: message.card });
    const button = buttons.find((each) => each.title === title && each.data['case'] === about);
    assert.ok(button, `no button ${title} for ${about}`);
    const { dialog } = button.data;
    const { conversationId, activityId } = message.shown;
    const channelId = channelOf(queue);
    const place = { kind: 'channel', conversationId, channelId, teamId: `team-${queue}` } as const;
    const origin = { ...personalChat(who.person), serviceUrl, activityId, place };
    const incoming: Incoming =
      dialog === undefined
        ? { ...origin, kind: 'execute', verb: 'take', data: button.data }
        : { ...origin, kind: 'openDialog', data: button.data };
    return createBot(engine.services)(incoming);
  }

  describe('R30: what comes while it is closed', () => {
    it('wakes nobody, and is told in one message when it opens', async () => {
      engine.services.clock.now = friday;
      const cases: Case[] = [];
      for (let count = 0; count < 30; count += 1) cases.push(await submitted());
      await work();
      await at(saturday);
      await at(time('12-07', '07:59:59.999'));
      assert.deepEqual(inChannel(''), [], 'nothing before it opens');
      await at(monday);
      await minutesLater(10);
      const message = one(summary);
      assert.match(words(message), /Kommunens IT-enhet, måndag 7 december\n30 nya ärenden\n/);
      assert.match(words(message), /… och 20 till\. Nämn mig och skriv ”öppna ärenden”/);
      assert.equal(message.summary, '30 nya ärenden till Kommunens IT-enhet', 'the notification names nobody');
      assert.deepEqual(inChannel(account), [], 'and no card for each');
      const { length } = inChannel('');
      assert.equal(length, 2, 'the overview is the other');
      assert.ok(!JSON.stringify(message.card).includes(personnummer));
      assert.ok(Buffer.byteLength(JSON.stringify(message.card)) < 28_000);
    });

    it('the submitter reads when it opens, and once it has that it handles', async () => {
      engine.services.clock.now = friday;
      await submitted();
      await work();
      assert.match(status(), /Kommunens IT-enhet öppnar måndag 7 december kl\. 08\.00\./);
      await at(monday);
      assert.match(status(), /Kommunens IT-enhet handlägger\./);
      assert.doesNotMatch(status(), /öppnar/);
    });

    it('comes at once up to the last millisecond before it closes', async () => {
      engine.services.clock.now = time('12-04', '15:59:59.999');
      const before = await submitted();
      engine.services.clock.now = time('12-04', '16:00:00.000');
      const after = await submitted();
      await work();
      assert.match(words(one(account)), new RegExp(formatCaseId(before.id)));
      assert.doesNotMatch(words(one(account)), new RegExp(formatCaseId(after.id)));
      await at(monday);
      assert.match(words(one(summary)), new RegExp(formatCaseId(after.id)));
      assert.doesNotMatch(words(one(summary)), new RegExp(formatCaseId(before.id)));
    });

    it('the night of midsommarafton waits until the Monday after', async () => {
      engine.services.clock.now = '2026-06-19T00:00:00.000Z';
      await submitted();
      await work();
      assert.match(status(), /Kommunens IT-enhet öppnar måndag 22 juni kl\. 08\.00\./);
      await at('2026-06-22T05:59:00.000Z');
      assert.deepEqual(inChannel(''), []);
      await at('2026-06-22T06:00:00.000Z');
      one(summary);
    });

    it('what is withdrawn before it opens is told to nobody', async () => {
      engine.services.clock.now = friday;
      await submitted();
      await engine.act(anna, say.withdraw(), 'owner.status');
      await at(monday);
      assert.deepEqual(inChannel(''), []);
    });

    it('what somebody takes in the night has its own card at once, and stands in no summary', async () => {
      engine.services.clock.now = friday;
      await submitted();
      await work();
      await engine.act(ida, say.take('it'), 'queue.it.1');
      await work();
      assert.match(words(one(account)), /Ida IT har ärendet/);
      await at(monday);
      assert.deepEqual(inChannel(summary), []);
    });

    it('each queue has its own hours: what the first finishes late waits for the second to open', async () => {
      engine.services.clock.now = time('12-07', '15:00:00');
      await submitted();
      await engine.act(ida, say.take('it'), 'queue.it.1');
      engine.services.clock.now = time('12-07', '18:00:00');
      await engine.act(ida, say.give('it'), 'queue.it.1');
      await work();
      assert.deepEqual(inChannel('', 'systemAdministration'), []);
      await at(time('12-08', '08:00:00'));
      const message = one(summary, 'systemAdministration');
      assert.match(words(message), /2 nya ärenden/);
      assert.match(words(message), /TES: enhet[^]*Treserva: enhet/);
    });

    it('a word in a task’s thread waits until it opens', async () => {
      engine.services.clock.now = time('12-07', '15:00:00');
      await submitted();
      await engine.act(ida, say.take('it'), 'queue.it.1');
      await engine.act(ida, say.askAbout('it'), 'queue.it.1');
      await at(time('12-07', '20:00:00'));
      await engine.act(anna, say.answer(), 'owner.question.1');
      await work();
      assert.match(words(one(account)), /Ida IT har ärendet/, 'the card itself changes in silence');
      assert.deepEqual(inChannel('Anna Chef har svarat'), []);
      await at(time('12-08', '08:00:00'));
      assert.ok(isInThreadOf(one('Anna Chef har svarat'), one(account)));
    });
  });

  describe('the summary', () => {
    let cases: Case[];

    beforeEach(async () => {
      engine.services.clock.now = friday;
      cases = [await submitted(), await submitted(), await submitted()];
      await work();
      await at(monday);
    });

    const idOf = (index: number): string => cases[index]?.id ?? '';
    const numberOf = (index: number): string => formatCaseId(idOf(index));

    it('Ta ärendet on it takes the task, whose own card comes in its thread', async () => {
      const before = one(summary);
      assert.match(words(before), /3 nya ärenden\n/);
      const reply = await press(ida, before, 'Ta ärendet', idOf(1));
      assert.match(textOf(reply), /3 nya ärenden, 2 väntar och 1 är taget\n/);
      assert.match(textOf(reply), new RegExp(`${numberOf(1)}\nIda IT har ärendet`));
      await work();
      const own = one(account);
      assert.ok(isInThreadOf(own, before));
      assert.match(words(own), new RegExp(numberOf(1)));
      await minutesLater(1);
      assert.match(words(one(summary)), /3 nya ärenden, 2 väntar och 1 är taget\n/, 'for all to see, in its place');
      assert.equal(
        buttonsOf({ kind: 'card', card: one(summary).card }).filter(({ title }) => title === 'Ta ärendet').length,
        2,
      );
    });

    it('two take the same: one gets it, and the other reads who', async () => {
      const message = one(summary);
      await press(ida, message, 'Ta ärendet', idOf(0));
      const reply = await press(isak, message, 'Ta ärendet', idOf(0));
      assert.match(textOf(reply), /^Ida IT har redan tagit ärendet/);
      assert.match(textOf(reply), /3 nya ärenden, 2 väntar och 1 är taget/);
    });

    it('the same click twice counts once', async () => {
      const message = one(summary);
      await press(ida, message, 'Ta ärendet', idOf(0));
      const reply = await press(ida, message, 'Ta ärendet', idOf(0));
      assert.doesNotMatch(textOf(reply), /har redan tagit/);
      assert.equal((await engine.read(idOf(0))).log.filter(({ verb }) => verb === 'take').length, 1);
    });

    it('shows nothing to one who is not in the team', async () => {
      const reply = await press(stranger, one(summary), 'Ta ärendet', idOf(0));
      assert.equal(reply.kind, 'notice');
      assert.doesNotMatch(textOf(reply), /Nadja/);
    });

    it('Öppna on it shows the task without taking it, and does not make the message the task’s', async () => {
      const reply = await press(ida, one(summary), 'Öppna', idOf(0));
      assert.equal(reply.kind, 'dialog');
      await minutesLater(1);
      assert.match(words(one(summary)), /3 nya ärenden\n/);
    });

    it('put back, a task waits in it again, and its own card stays', async () => {
      await press(ida, one(summary), 'Ta ärendet', idOf(2));
      await work();
      await engine.act(ida, say.putBack('it'), 'queue.it.1');
      await minutesLater(1);
      assert.match(words(one(summary)), /3 nya ärenden\n/);
      assert.match(words(one(account)), /I kön/);
      assert.match(
        words(one(`Ärende ${numberOf(2)}: Ida IT lade tillbaka`)),
        /ärendet i kön/,
        'its thread is others’ too',
      );
    });

    it('says when all is done, and has no buttons left', async () => {
      const context = await engine.contextOf(ida);
      for (const { id } of cases) {
        const click = { slot: 'queue.it.1', version: taskOf(await engine.read(id), 'it').version };
        await act(context, { caseId: id, command: say.done('it'), click });
      }
      await minutesLater(1);
      assert.match(words(one(summary)), /3 nya ärenden, inget väntar och 3 är klara/);
      assert.deepEqual(buttonsOf({ kind: 'card', card: one(summary).card }), []);
      assert.deepEqual(inChannel(account), [], 'finished from the summary, a task needs no card');
    });

    it('what nobody takes is reminded of in its thread, which is others’ too', async () => {
      const terms = remindedTerms;
      engine.services.clock.now = time('12-07', '20:00:00');
      const change = { terms, application: application({ from: '2026-12-07' }), approver: own };
      const { id } = await engine.submitted(change);
      await at(time('12-08', '08:00:00'));
      const message = inChannel(summary).find((card) => words(card).includes(formatCaseId(id))) ?? assert.fail();
      await at(time('12-13', '08:00:00'));
      await at(time('12-14', '07:59:00'));
      const reminder = `Påminnelse om ärende ${formatCaseId(id)}: ingen har tagit ärendet`;
      assert.deepEqual(inChannel(reminder), [], 'the fifth day is a Sunday');
      await at(time('12-14', '08:00:00'));
      assert.ok(isInThreadOf(one(reminder), message));
    });

    it('the next morning has a summary of its own, of what is new', async () => {
      engine.services.clock.now = time('12-07', '20:00:00');
      const late = await submitted();
      await at(time('12-08', '08:00:00'));
      const [first, second] = inChannel(summary);
      assert.ok(first && second);
      assert.match(words(second), /tisdag 8 december\n1 nytt ärende\n/);
      assert.match(words(second), new RegExp(formatCaseId(late.id)));
      assert.doesNotMatch(words(second), new RegExp(numberOf(0)));
    });

    it('comes once though the sender is stopped between sending and recording, or twice and heals at a press', async () => {
      engine.services.clock.now = time('12-07', '20:00:00');
      const { id } = await submitted();
      await work();
      engine.services.clock.now = time('12-08', '08:00:00');
      teams.failNext('create', { kind: 'later', code: '504' }, 'after');
      await work();
      await minutesLater(1);
      const copies = inChannel(summary).filter((card) => words(card).includes(formatCaseId(id)));
      assert.equal(copies.length, 2, 'the answer was lost');
      const [lost] = copies;
      assert.ok(lost);
      await press(ida, lost, 'Ta ärendet', id);
      await minutesLater(1);
      const now = inChannel(summary).filter((card) => words(card).includes(formatCaseId(id)));
      assert.deepEqual(
        now.map((card) => /1 nytt ärende, inget väntar och 1 är taget/.test(words(card))),
        [true, true],
      );
    });
  });

  describe('where the channel is gone', () => {
    it('administrators are told in the morning, and when it is back the summary comes', async () => {
      const link = await engine.services.links.find('it');
      assert.ok(link);
      engine.services.clock.now = friday;
      const { id } = await submitted();
      await engine.services.links.save({ ...link, channelId: '19:gone@thread.tacv2' });
      await at(monday);
      await work();
      const told = (): string[] =>
        teams
          .messages()
          .filter(({ target }) => target.kind === 'person' && target.personId === 'hanna')
          .map(words);
      assert.match(told()[0] ?? '', /Kanalen för Kommunens IT-enhet går inte att nå/);
      // What is to be done is done for the channel, whatever came: the cases are named when the summary comes.
      assert.match(told()[0] ?? '', /Det gäller det som kom in medan kön hade stängt\./);
      await engine.services.links.save(link);
      for (let minute = 0; minute < 12; minute += 1) await minutesLater(1);
      assert.match(words(one(summary)), new RegExp(formatCaseId(id)));
      assert.match(told()[0] ?? '', /Åtgärdat/);
      assert.deepEqual(await engine.rows('waiting'), []);
    });
  });

  describe('the overview', () => {
    it('is one message, updated in place at most once a minute', async () => {
      engine.services.clock.now = time('12-07', '10:00:00');
      await submitted();
      await work();
      assert.deepEqual(inChannel(overview), [], 'not before the minute is over');
      await at(time('12-07', '10:01:00'));
      assert.match(words(one(overview)), /Kommunens IT-enhet\nVäntar: 1, det äldsta sedan 7 dec\. 10:00\nTagna: inga/);
      const { versions } = one(overview);
      for (let count = 0; count < 5; count += 1) await submitted();
      await engine.act(ida, say.take('it'), 'queue.it.1');
      await work();
      assert.equal(one(overview).versions, versions);
      await minutesLater(1);
      assert.match(words(one(overview)), /Väntar: 5, det äldsta sedan .*\nTagna: 1/);
      assert.equal(one(overview).versions, versions + 1);
    });

    it('says how many should have begun to hold', async () => {
      engine.services.clock.now = '2026-03-06T09:00:00.000Z';
      await submitted();
      await at('2026-03-06T09:01:00.000Z');
      assert.doesNotMatch(words(one(overview)), /Försenade/);
      await at('2026-03-10T07:00:00.000Z');
      assert.match(words(one(overview)), /Försenade: 1, startdatum har passerat/, 'with nobody doing anything');
    });

    it('is not begun in the night, but follows what is done in it', async () => {
      engine.services.clock.now = time('12-07', '16:29:30');
      await submitted();
      await at(time('12-07', '16:31:00'));
      assert.deepEqual(inChannel(overview), []);
      await at(time('12-08', '08:00:00'));
      one(overview);
      await at(time('12-08', '20:00:00'));
      await engine.act(ida, say.take('it'), 'queue.it.1');
      await minutesLater(1);
      assert.match(words(one(overview)), /Väntar: inget\nTagna: 1/);
    });
  });
});
