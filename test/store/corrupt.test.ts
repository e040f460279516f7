/** Damaged rows of the directory, and what the rows beside them still say. What people meet of it is in test/commands. */
import assert from 'node:assert/strict';
import type { Groups } from '../../src/commands/ports.ts';
import type { Provider } from '../../src/domain/directory.ts';
import { createChats } from '../../src/store/chats.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { createDrafts } from '../../src/store/drafts.ts';
import { createAzureTable } from '../../src/store/azure-table.ts';
import { connect } from '../../src/store/client.ts';
import { after } from '../../src/store/table.ts';
import { azurite } from '../support/azurite.ts';
import { anna, birgit, goran, malin, provider, start } from '../support/cases.ts';
import { type Damage, damageable, damages } from '../support/damage.ts';
import { createMemoryTable } from '../support/memory-table.ts';

const groups: Groups = {
  revision: 0,
  orderers: [birgit.person],
  elderCare: [],
  approvers: [anna.person, goran.person],
};
const other: Provider = { ...provider, id: 'annan-ab', name: 'Annan AB' };

async function open() {
  const table = damageable(createMemoryTable());
  const reported: string[] = [];
  const unreadable = (key: string): void => void reported.push(key);
  const directory = createDirectory(table, { adminIds: ['birgit'], unreadable });
  for (const one of [provider, other]) await directory.saveProvider(undefined, one, birgit.person, start);
  await directory.saveGroups(undefined, groups, birgit.person, start);
  return { table, reported, unreadable, directory };
}

for (const how of Object.keys(damages) as Damage[]) {
  describe(`a damaged row (${how})`, () => {
    it('of rights gives none, and keeps all the others when one of them is changed', async () => {
      const { table, reported, directory } = await open();
      await table.damage('rights!anna', how);
      assert.deepEqual(await directory.rights('anna'), { managerOf: [], groups: [], admin: false, unreadable: true });
      assert.deepEqual(reported, ['rights!anna']);
      const stored = await directory.provider(provider.id);
      const without = { ...provider, managers: [malin.person] };
      assert.equal(await directory.saveProvider(stored, without, birgit.person, start), 'committed');
      assert.deepEqual(await directory.rights('anna'), {
        managerOf: ['annan-ab'],
        groups: ['approvers'],
        admin: false,
      });
    });

    it('of a provider or the groups keeps those who have rights by it, and its history', async () => {
      const { table, directory } = await open();
      for (const key of ['provider!omsorg-ab', 'groups']) await table.damage(key, how);
      const stored = await directory.provider('omsorg-ab');
      assert.deepEqual(stored?.value.managers.map(({ id }) => id).sort(), ['anna', 'malin']);
      assert.deepEqual([stored?.value.certified, stored?.value.unreadable], [false, true]);
      assert.deepEqual((await directory.providers()).map(({ id }) => id).sort(), ['annan-ab', 'omsorg-ab']);
      const own = await directory.groups();
      assert.deepEqual(own?.value.approvers.map(({ id }) => id).sort(), ['anna', 'goran']);
      assert.equal(await directory.saveProvider(stored, provider, birgit.person, start), 'committed');
      assert.equal((await directory.provider('omsorg-ab'))?.value.revision, 2);
      assert.deepEqual((await directory.provider('omsorg-ab'))?.value, { ...provider, revision: 2 });
    });

    it('of a chat or of a welcome is written anew', async () => {
      const { table, unreadable } = await open();
      const chats = createChats(table, unreadable);
      const chat = { personId: 'anna', teamsId: '29:a', conversationId: 'a:1', serviceUrl: 'https://x' };
      for (const key of ['chat!anna', 'welcome!anna']) await table.damage(key, how);
      assert.equal(await chats.find('anna'), undefined);
      await chats.save(chat);
      assert.deepEqual(await chats.find('anna'), chat);
      assert.deepEqual(
        [await chats.isFirstGreeting('anna', start), await chats.isFirstGreeting('anna', start)],
        [true, false],
      );
    });

    it('of a draft stands among the others, opens nowhere, and ends with the first wake', async () => {
      const { table, unreadable } = await open();
      const drafts = createDrafts(table, unreadable);
      await table.damage('draft!anna!AAAA0001', how);
      assert.deepEqual(
        (await drafts.all('anna')).map(({ caseId, sealed }) => [caseId, sealed]),
        [['AAAA0001', '']],
      );
      await drafts.expire('anna', 'AAAA0001', start);
      assert.equal(await drafts.find('anna', 'AAAA0001'), undefined);
    });
  });
}

it('an entity in Azure that holds no JSON has no value, and those beside it have theirs', async () => {
  const storage = { connectionString: await azurite() };
  const table = await createAzureTable({ storage, tableName: 'Corrupt', partition: 'damaged' });
  await table.commit([{ put: 'case!a', value: { whole: true } }]);
  const client = await connect(storage, 'Corrupt');
  await client.upsertEntity({ partitionKey: 'damaged', rowKey: 'case!b', v0: '{"cut":' });
  await client.upsertEntity({ partitionKey: 'damaged', rowKey: 'case!c', v0: 7 });
  await client.upsertEntity({ partitionKey: 'damaged', rowKey: 'case!d' });
  const rows = await table.range({ from: 'case!', before: after('case!'), limit: 10 });
  assert.deepEqual(
    rows.map(({ value }) => value),
    [{ whole: true }, undefined, undefined, undefined],
  );
  assert.equal((await table.get('case!b'))?.value, undefined);
});
