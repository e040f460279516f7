import assert from 'node:assert/strict';
import { createBot } from '../../src/commands/bot.ts';
import type { Incoming, Place, Reply } from '../../src/commands/incoming.ts';
import type { Services } from '../../src/commands/services.ts';
import type { Actor } from '../../src/domain/actor.ts';
import type { Application } from '../../src/domain/application.ts';
import { formatCaseId } from '../../src/domain/case-id.ts';
import type { Case } from '../../src/domain/case.ts';
import type { Command } from '../../src/domain/decide.ts';
import { unitText } from '../../src/domain/form.ts';
import { slots } from '../../src/domain/slots.ts';
import { loadProfile } from '../../src/profiles/load.ts';
import { createDirectory } from '../../src/store/directory.ts';
import type { Table } from '../../src/store/table.ts';
import { textOf } from './admin.ts';
import { anna, answer, application, asking, birgit, goran, ida, otherRole, sara, say } from './cases.ts';
import { channelOf, createEngine, type Engine } from './engine.ts';
import { personalChat } from './services.ts';

/** Cases everywhere on their way, a half-filled form, and the bot as everybody meets it. Birgit keeps the directory. */
export type Town = {
  readonly engine: Engine;
  readonly services: Services;
  readonly cases: Readonly<Record<Standing, string>>;
  readonly user: (who: Actor, place?: Place) => User;
  /** The same town, with another of the bot's services from now on. */
  readonly with: (change: Partial<Services>) => Town;
};

type Standing = 'asked' | 'questioned' | 'queued' | 'handling' | 'tesAsked' | 'altering' | 'finished' | 'rejected';

export type User = {
  readonly say: (text: string) => Promise<Reply>;
  readonly press: (verb: string, data: object) => Promise<Reply>;
  readonly open: (dialog: string, data: object) => Promise<Reply>;
  readonly submit: (dialog: string, data: object) => Promise<Reply>;
};

export const channel = (queue: string): Place => ({
  kind: 'channel',
  conversationId: `${channelOf(queue)};messageid=1`,
  channelId: channelOf(queue),
  teamId: `team-${queue}`,
  teamName: queue,
});

/** With an answer to every field of the form, as it is sent. */
function filledIn(given: Application): Application {
  const { name, from = '', to = '' } = { ...given, ...given.subject };
  const texts: Record<string, string> = {
    name,
    phone: '011-15 25 55',
    unit: unitText(given.unit),
    purpose: 'Ny',
    from,
    to,
  };
  const answers = loadProfile('norrkoping')
    .permission.fields.filter(({ kind }) => kind !== 'personnummer')
    .map(({ id, label }) => answer(id, label, texts[id] ?? ''))
    .map((one) => (one.field === 'costCode' ? { ...one, text: given.unit.costCode } : one));
  return { ...given, answers };
}

export async function createTown(table: Table): Promise<Town> {
  const engine = await createEngine(table);
  const directory = createDirectory(table, { adminIds: [birgit.person.id], unreadable: engine.services.unreadable });
  const walked = async (...steps: readonly (readonly [Actor, Command, string])[]): Promise<string> => {
    const { id } = await engine.submitted({ application: filledIn(application()) });
    for (const [who, command, slot] of steps) {
      const outcome = await engine.act(who, command, slot);
      assert.equal(outcome.refused, undefined, JSON.stringify(outcome.refused));
    }
    engine.pass({ minutes: 1 });
    return id;
  };
  const approved = [goran, say.approve(), slots.approver(1)] as const;
  const itDone = [approved, [ida, say.give('it'), slots.queue('it', 1)]] as const;
  const sealed = async (): Promise<string> => {
    const id = await walked(...itDone, [sara, say.askAbout('tes'), slots.queue('tes', 1)]);
    const altered = engine.sealed(id, filledIn(otherRole));
    const outcome = await engine.act(anna, say.alter(altered, asking(goran)), slots.question(1));
    assert.equal(outcome.refused, undefined);
    return id;
  };
  const cases = {
    asked: await walked(),
    questioned: await walked([goran, say.ask(), slots.approver(1)]),
    queued: await walked(approved),
    handling: await walked(...itDone, [sara, say.take('tes'), slots.queue('tes', 1)]),
    tesAsked: await walked(...itDone, [sara, say.askAbout('tes'), slots.queue('tes', 1)]),
    altering: await sealed(),
    finished: await walked(
      ...itDone,
      [sara, say.give('tes'), slots.queue('tes', 1)],
      [sara, say.done('treserva'), slots.queue('treserva', 1)],
    ),
    rejected: await walked([goran, say.reject(), slots.approver(1)]),
  };
  return townOf(engine, { ...engine.services, directory }, cases);
}

function townOf(engine: Engine, services: Services, cases: Town['cases']): Town {
  const handle = createBot(services);
  const user = ({ person }: Actor, place: Place = personalChat(person).place): User => {
    const origin = { ...personalChat(person), place };
    return {
      say: (text) => handle({ ...origin, kind: 'message', text } satisfies Incoming),
      press: (verb, data) => handle({ ...origin, kind: 'execute', verb, data }),
      open: (dialog, data) => handle({ ...origin, kind: 'openDialog', data: { ...data, dialog } }),
      submit: (dialog, data) => handle({ ...origin, kind: 'submitDialog', data: { ...data, dialog } }),
    };
  };
  return { engine, services, cases, user, with: (change) => townOf(engine, { ...services, ...change }, cases) };
}

export const draftId = 'DRAFT001';

/** Begins a form and leaves it half filled. */
export async function leaveDraft({ user }: Town, id = draftId): Promise<void> {
  await user(anna).open('order', { press: 'begin', case: id, provider: 'omsorg-ab' });
  await user(anna).submit('order', { case: id, step: 'person', press: 'close', f_name: 'Nils Ny' });
}

/** Everything that a reader reads of an answer; nothing for one that says nothing. */
export function wordsOf(reply: Reply): string {
  return reply.kind === 'none' || reply.kind === 'closed' || reply.kind === 'choices' ? '' : textOf(reply);
}

export async function dataOf({ engine }: Town, id: string, slot: string): Promise<object> {
  const found = await engine.services.cases.read(id).catch(() => undefined);
  return { case: id, slot, version: found ? versionOf(found.value, slot) : 1 };
}

function versionOf(c: Case, slot: string): number {
  const [kind, name] = slot.split('.');
  if (kind === 'approver') return c.attestations.find(({ round }) => round === Number(name))?.version ?? 1;
  if (kind === 'queue') return c.tasks.find(({ id }) => id === name)?.version ?? 1;
  return kind === 'credentials' ? (c.handovers.find(({ task }) => task === name)?.version ?? 1) : c.application.version;
}

/** What people do in a day, each thing with its answer: nothing here may throw, whatever is damaged. */
export async function day(town: Town): Promise<Map<string, string>> {
  const { user, cases } = town;
  const [its, systems] = [channel('it'), channel('systemAdministration')];
  const said = new Map<string, string>();
  const turn = async (name: string, reply: Promise<Reply>): Promise<void> => void said.set(name, wordsOf(await reply));
  const data = (standing: Standing, slot: string): Promise<object> => dataOf(town, cases[standing], slot);

  await turn('hjälp', user(anna).say('hjälp'));
  await turn('mina ärenden', user(anna).say('mina ärenden'));
  await turn('mina ärenden, mer', user(anna).press('page', { list: 'mine', cursor: '' }));
  await turn('mina uppgifter', user(goran).say('mina uppgifter'));
  await turn('mina uppgifter, Sara', user(sara).say('mina uppgifter'));
  await turn('öppna ärenden, it', user(ida, its).say('öppna ärenden'));
  await turn('öppna ärenden, system', user(sara, systems).say('öppna ärenden'));
  for (const [standing, id] of Object.entries(cases)) {
    await turn(`ärende ${standing}`, user(anna).say(`ärende ${formatCaseId(id)}`));
    await turn(`visa ${standing}`, user(anna).press('show', { case: id, slot: slots.status }));
    await turn(`historik ${standing}`, user(anna).open('history', await data(standing as Standing, slots.status)));
  }
  await turn('ny behörighet', user(anna).say('ny behörighet'));
  await turn('fortsätt', user(anna).open('order', { press: 'resume', case: draftId }));
  await turn('nästa', user(anna).submit('order', { case: draftId, step: 'person', press: 'next', f_name: 'Nils Ny' }));
  await turn('börja', user(anna).open('order', { press: 'begin', case: 'K7M4QX92', provider: 'omsorg-ab' }));
  await turn('personnummer', user(goran).open('personnummer', await data('asked', slots.approver(1))));
  await turn('välj attestant', user(anna).open('chooseApprover', await data('asked', slots.status)));
  await turn('godkänn', user(goran).press('approve', await data('asked', slots.approver(1))));
  await turn('komplettera', user(anna).open('supplement', await data('questioned', slots.question(1))));
  const alter = { ...(await data('tesAsked', slots.question(1))), press: 'alter', answer: 'Se ändringen.' };
  await turn('ändra', user(anna).submit('supplement', alter));
  await turn('ta', user(ida, its).press('take', await data('queued', slots.queue('it', 1))));
  await turn('öppna', user(sara, systems).open('task', await data('handling', slots.queue('tes', 1))));
  const none = { ...(await data('handling', slots.queue('tes', 1))), none: 'true' };
  await turn('klarmarkera', user(sara, systems).submit('task', none));
  await turn('uppgifter', user(anna).open('credentials', await data('finished', slots.credentials('tes', 1))));
  await turn('administrera', user(birgit).say('administrera'));
  await turn('utförare', user(birgit).open('adminProvider', { provider: 'omsorg-ab' }));
  await turn('egna', user(birgit).open('adminGroups', {}));
  await turn('koppla', user(birgit, its).say('koppla it'));
  for (const [name, words] of said) assert.doesNotMatch(words, /undefined|\[object|NaN|Något gick fel/, name);
  return said;
}
