/** What was sent or begun under one profile goes on under the next. */
import { caseKinds } from '../../src/domain/case.ts';
import assert from 'node:assert/strict';
import type { Reply } from '../../src/commands/incoming.ts';
import { formatCaseId } from '../../src/domain/case-id.ts';
import type { Application } from '../../src/domain/application.ts';
import { slots } from '../../src/domain/slots.ts';
import type { Profile } from '../../src/profiles/schema.ts';
import { filledIn, inputOf, textOf } from '../support/admin.ts';
import { anna, birgit, goran, ida, provider, sara } from '../support/cases.ts';
import { personnummer } from '../support/engine.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { changedProfile } from '../support/profiles.ts';
import { channel, createTown, dataOf, day, draftId, type Town, wordsOf } from '../support/town.ts';

type Systems = Parameters<Parameters<typeof changedProfile>[0]>[0]['systems'];

const withSystem = (id: string, change: (system: Systems[number]) => object): Profile =>
  changedProfile(({ systems }) => ({
    systems: systems.map((system) => (system.id === id ? { ...system, ...change(system) } : system)),
  }));
const withFields = (change: (fields: { id: string }[]) => object[]): Profile =>
  changedProfile(({ permission }) => ({ permission: { ...permission, fields: change(permission.fields) } }));
const oneStage = changedProfile(({ permission, queues, systems }) => ({
  queues: { it: queues.it, onCall: queues.onCall },
  permission: { ...permission, route: permission.route.slice(0, 1) },
  ...Object.fromEntries(caseKinds.filter((kind) => kind !== 'permission').map((kind) => [kind, undefined])),
  systems: systems.filter((system) => !('orderedWith' in system)),
}));
const required = { id: 'manager', kind: 'text', label: 'Närmaste chef', required: true };

const variants: Record<string, Profile> = {
  'without a system': changedProfile(({ systems }) => ({ systems: systems.filter(({ id }) => id !== 'tes') })),
  'with a system that this provider may not order any longer': withSystem('tes', () => ({
    orderableBy: ['municipal'],
  })),
  'without a field of a system': withSystem('tes', ({ fields }) => ({
    fields: fields?.filter(({ id }) => id !== 'role'),
  })),
  'without any field of a system': withSystem('tes', () => ({ fields: [] })),
  'without a common field': withFields((fields) => fields.filter(({ id }) => id !== 'phone')),
  'without a start date': withFields((fields) => fields.filter(({ id }) => id !== 'from')),
  'with a field of another id': withFields((fields) =>
    fields.map((field) => (field.id === 'name' ? { ...field, id: 'fullName' } : field)),
  ),
  'with a system of another name': withSystem('tes', () => ({ name: 'TES Nova' })),
  'with a new obligatory field': withFields((fields) => [...fields, required]),
  'with a new obligatory field of a system': withSystem('tes', ({ fields }) => ({
    fields: [...(fields ?? []), required],
  })),
  'without a choice that was made': withSystem('tes', ({ fields }) => ({
    fields: fields?.map((field) => (field.id === 'role' ? { ...field, choices: ['Chef'] } : field)),
  })),
  'without a queue and its stage': oneStage,
};

async function applicationOf({ engine }: Town, id: string): Promise<Application> {
  const c = await engine.read(id);
  return c.state === 'handling' && c.alteration ? c.alteration.application : c.application;
}

const byName = (a: object, b: object): number => JSON.stringify(a).localeCompare(JSON.stringify(b));

async function alter(town: Town, id: string): Promise<Reply> {
  const data = await dataOf(town, id, slots.question(1));
  return town.user(anna).submit('supplement', { ...data, press: 'alter', answer: 'Se ändringen.' });
}

/** Presses the first button of each step, with these texts wherever their fields stand, and attests the summary. */
async function sent(
  town: Town,
  first: Reply,
  typed: Readonly<Record<string, string>>,
): Promise<{ text: string; seen: string }> {
  let reply = first;
  let seen = '';
  for (let step = 0; reply.kind === 'dialog'; step++) {
    assert.ok(step < 8, `the form goes on and on: ${textOf(reply)}`);
    seen += `${textOf(reply)}\n`;
    const whole = filledIn(reply);
    const here = Object.entries({ ...typed, own: 'true' }).filter(([key]) =>
      JSON.stringify(reply).includes(`"${key}"`),
    );
    reply = await town.user(anna).submit('order', { ...whole, ...Object.fromEntries(here) });
  }
  return { text: wordsOf(reply), seen };
}

describe('a changed profile', () => {
  for (const [name, profile] of Object.entries(variants)) {
    describe(name, () => {
      let town: Town;
      beforeEach(async () => {
        const before = await createTown(createMemoryTable());
        await before.user(anna).open('order', { press: 'begin', case: draftId, provider: provider.id });
        const typed = { f_name: 'Nils Ny', f_personnummer: '19900602-2397', f_phone: '011-15 25 55' };
        await before.user(anna).submit('order', { case: draftId, step: 'person', press: 'next', ...typed });
        const systems = { systems_0: 'tes', systems_1: 'tes' };
        await before.user(anna).submit('order', { case: draftId, step: 'systems', press: 'next', ...systems });
        await before
          .user(anna)
          .submit('order', { case: draftId, step: 'fields.0', press: 'close', s_tes_role: 'Planerare' });
        town = before.with({ profile });
      });

      it('throws nothing at anybody and hides no case', async () => {
        const said = await day(town);
        for (const id of Object.values(town.cases)) {
          assert.ok(!(said.get(`ärende ${id}`) ?? '').includes('går inte att läsa'));
          assert.match(wordsOf(await town.user(anna).say(`ärende ${id}`)), new RegExp(formatCaseId(id)));
        }
        assert.match(said.get('öppna ärenden, system') ?? '', /^Öppna ärenden/);
        assert.match(said.get('fortsätt') ?? '', /^Steg/);
        assert.deepEqual(town.engine.services.reports, []);
      });

      for (const standing of ['tesAsked', 'questioned'] as const) {
        it(`leaves an application (${standing}) as it is where nothing is altered`, async () => {
          const id = town.cases[standing];
          const before = await applicationOf(town, id);
          const { text } = await sent(town, await alter(town, id), {});
          if (name === 'with a field of another id') return;
          assert.match(text, /Inget i ansökan är ändrat/);
          assert.deepEqual(await applicationOf(town, id), before);
        });

        it(`alters in an application (${standing}) only what was altered`, async () => {
          const id = town.cases[standing];
          const before = await applicationOf(town, id);
          const { text } = await sent(town, await alter(town, id), { f_title: 'Undersköterska' });
          assert.match(text, /Ändringen är skickad/);
          const after = await applicationOf(town, id);
          assert.equal(after.answers.find(({ field }) => field === 'title')?.text, 'Undersköterska');
          for (const { field, text: was } of before.answers.filter((one) => one.field !== 'title'))
            assert.equal(after.answers.find((answer) => answer.field === field)?.text, was, field);
          assert.deepEqual([after.from, after.to, after.unit], [before.from, before.to, before.unit]);
          assert.equal(after.subject.name, before.subject.name);
          assert.deepEqual(after.systems.map((system) => system.id).sort(), ['tes', 'treserva']);
          for (const system of before.systems) {
            const now = after.systems.find((one) => one.id === system.id)?.answers ?? [];
            for (const { field, text: was } of system.answers)
              assert.equal(now.find((answer) => answer.field === field)?.text, was, `${system.id} ${field}`);
          }
          const c = await town.engine.read(id);
          assert.ok(
            c.tasks.every(({ state }) => state.kind !== 'cancelled'),
            'no task is called off',
          );
        });
      }

      it('lets every queue finish its tasks', async () => {
        const { handling } = town.cases;
        const slot = slots.queue('tes', 1);
        const user = town.user(sara, channel('systemAdministration'));
        assert.equal((await user.open('task', await dataOf(town, handling, slot))).kind, 'dialog');
        const data = { ...(await dataOf(town, handling, slot)), none: 'true' };
        assert.equal((await user.submit('task', data)).kind, 'closed');
        assert.equal((await user.press('take', await dataOf(town, handling, slots.queue('treserva', 1)))).kind, 'card');
      });
    });
  }

  it('shows what is ordered and offered no longer as it stands, and keeps it', async () => {
    const town = (await createTown(createMemoryTable())).with({ profile: variants['without a system'] });
    const id = town.cases.tesAsked;
    const { seen } = await sent(town, await alter(town, id), {});
    assert.match(seen, /TES\nFinns inte längre att beställa; det som redan är beställt ligger kvar\./);
    assert.match(seen, /Roll: Planerare/);
  });

  it('lets what is ordered and offered no longer be left out while nobody handles it', async () => {
    const town = (await createTown(createMemoryTable())).with({ profile: variants['without a system'] });
    const id = town.cases.questioned;
    const person = await alter(town, id);
    const systems = await town.user(anna).submit('order', filledIn(person));
    assert.equal(inputOf(systems, 'systems_kept')['value'], 'tes');
    const rest = await town.user(anna).submit('order', filledIn(systems, { systems_kept: '' }));
    await sent(town, rest, {});
    assert.deepEqual(
      (await applicationOf(town, id)).systems.map((system) => system.id),
      ['treserva'],
    );
  });

  const drafts: readonly (readonly [string, RegExp])[] = [
    ['without a system', /TES finns inte längre att beställa och är inte med\./],
    ['without a field of a system', /Något du har fyllt i finns inte längre i formuläret och är inte med\./],
    ['without a common field', /Något du har fyllt i finns inte längre i formuläret och är inte med\./],
    ['without a choice that was made', /Välj på nytt: Roll\./],
  ];
  for (const [name, told] of drafts) {
    it(`${name}: a draft from before opens without it, and says so`, async () => {
      const before = await createTown(createMemoryTable());
      const user = before.user(anna);
      await user.open('order', { press: 'begin', case: draftId, provider: provider.id });
      const person = { f_name: 'Nils Ny', f_personnummer: '19900602-2397', f_phone: '011-15 25 55' };
      const chosen = await user.submit('order', { case: draftId, step: 'person', press: 'next', ...person });
      const group = /"(systems_\d)"[^]*?"tes"/.exec(JSON.stringify(chosen))?.[1] ?? '';
      await user.submit('order', { case: draftId, step: 'systems', press: 'next', [group]: 'tes' });
      await user.submit('order', { case: draftId, step: 'fields.0', press: 'close', s_tes_role: 'Planerare' });
      const { user: later } = before.with({ profile: variants[name] });
      assert.match(wordsOf(await later(anna).open('order', { press: 'resume', case: draftId })), told);
      const { user: same } = before;
      assert.doesNotMatch(wordsOf(await same(anna).open('order', { press: 'resume', case: draftId })), told);
    });
  }

  /** What the approver is told that the person has, when it is ordered under this profile. */
  async function heldBy(town: Town, number: string): Promise<readonly object[]> {
    const user = town.user(anna);
    await user.open('order', { press: 'begin', case: draftId, provider: provider.id });
    const person = { f_name: 'Kim Ny', f_personnummer: number };
    const systems = await user.submit('order', { case: draftId, step: 'person', press: 'next', ...person });
    const group = /"(systems_\d)"[^]*?"treserva"/.exec(JSON.stringify(systems))?.[1] ?? '';
    const fields = await user.submit('order', filledIn(systems, { [group]: 'treserva' }));
    const summary = await user.submit('order', filledIn(fields));
    const sending = await user.submit('order', filledIn(summary, { approver: goran.person.id, confirmed: 'true' }));
    assert.match(wordsOf(sending), /är skickad/);
    return (await town.engine.read(draftId)).held;
  }

  it('shows of what the person has only what is known to be no free text', async () => {
    const town = await createTown(createMemoryTable());
    const treserva = { system: 'Treserva', details: 'Hemtjänst Norr (47110)' };
    const whole = [{ system: 'TES', details: 'Hemtjänst Norr (47110), Planerare' }];
    const withoutField = [{ system: 'TES', details: 'Hemtjänst Norr (47110)' }];
    for (const [profile, tes] of [
      [variants['with a system of another name'], whole],
      [variants['without a field of a system'], withoutField],
      [variants['without a system'], [{ system: 'TES', details: '' }]],
    ] as const) {
      const held = await heldBy(town.with(profile ? { profile } : {}), personnummer);
      assert.deepEqual(held.slice(0, 2).toSorted(byName), [...tes, treserva]);
      await town.engine.table.commit([{ remove: `case!${draftId}` }]);
      for (const { key } of await town.engine.rows('event'))
        if (key.includes(draftId)) await town.engine.table.commit([{ remove: key }]);
    }
  });

  it('without a queue: the queue is still shown, reached and linked to another channel', async () => {
    const town = (await createTown(createMemoryTable())).with({ profile: oneStage });
    const before = (await createTown(createMemoryTable())).with({});
    await before.user(birgit, channel('systemAdministration')).say('koppla systemförvaltning');
    const later = before.with({ profile: oneStage });
    assert.match(textOf(await later.user(birgit).say('administrera')), /finns inte längre i profilen/);
    for (const { teams } of [town.engine, later.engine]) teams.members.set('team-onCall', new Set([sara.person.id]));
    const moved = await later.user(birgit, channel('onCall')).say('koppla tidigare systemförvaltning');
    assert.match(textOf(moved), /Systemförvaltningen har nu den här kanalen/);
    assert.match(textOf(await later.user(sara, channel('onCall')).say('öppna ärenden')), /^Öppna ärenden/);
    // A link from before queues' names were kept with it goes by the queue's id.
    const old = await town.user(birgit, channel('onCall')).say('koppla tidigare systemAdministration');
    assert.match(textOf(old), /har nu den här kanalen/);
    assert.match(textOf(await town.user(ida, channel('it')).say('öppna ärenden')), /^Öppna ärenden/);
  });
});
