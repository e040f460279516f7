import assert from 'node:assert/strict';
import { createDelivery } from '../../src/delivery/index.ts';
import type { Sender } from '../../src/delivery/sender.ts';
import { type Period, withoutPeriod, withPeriod } from '../../src/domain/absence.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { createLease } from '../../src/store/lease.ts';
import { createWakes } from '../../src/store/wakes.ts';
import { anna, asking, birgit, goran, malin, remindedTerms, say } from '../support/cases.ts';
import { channelOf, createEngine, type Engine } from '../support/engine.ts';
import { type FakeTeams, personalConversation } from '../support/fake-teams.ts';
import { createMemoryTable } from '../support/memory-table.ts';

/** Monday 2 March 2026 is the engine's first day. */
describe('delivery/absences', () => {
  let engine: Engine;
  let teams: FakeTeams;
  let sender: Sender;

  beforeEach(async () => {
    const table = createMemoryTable();
    engine = await createEngine(table);
    teams = engine.teams;
    sender = createDelivery({
      ...engine.ports,
      adminIds: ['hanna'],
      wakes: createWakes(table, () => undefined),
      lease: createLease(table, 'one'),
      rate: 'none',
      failed: (id, _attempt, error) => assert.fail(`${id}: ${String(error)}`),
    });
  });

  async function work(): Promise<void> {
    while (await sender.round());
    for (let rounds = 0; rounds < 5; rounds++) await sender.round();
  }

  async function enter(who: Actor, period: Pick<Period, 'from' | 'to' | 'standIn'>): Promise<void> {
    const { absences, clock } = engine.services;
    const before = await absences.find(who.person.id);
    const entry = { ...period, by: who.person, at: clock.now };
    const periods = withPeriod(before?.value.periods ?? [], entry);
    await absences.save(before, { person: who.person, revision: 0, periods }, who.person, clock.now);
    await work();
  }

  async function end(who: Actor): Promise<void> {
    const { absences, clock } = engine.services;
    const before = await absences.find(who.person.id);
    assert.ok(before);
    const periods = withoutPeriod(before.value.periods, { by: who.person, at: clock.now });
    await absences.save(before, { ...before.value, periods }, who.person, clock.now);
    await work();
  }

  const shownTo = ({ person }: Actor): string[] =>
    teams
      .messages()
      .filter(({ shown }) => shown.conversationId === personalConversation(person.id))
      .map(({ card }) => JSON.stringify(card));
  const threads = (): string[] =>
    teams
      .messages()
      .filter(({ shown }) => shown.conversationId.startsWith(channelOf('it')))
      .map(({ card }) => JSON.stringify(card));
  const someTo = (who: Actor, pattern: RegExp): string =>
    shownTo(who).find((card) => pattern.test(card)) ?? assert.fail(`no ${String(pattern)} for ${who.person.id}`);
  const lastTo = (who: Actor): string => shownTo(who).at(-1) ?? '';
  const waiting = async (id: string): Promise<string | undefined> => {
    const attestation = (await engine.read(id)).attestations.at(-1);
    return attestation?.outcome.kind === 'waiting' ? attestation.approver.id : undefined;
  };

  it('what waits goes on to the stand-in when an absence is entered, and the old card loses its buttons', async () => {
    const { id } = await engine.submitted();
    const { id: other } = await engine.submitted({ approver: asking(malin) });
    await work();
    assert.match(lastTo(goran), /"verb":"approve"/);
    await enter(goran, { from: '2026-03-02', to: '2026-03-06', standIn: birgit.person });
    assert.equal(await waiting(id), 'birgit');
    assert.equal(await waiting(other), 'malin');
    const [old = '', own = ''] = shownTo(goran);
    assert.match(old, /Birgit Beställare har fått frågan, eftersom du är borta/);
    assert.doesNotMatch(old, /"verb":/);
    assert.match(own, /Du är borta 2–6 mars 2026/);
    const [card = '', note = ''] = shownTo(birgit).sort(
      (a, b) => Number(a.includes('står in')) - Number(b.includes('står in')),
    );
    assert.match(card, /I stället för: [^]*Göran Godkännare, som är borta till och med 6 mars 2026/);
    assert.match(card, /"verb":"approve"/);
    assert.match(note, /Göran Godkännare är borta 2–6 mars 2026/);
    someTo(anna, /väntar på Birgit Beställare i stället för Göran Godkännare/);
  });

  it('an absence to come begins by itself at midnight, and nothing comes back when it is over', async () => {
    const { id } = await engine.submitted();
    await enter(goran, { from: '2026-03-04', to: '2026-03-05', standIn: birgit.person });
    assert.equal(await waiting(id), 'goran');
    engine.services.clock.now = '2026-03-03T22:59:59.000Z';
    await work();
    assert.equal(await waiting(id), 'goran');
    engine.services.clock.now = '2026-03-03T23:00:00.000Z';
    await work();
    assert.equal(await waiting(id), 'birgit');
    engine.services.clock.now = '2026-03-05T23:00:01.000Z';
    await work();
    assert.equal(await waiting(id), 'birgit');
    const { id: next } = await engine.submitted();
    await work();
    assert.equal(await waiting(next), 'goran');
  });

  it('nobody may stand in: the submitter is told at once, and no longer when the approver is back', async () => {
    const { id } = await engine.submitted();
    await enter(goran, { from: '2026-03-02', to: '2026-03-06', standIn: anna.person });
    assert.equal(await waiting(id), 'goran');
    const news = (): string => shownTo(anna).find((card) => card.includes('Attestanten är borta')) ?? '';
    assert.match(news(), /Göran Godkännare, till och med 6 mars 2026\. Ingen står in/);
    assert.match(news(), /"dialog":"chooseApprover"/);
    await end(goran);
    assert.match(news(), /Behövs inte längre/);
    assert.doesNotMatch(news(), /chooseApprover/);
    someTo(goran, /Avslutad 2 mars/);
  });

  it('a chain: whoever stands in goes away too, also for what they stand in for through others', async () => {
    await enter(goran, { from: '2026-03-02', to: '2026-03-06', standIn: birgit.person });
    await enter(birgit, { from: '2026-03-02', to: '2026-03-06', standIn: goran.person });
    const { id } = await engine.submitted();
    await work();
    assert.equal(await waiting(id), 'goran', 'they come round in a ring: nobody stands in');
    await enter(birgit, { from: '2026-03-02', to: '2026-03-06', standIn: malin.person });
    assert.equal(await waiting(id), 'malin');
    assert.equal((await engine.read(id)).attestations.at(-1)?.insteadOf?.person.id, 'goran');
    someTo(birgit, /Du är borta 2–6 mars/);
  });

  it('each period has a card of its own, and the former ones say so', async () => {
    await enter(goran, { from: '2026-03-02', to: '2026-03-06', standIn: birgit.person });
    await enter(goran, { from: '2026-03-02', to: '2026-03-13', standIn: malin.person });
    assert.match(shownTo(goran)[0] ?? '', /Ändrad sedan dess/);
    assert.match(shownTo(birgit)[0] ?? '', /Ändrad sedan dess/);
    assert.match(lastTo(malin), /Göran Godkännare är borta 2–13 mars 2026/);
  });

  it('reminders and escalations come by themselves: the approver, the submitter, the queue, those who look after it', async () => {
    const { id } = await engine.submitted({ terms: remindedTerms });
    await work();
    engine.pass({ days: 3 });
    await work();
    assert.match(lastTo(goran), /Påminnelse: ansökan att godkänna[^]*"verb":"approve"/);
    engine.pass({ days: 4 });
    await work();
    assert.match(lastTo(anna), /Attestanten har inte svarat[^]*"dialog":"chooseApprover"/);
    const outcome = await engine.act(goran, say.approve(), 'approver.1.reminder');
    assert.equal(outcome.refused, undefined);
    await work();
    for (const card of shownTo(goran)) assert.match(card, /Du godkände/);
    assert.match(lastTo(anna), /Behövs inte längre/);
    // The fifth day is a Saturday, on which the queue is closed.
    engine.pass({ days: 7 });
    await work();
    assert.match(threads().at(-1) ?? '', /ingen har tagit ärendet, som har legat i kön sedan 9 mars/);
    engine.pass({ days: 3 });
    await work();
    assert.match(lastTo(birgit), /Ett ärende står still[^]*Inget har hänt sedan 9 mars[^]*Kommunens IT-enhet/);
    assert.doesNotMatch(lastTo(birgit), /Nadja Ny|"verb"/, 'nothing of the person, and no button');
    assert.equal((await engine.read(id)).log.filter(({ verb }) => verb === 'escalate').length, 2);
  });

  it('where there is no orderer, the administrators are told', async () => {
    await engine.submitted({ terms: remindedTerms, approver: { own: true } });
    const { directory, clock } = engine.services;
    const before = await directory.groups();
    assert.ok(before);
    await directory.saveGroups(before, { ...before.value, orderers: [] }, anna.person, clock.now);
    await engine.services.chats.save({
      personId: 'hanna',
      teamsId: '29:hanna',
      conversationId: personalConversation('hanna'),
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
    });
    engine.pass({ days: 10 });
    await work();
    const hanna: Actor = { ...anna, person: { id: 'hanna', name: 'Hanna' } };
    assert.match(lastTo(hanna), /Ett ärende står still/);
  });
});
