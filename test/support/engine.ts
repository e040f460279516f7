import assert from 'node:assert/strict';
import { act, type Outcome } from '../../src/commands/act.ts';
import type { Context } from '../../src/commands/context.ts';
import { sealCredentials } from '../../src/commands/dialogs/credentials.ts';
import { personnummerPlace } from '../../src/commands/order/application.ts';
import { look, type LookPorts } from '../../src/delivery/look.ts';
import { createMailroom } from '../../src/delivery/mailroom.ts';
import type { Pace } from '../../src/delivery/pace.ts';
import { withoutPeriod, withPeriod } from '../../src/domain/absence.ts';
import type { Actor } from '../../src/domain/actor.ts';
import { addDays, dayOf } from '../../src/domain/calendar/days.ts';
import { closedUntil } from '../../src/domain/calendar/opening.ts';
import type { Application } from '../../src/domain/application.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Click, Command } from '../../src/domain/decide.ts';
import { submit } from '../../src/domain/decisions/submit.ts';
import { Secret } from '../../src/domain/secret.ts';
import { slotVersion } from '../../src/domain/slots.ts';
import { hoursOfPeople, settingOf } from '../../src/profiles/hours.ts';
import { createTroubles } from '../../src/store/troubles.ts';
import { createPosts } from '../../src/store/posts.ts';
import type { Row, Table } from '../../src/store/table.ts';
import { anna, birgit, everybody, goran, later, otherManager, provider, start, submission } from './cases.ts';
import { createFakeMailer, type FakeMailer } from './fake-mailer.ts';
import { createFakeTeams, type FakeTeams, personalConversation } from './fake-teams.ts';
import { contextOf, createTestServices, personalChat, serviceUrl, type TestServices } from './services.ts';

/** One of Skatteverket's test numbers, and what is never to be read anywhere. */
export const personnummer = '19900602-2397';
export const password = 'hemligt-lösenord';

const queues = ['it', 'systemAdministration'];
export const channelOf = (queue: string): string => `19:${queue}@thread.tacv2`;
const teamOf = (queue: string): string => `team-${queue}`;

/** Tests say in one instant what takes people a day. */
const unhurried: Pace = { take: () => 0, hold: () => undefined };

type EngineServices = Omit<TestServices, 'teams'> & { readonly teams: FakeTeams };

export type Engine = {
  readonly services: EngineServices;
  readonly teams: FakeTeams;
  readonly mailer: FakeMailer;
  readonly table: Table;
  readonly ports: LookPorts;
  /** Moves the clock on. */
  pass(time: Parameters<typeof later>[1]): void;
  /** The application with its personnummer sealed to the case. */
  sealed(caseId: string, application: Application): Application;
  submitted(change?: Parameters<typeof submission>[0], by?: Actor): Promise<Case>;
  /** A command by somebody on a slot, as its card shows it now where no version is said. */
  act(who: Actor, command: Command, slot: string, version?: number): Promise<Outcome>;
  read(caseId: string): Promise<Case>;
  look(caseId?: string): Promise<string | undefined>;
  contextOf(who: Actor): Promise<Context>;
  /** Every row of a kind, in the order of keys. */
  rows(kind: string): Promise<Row[]>;
  /** Somebody is away from today, with or without a stand-in; back again where nothing is said. */
  absent(who: Actor, period?: { days: number; standIn?: Actor }): Promise<void>;
  /** Grants or takes Göran's attest right. */
  entitle(may: boolean): Promise<void>;
};

/** A municipality in which everybody of `cases.ts` works, with its store, its clock and its Teams. */
export async function createEngine(table: Table): Promise<Engine> {
  const teams = createFakeTeams({ channels: queues.map(channelOf) });
  const services: EngineServices = { ...createTestServices({ table, now: start }), teams };
  const { absences, clock, directory, links, chats, cases, drafts, vault } = services;
  const posts = createPosts(
    table,
    () => clock.now,
    () => undefined,
  );
  const mailer = createFakeMailer();
  const now = (): string => clock.now;
  const ports: LookPorts = {
    absences,
    mailer,
    mailroom: createMailroom({ now }),
    mailboxes: {},
    cases,
    chats,
    directory,
    drafts,
    imports: services.imports,
    links,
    posts,
    queues: services.queues,
    rosters: services.rosters,
    teams,
    register: services.register,
    vault: services.vault,
    profile: services.profile,
    troubles: createTroubles(table),
    uploads: services.uploads,
    files: services.files,
    pace: unhurried,
    adminIds: [],
    maySend: () => true,
    setting: (queue) => settingOf(services.profile, queue),
    peopleHours: hoursOfPeople(services.profile),
    now,
    newOperation: services.newOperation,
  };

  const people = (...actors: Actor[]) => actors.map(({ person }) => person);
  await directory.saveProvider(undefined, provider, anna.person, start);
  const elsewhere = { ...provider, id: 'annan-ab', name: 'Annan AB', managers: people(otherManager) };
  await directory.saveProvider(undefined, elsewhere, anna.person, start);
  const entitle = async (may: boolean): Promise<void> => {
    const before = await directory.groups();
    const approvers = may ? people(goran) : [];
    const after = { revision: 0, orderers: people(birgit), elderCare: [], approvers };
    assert.equal(await directory.saveGroups(before, after, anna.person, clock.now), 'committed');
  };
  await entitle(true);
  for (const queue of queues) {
    const team = { teamId: teamOf(queue), teamName: queue, channelId: channelOf(queue) };
    await links.save({ queue, ...team, serviceUrl, by: anna.person, at: start });
    const inTeam = everybody.filter((actor) => actor.queues.includes(queue));
    teams.members.set(team.teamId, new Set(inTeam.map(({ person }) => person.id)));
  }
  for (const { person } of everybody) {
    const conversationId = personalConversation(person.id);
    await chats.save({ personId: person.id, teamsId: `29:${person.id}`, conversationId, serviceUrl });
  }

  let latest = '';
  const read = async (caseId: string): Promise<Case> => {
    const stored = await cases.read(caseId);
    assert.ok(stored, `no case ${caseId}`);
    return stored.value;
  };
  const engine: Engine = {
    services,
    teams,
    mailer,
    table,
    ports,
    entitle,
    read,
    pass: (time) => {
      clock.now = later(clock.now, time);
    },
    sealed: (caseId, application) => {
      const secret = new Secret(personnummer);
      const sealing = { personnummer: vault.seal(secret, personnummerPlace(caseId)), hash: vault.hash(secret) };
      return { ...application, subject: { ...application.subject, ...sealing } };
    },
    submitted: async (change = {}, by = anna) => {
      const id = change.id ?? services.newCaseId();
      const wanted = submission({ ...change, id });
      const opens = (queue: string) => closedUntil(settingOf(services.profile, queue).hours, clock.now);
      const facts = { now: clock.now, actor: by, closedUntil: opens };
      const decided = submit({ ...wanted, application: engine.sealed(id, wanted.application) }, facts);
      assert.ok('accepted' in decided);
      const operation = services.newOperation();
      const event = { operation, at: clock.now, person: by.person.id, by: by.person.name, verb: 'submit' };
      assert.equal(await cases.commit({ after: decided.accepted, event }), 'committed');
      latest = id;
      return decided.accepted;
    },
    contextOf: ({ person }) => contextOf(services, { ...personalChat(person), kind: 'message', text: '' }),
    act: async (who, command, slot, version) => {
      const context = await engine.contextOf(who);
      const click: Click = { slot, version: version ?? slotVersion(await read(latest), slot) ?? 0 };
      const seal = command.verb === 'complete' && command.credentials;
      const given = { userName: 'dei12345', password };
      return act(context, {
        caseId: latest,
        command,
        click,
        ...(seal ? { seal: sealCredentials(context, latest, given) } : {}),
      });
    },
    absent: async ({ person }, period) => {
      const now = clock.now;
      const stored = await absences.find(person.id);
      const entered = { by: person, at: now };
      const former = stored?.value.periods ?? [];
      const from = dayOf(now);
      const wanted = period && {
        from,
        to: addDays(from, period.days),
        ...(period.standIn ? { standIn: period.standIn.person } : {}),
      };
      const periods = wanted ? withPeriod(former, { ...wanted, ...entered }) : withoutPeriod(former, entered);
      const after = { person, revision: stored?.value.revision ?? 0, periods };
      assert.equal(await absences.save(stored, after, person, now), 'committed');
    },
    look: async (caseId = latest) => {
      const { next, retrySeconds } = await look(caseId, ports);
      const retry = retrySeconds === undefined ? undefined : Date.parse(clock.now) + retrySeconds * 1000;
      return [next, retry === undefined ? undefined : new Date(retry).toISOString()]
        .filter((time) => time !== undefined)
        .sort()[0];
    },
    rows: (kind) => table.range({ from: `${kind}!`, before: `${kind}!~`, limit: 1000 }),
  };
  return engine;
}
