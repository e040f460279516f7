import assert from 'node:assert/strict';
import type { Groups, Stored } from '../../src/commands/ports.ts';
import type { Provider } from '../../src/domain/directory.ts';
import type { Sealed } from '../../src/domain/secret.ts';
import { createAzureTable } from '../../src/store/azure-table.ts';
import { createChats } from '../../src/store/chats.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { createDrafts } from '../../src/store/drafts.ts';
import { createWakes } from '../../src/store/wakes.ts';
import { createLinks } from '../../src/store/links.ts';
import { after, type Table } from '../../src/store/table.ts';
import { azurite } from '../support/azurite.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { unreadable } from '../support/unreadable.ts';

const person = (number: number, name = `Person ${number}`): { id: string; name: string } => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  name,
});
const [admin, anna, bo] = [person(1, 'Ada Admin'), person(2, 'Anna Chef'), person(3, 'Bo Chef')];
const now = '2026-03-02T09:00:00.000Z';

const omsorg: Provider = {
  id: 'omsorg-ab',
  revision: 1,
  name: 'Omsorg AB',
  kind: 'private',
  certified: true,
  validFrom: '2026-01-01',
  managers: [anna],
  namedContacts: [],
  units: [{ name: 'Hemtjänst Norr', costCode: '47110' }],
};
const noGroups: Groups = { revision: 1, orderers: [], elderCare: [], approvers: [] };

async function only<T>(found: Promise<Stored<T> | undefined>): Promise<Stored<T>> {
  const stored = await found;
  assert.ok(stored);
  return stored;
}

const tables: readonly (readonly [string, (name: string) => Promise<Table>])[] = [
  ['in memory', async () => createMemoryTable()],
  [
    'in Azurite',
    async (name) =>
      createAzureTable({ storage: { connectionString: await azurite() }, tableName: 'Directory', partition: name }),
  ],
];
let count = 0;

for (const [where, open] of tables) {
  describe(`the directory ${where}`, () => {
    let table: Table;
    beforeEach(async () => {
      table = await open(`test${(count += 1)}`);
    });
    const directory = () => createDirectory(table, { adminIds: [admin.id.toUpperCase()], unreadable });
    const events = (entity: string) =>
      table.range({ from: `directory!${entity}!`, before: after(`directory!${entity}!`), limit: 100 });

    it('keeps a provider and what its managers may do because of it', async () => {
      assert.equal(await directory().saveProvider(undefined, omsorg, admin, now), 'committed');
      const { value } = await only(directory().provider('omsorg-ab'));
      assert.deepEqual(value, omsorg);
      assert.deepEqual(await directory().rights(anna.id), { managerOf: ['omsorg-ab'], groups: [], admin: false });
      assert.deepEqual(await directory().rights(anna.id.toUpperCase()), await directory().rights(anna.id));
    });

    it('takes rights away at once', async () => {
      await directory().saveProvider(undefined, omsorg, admin, now);
      const stored = await only(directory().provider('omsorg-ab'));
      await directory().saveProvider(stored, { ...omsorg, managers: [bo] }, admin, now);
      assert.deepEqual((await directory().rights(anna.id)).managerOf, []);
      assert.deepEqual((await directory().rights(bo.id)).managerOf, ['omsorg-ab']);
    });

    it('counts revisions and says in its history who changed what and when', async () => {
      await directory().saveProvider(undefined, omsorg, admin, now);
      const stored = await only(directory().provider('omsorg-ab'));
      const changed = { ...omsorg, certified: false, managers: [bo] };
      await directory().saveProvider(stored, changed, admin, '2026-03-03T09:00:00.000Z');
      assert.equal((await only(directory().provider('omsorg-ab'))).value.revision, 2);
      const [, second] = await events('provider.omsorg-ab');
      const { operation: _operation, ...event } = second?.value as Record<string, unknown>;
      const changes = ['Certifierad: nej', 'Tillagd ansvarig chef: Bo Chef', 'Borttagen ansvarig chef: Anna Chef'];
      assert.deepEqual(event, { at: '2026-03-03T09:00:00.000Z', person: admin.id, by: 'Ada Admin', changes });
    });

    it('lets one of two admins win, and leaves no rights behind from the other', async () => {
      await directory().saveProvider(undefined, omsorg, admin, now);
      const stored = await only(directory().provider('omsorg-ab'));
      const outcomes = await Promise.all([
        directory().saveProvider(stored, { ...omsorg, managers: [anna, bo] }, admin, now),
        directory().saveProvider(stored, { ...omsorg, managers: [person(4)] }, bo, now),
      ]);
      assert.deepEqual([...outcomes].sort(), ['committed', 'conflict']);
      const { managers } = (await only(directory().provider('omsorg-ab'))).value;
      for (const one of [anna, bo, person(4)]) {
        const isManager = (await directory().rights(one.id)).managerOf.includes('omsorg-ab');
        assert.equal(
          isManager,
          managers.some(({ id }) => id === one.id),
          one.name,
        );
      }
    });

    it('loses neither of two changes of one person’s rights', async () => {
      const vard: Provider = { ...omsorg, id: 'vard-ab', name: 'Vård AB' };
      const outcomes = await Promise.all([
        directory().saveProvider(undefined, omsorg, admin, now),
        directory().saveProvider(undefined, vard, admin, now),
        directory().saveGroups(undefined, { ...noGroups, approvers: [anna] }, admin, now),
      ]);
      assert.deepEqual(outcomes, ['committed', 'committed', 'committed']);
      const rights = await directory().rights(anna.id);
      assert.deepEqual([...rights.managerOf].sort(), ['omsorg-ab', 'vard-ab']);
      assert.deepEqual(rights.groups, ['approvers']);
    });

    it('gives and takes the rights of groups', async () => {
      await directory().saveGroups(undefined, { ...noGroups, orderers: [anna], approvers: [anna, bo] }, admin, now);
      assert.deepEqual([...(await directory().rights(anna.id)).groups].sort(), ['approvers', 'orderers']);
      const stored = await only(directory().groups());
      assert.equal(await directory().saveGroups(stored, { ...noGroups, orderers: [anna] }, admin, now), 'committed');
      assert.deepEqual((await directory().rights(anna.id)).groups, ['orderers']);
      assert.deepEqual((await directory().rights(bo.id)).groups, []);
      assert.equal(await directory().saveGroups(stored, noGroups, admin, now), 'conflict');
    });

    it('gives providers by name, as Swedish sorts', async () => {
      for (const [index, name] of ['Östra Vården', 'Ängens Omsorg', 'Zetterbergs', 'Åsikten'].entries()) {
        await directory().saveProvider(undefined, { ...omsorg, id: `p${index}`, name }, admin, now);
      }
      const names = (await directory().providers()).map(({ name }) => name);
      assert.deepEqual(names, ['Zetterbergs', 'Åsikten', 'Ängens Omsorg', 'Östra Vården']);
    });

    it('knows nothing of strangers, and admins by configuration', async () => {
      assert.deepEqual(await directory().rights('a/b'), { managerOf: [], groups: [], admin: false });
      assert.equal((await directory().rights(admin.id)).admin, true);
      assert.equal(await directory().groups(), undefined);
      assert.equal(await directory().provider('none'), undefined);
    });
  });
}

describe('the directory in memory, when storage fails', () => {
  it('knows its own change again after a lost answer', async () => {
    const table = createMemoryTable();
    // As the storage client does: it repeats the write, and sees a conflict with itself.
    const repeating: Table = {
      ...table,
      commit: async (writes) => {
        await table.commit(writes);
        return table.commit(writes);
      },
    };
    const directory = createDirectory(repeating, { adminIds: [], unreadable });
    assert.equal(await directory.saveProvider(undefined, omsorg, admin, now), 'committed');
    assert.equal((await directory.provider('omsorg-ab'))?.value.revision, 1);
  });

  it('refuses a change of more rights than a transaction holds', async () => {
    const directory = createDirectory(createMemoryTable(), { adminIds: [], unreadable });
    const managers = Array.from({ length: 99 }, (_, index) => person(index + 10));
    await assert.rejects(
      directory.saveProvider(undefined, { ...omsorg, managers }, admin, now),
      /99 people at once; 97/,
    );
  });

  it('reads with keys alone, one row for one person’s rights', async () => {
    const table = createMemoryTable();
    await createDirectory(table, { adminIds: [], unreadable }).rights(anna.id);
    assert.deepEqual({ get: table.calls.get, range: table.calls.range }, { get: 1, range: 0 });
  });
});

describe('links, chats and drafts', () => {
  it('keep the latest channel of a queue, with its history', async () => {
    const table = createMemoryTable();
    const links = createLinks(table, unreadable);
    const link = {
      queue: 'it',
      channelId: '19:a@thread.tacv2',
      teamId: 'team',
      teamName: 'IT',
      serviceUrl: 'https://x',
      by: admin,
      at: now,
    };
    await links.save(link);
    await Promise.all([
      links.save({ ...link, channelId: '19:b@thread.tacv2' }),
      links.save({ ...link, queue: 'onCall' }),
    ]);
    assert.equal((await links.find('it'))?.channelId, '19:b@thread.tacv2');
    assert.deepEqual(
      (await links.all()).map(({ queue }) => queue),
      ['it', 'onCall'],
    );
    assert.equal(table.rows().filter(({ key }) => key.startsWith('directory!link.it!')).length, 2);
  });

  it('keep where a person’s chat was last seen', async () => {
    const chats = createChats(createMemoryTable(), unreadable);
    const chat = { personId: anna.id, teamsId: '29:a', conversationId: 'a:1', serviceUrl: 'https://x' };
    await chats.save(chat);
    await chats.save({ ...chat, conversationId: 'a:2' });
    assert.equal((await chats.find(anna.id))?.conversationId, 'a:2');
    assert.equal(await chats.find(bo.id), undefined);
  });

  it('give a person’s drafts with the newest first, and remove one without fuss', async () => {
    const drafts = createDrafts(createMemoryTable(), unreadable);
    const sealed = 'v1.k.a.b' as Sealed;
    const expiresAt = '2026-03-17T00:00:00.000Z';
    await drafts.save(anna.id, { caseId: 'AAAA0001', savedAt: '2026-03-02T10:00:00.000Z', expiresAt, sealed });
    await drafts.save(anna.id, { caseId: 'AAAA0002', savedAt: '2026-03-02T12:00:00.000Z', expiresAt, sealed });
    await drafts.save(bo.id, { caseId: 'AAAA0003', savedAt: now, expiresAt, sealed });
    assert.deepEqual(
      (await drafts.all(anna.id)).map(({ caseId }) => caseId),
      ['AAAA0002', 'AAAA0001'],
    );
    await drafts.remove(anna.id, 'AAAA0002');
    await drafts.remove(anna.id, 'AAAA0002');
    assert.equal(await drafts.find(anna.id, 'AAAA0002'), undefined);
    assert.equal((await drafts.find(anna.id, 'AAAA0001'))?.sealed, sealed);
  });

  it('remove a draft when its time is out, and have written a wake for that', async () => {
    const table = createMemoryTable();
    const drafts = createDrafts(table, unreadable);
    const [early, late] = ['2026-03-17T00:00:00.000Z', '2026-03-18T00:00:00.000Z'];
    const draft = { caseId: 'AAAA0001', savedAt: now, sealed: 'v1.k.a.b' as Sealed };
    await drafts.save(anna.id, { ...draft, expiresAt: early });
    await drafts.save(anna.id, { ...draft, expiresAt: late });
    const due = await createWakes(table, () => undefined).due(early, 10);
    assert.deepEqual(
      due.map(({ caseId, draftOf }) => [caseId, draftOf]),
      [['AAAA0001', anna.id]],
    );
    await drafts.expire(anna.id, 'AAAA0001', early);
    assert.ok(await drafts.find(anna.id, 'AAAA0001'), 'it was saved anew since');
    await drafts.expire(anna.id, 'AAAA0001', late);
    assert.equal(await drafts.find(anna.id, 'AAAA0001'), undefined);
  });
});
