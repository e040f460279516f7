import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatCaseId } from '../../src/domain/case-id.ts';
import { slots } from '../../src/domain/slots.ts';
import { draftKey } from '../../src/store/keys.ts';
import { filledIn, textOf } from '../support/admin.ts';
import { anna, birgit, goran, ida, malin, provider } from '../support/cases.ts';
import { type Damage, damageable, type DamagedTable, damages } from '../support/damage.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { channel, createTown, dataOf, day, draftId, leaveDraft, type Town, wordsOf } from '../support/town.ts';

const ways = Object.keys(damages) as Damage[];
const reported = /Det är anmält till botens administratör/;

async function open(): Promise<{ town: Town; table: DamagedTable; keys: (prefix: string) => Promise<string[]> }> {
  const table = damageable(createMemoryTable());
  const town = await createTown(table);
  await leaveDraft(town);
  const keys = async (prefix: string): Promise<string[]> =>
    (await table.range({ from: prefix, before: `${prefix}~`, limit: 1000 })).map(({ key }) => key);
  return { town, table, keys };
}

/** Everything the list shows, page by page. */
async function listed(town: Town, name: string, first: string): Promise<string> {
  let words = first;
  for (let cursor = nextOf(town, name); ;) {
    const next = await cursor;
    if (next === undefined) return words;
    const reply = await town.user(anna).press('page', { list: name, cursor: next });
    words += wordsOf(reply);
    cursor = Promise.resolve(undefined);
  }
}

async function nextOf({ engine }: Town, name: string): Promise<string | undefined> {
  return (await engine.services.cases.list(`${name}:${anna.person.id}`, { limit: 6 })).next;
}

describe('a damaged row', () => {
  for (const how of ways) {
    for (const kind of [
      'case',
      'event',
      'list',
      'secret',
      'draft',
      'provider',
      'groups',
      'rights',
      'directory',
      'link',
      'chat',
    ]) {
      it(`of the kind ${kind} (${how}) stops nobody and hides nothing else`, async () => {
        const { town, table, keys } = await open();
        const found = await keys(kind);
        assert.ok(found.length > 0, `there are rows of the kind ${kind}`);
        for (const key of new Set([found[0], found.at(-1)])) {
          if (key !== undefined) await table.damage(key, how);
        }
        const said = await day(town);
        const all = await listed(town, 'mine', said.get('mina ärenden') ?? '');
        if (kind === 'rights') assert.match(all, /Dina rättigheter går inte att läsa just nu/);
        else for (const id of Object.values(town.cases)) assert.ok(all.includes(formatCaseId(id)), `${id} is listed`);
      });
    }

    it(`of a case (${how}) is said to be unreadable, by its number, wherever it is met`, async () => {
      const { town, table } = await open();
      const { asked, queued } = town.cases;
      await table.damage(`case!${asked}`, how);
      await table.damage(`case!${queued}`, how);
      const text = `Ärende ${formatCaseId(asked)} går inte att läsa just nu. Det är anmält till botens administratör.`;
      const its = channel('it');
      for (const reply of [
        await town.user(anna).say(`ärende ${asked}`),
        await town.user(goran).press('approve', await dataOf(town, asked, slots.approver(1))),
        await town.user(anna).press('show', { case: asked, slot: slots.status }),
        await town.user(goran).open('personnummer', await dataOf(town, asked, slots.approver(1))),
        await town.user(goran).submit('ask', { ...(await dataOf(town, asked, slots.approver(1))), text: 'Vad?' }),
      ])
        assert.deepEqual(reply, { kind: 'notice', text });
      const queue = textOf(await town.user(ida, its).say('öppna ärenden'));
      assert.match(queue, new RegExp(`Ärende ${formatCaseId(queued)}`));
      assert.match(queue, /går inte att läsa just nu/);
      const keys = town.engine.services.reports.map(({ key }) => key);
      assert.ok(keys.includes(`case!${asked}`) && keys.includes(`case!${queued}`));
    });

    it(`of rights (${how}) gives no right, and its person is told`, async () => {
      const { town, table } = await open();
      await table.damage('rights!anna', how);
      assert.match(wordsOf(await town.user(anna).say('ny behörighet')), /Dina rättigheter går inte att läsa/);
      const refused = await town.user(anna).press('withdraw', await dataOf(town, town.cases.asked, slots.status));
      assert.equal(refused.kind, 'notice');
      assert.match(wordsOf(refused), /Dina rättigheter går inte att läsa/);
      assert.doesNotMatch(wordsOf(await town.user(malin).say('ny behörighet')), /går inte att läsa/);
      // An admin who takes the manager away and puts her back has the row written anew.
      const dialog = await town.user(birgit).open('adminProvider', { provider: provider.id });
      const left = await town.user(birgit).submit('adminProvider', filledIn(dialog, { managersRemove: 'anna' }));
      assert.match(wordsOf(left), /Borttagen ansvarig chef: Anna Chef/);
      assert.deepEqual(await town.services.directory.rights('anna'), { managerOf: [], groups: [], admin: false });
    });

    it(`of the administrator’s own rights or the groups (${how}) leaves the administrator one`, async () => {
      const { town, table } = await open();
      await table.damage('rights!birgit', how);
      await table.damage('groups', how);
      assert.equal((await town.services.directory.rights('birgit')).admin, true);
      const overview = textOf(await town.user(birgit).say('administrera'));
      assert.match(overview, /går inte att läsa: öppna och spara på nytt/);
    });

    it(`of the groups (${how}) keeps who has rights by them, for an admin to save anew`, async () => {
      const { town, table } = await open();
      await table.damage('groups', how);
      const dialog = await town.user(birgit).open('adminGroups', {});
      assert.match(textOf(dialog), /Det som var sparat går inte att läsa/);
      const chooser = await town.user(anna).open('chooseApprover', await dataOf(town, town.cases.asked, slots.status));
      assert.doesNotMatch(JSON.stringify(chooser), /Namn saknas/, 'nobody without a name is offered');
      const saved = await town.user(birgit).submit('adminGroups', filledIn(dialog, { approversRemove: 'goran' }));
      assert.match(wordsOf(saved), /^Sparat/);
      assert.deepEqual((await town.services.directory.rights('goran')).groups, []);
      assert.deepEqual((await town.services.directory.rights('birgit')).groups, ['orderers']);
      const healed = await town.services.directory.groups();
      assert.equal(healed?.value.unreadable, undefined);
      assert.equal(healed?.value.orderers.length, 1);
    });

    it(`of the groups (${how}) is whole again once it is saved, though nothing in it is changed`, async () => {
      const { town, table } = await open();
      await table.damage('groups', how);
      const dialog = await town.user(birgit).open('adminGroups', {});
      assert.match(wordsOf(await town.user(birgit).submit('adminGroups', filledIn(dialog))), /^Sparat\.$/);
      assert.equal((await town.services.directory.groups())?.value.unreadable, undefined);
      assert.deepEqual((await town.services.directory.rights('goran')).groups, ['approvers']);
    });

    it(`of a provider (${how}) lets nobody order, says so, and is filled in anew by an admin`, async () => {
      const { town, table } = await open();
      await table.damage(`provider!${provider.id}`, how);
      for (const reply of [
        await town.user(anna).say('ny behörighet'),
        await town.user(anna).open('order', { press: 'begin', case: 'K7M4QX92', provider: provider.id }),
      ]) {
        assert.match(wordsOf(reply), /Uppgifterna om utföraren går inte att läsa just nu/);
        assert.match(wordsOf(reply), reported);
      }
      assert.match(textOf(await town.user(birgit).say('administrera')), /går inte att läsa: öppna och fyll i på nytt/);
      const dialog = await town.user(birgit).open('adminProvider', { provider: provider.id });
      const typed = { name: 'Omsorg AB', certified: 'true', units: 'Hemtjänst Norr; 47110', managersRemove: 'malin' };
      const saved = await town.user(birgit).submit('adminProvider', filledIn(dialog, typed));
      assert.match(wordsOf(saved), /^Sparat: Omsorg AB/);
      assert.deepEqual((await town.services.directory.rights('anna')).managerOf, [provider.id]);
      assert.deepEqual((await town.services.directory.rights('malin')).managerOf, []);
      assert.match(JSON.stringify(await town.user(anna).say('ny behörighet')), /Fortsätt|Börja/);
    });

    it(`of a link (${how}) is as none, until the queue is linked again`, async () => {
      const { town, table } = await open();
      await table.damage('link!it', how);
      const its = channel('it');
      assert.match(wordsOf(await town.user(ida, its).say('öppna ärenden')), /inte kopplad till någon kö/);
      assert.match(wordsOf(await town.user(birgit, its).say('koppla it')), /har nu den här kanalen/);
      assert.match(wordsOf(await town.user(ida, its).say('öppna ärenden')), /^Öppna ärenden/);
    });

    it(`of a chat (${how}) is written anew by the next message`, async () => {
      const { town, table } = await open();
      await table.damage('chat!anna', how);
      assert.equal(await town.services.chats.find('anna'), undefined);
      await town.user(anna).say('hjälp');
      assert.equal((await town.services.chats.find('anna'))?.personId, 'anna');
    });

    it(`of a draft (${how}) is said to be lost, and another can be begun`, async () => {
      const { town, table } = await open();
      await table.damage(draftKey('anna', draftId), how);
      const start = await town.user(anna).say('ny behörighet');
      assert.match(wordsOf(start), /Ett utkast som du har sparat går inte att öppna/);
      assert.match(
        wordsOf(await town.user(anna).open('order', { press: 'resume', case: draftId })),
        /Utkastet går inte att öppna\. Skriv ”ny behörighet” och börja på en ny/,
      );
      const begun = await town.user(anna).open('order', { press: 'begin', case: draftId, provider: provider.id });
      assert.equal(begun.kind, 'dialog');
    });

    it(`of login details (${how}) is told of, with the way to new ones`, async () => {
      const { town, table, keys } = await open();
      const { finished } = town.cases;
      for (const key of await keys(`secret!${finished}`)) await table.damage(key, how);
      const slot = slots.credentials('tes', 1);
      const told = wordsOf(await town.user(anna).open('credentials', await dataOf(town, finished, slot)));
      assert.match(told, /går inte att läsa\. Tryck på Begär nya uppgifter/);
      const asked = await town.user(anna).press('requestCredentials', await dataOf(town, finished, slot));
      assert.match(wordsOf(asked), /Nya uppgifter är begärda/);
    });
  }

  it('that was left behind in a list shows nothing that is over', async () => {
    const { town, table } = await open();
    const { rejected } = town.cases;
    const value = { caseId: rejected, slot: slots.approver(1) };
    await table.commit([{ put: `list!todo:goran!2026-03-09.approver!${rejected}`, value }]);
    const tasks = textOf(await town.user(goran).say('mina uppgifter'));
    assert.ok(tasks.includes(formatCaseId(town.cases.asked)));
    assert.ok(!tasks.includes(formatCaseId(rejected)));
  });

  it('any of them, mangled anyhow, throws nothing at anybody and hides no whole case', async () => {
    const mangle = fc.record({
      row: fc.nat(),
      path: fc.array(fc.nat(), { maxLength: 4 }),
      value: fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 2 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(mangle, { minLength: 1, maxLength: 6 }), async (mangles) => {
        const { town, table, keys } = await open();
        const kinds = [
          'case',
          'event',
          'list',
          'secret',
          'draft',
          'provider',
          'groups',
          'rights',
          'directory',
          'link',
          'chat',
        ];
        const all = (await Promise.all(kinds.map((kind) => keys(kind)))).flat();
        const hit = new Set<string>();
        for (const { row, path, value } of mangles) {
          const key = all[row % all.length] ?? '';
          hit.add(key);
          const whole = (await table.get(key))?.value;
          await table.commit([{ put: key, value: mangled(whole, path, value) ?? null }]);
        }
        const said = await day(town);
        const list = await listed(town, 'mine', said.get('mina ärenden') ?? '');
        for (const id of Object.values(town.cases)) {
          const isWhole = ![...hit].some((key) => key.includes(id) || key === 'rights!anna');
          if (isWhole) assert.ok(list.includes(formatCaseId(id)));
        }
      }),
      { numRuns: 40 },
    );
  });
});

function mangled(whole: unknown, [step, ...rest]: readonly number[], value: unknown): unknown {
  if (step === undefined || typeof whole !== 'object' || whole === null) return value;
  const keys = Object.keys(whole);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return value;
  const copy = structuredClone(whole) as Record<string, unknown>;
  const part = mangled(copy[key], rest, value);
  if (part === undefined) Reflect.deleteProperty(copy, key);
  else copy[key] = part;
  return copy;
}
