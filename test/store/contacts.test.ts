import assert from 'node:assert/strict';
import { createDirectory } from '../../src/store/directory.ts';
import { anna, provider, start, stranger } from '../support/cases.ts';
import { createMemoryTable } from '../support/memory-table.ts';

describe('store/contacts', () => {
  it('R114: the right of a named contact comes and goes with the entry, beside a manager’s', async () => {
    const directory = createDirectory(createMemoryTable(), { adminIds: [], unreadable: () => undefined });
    const save = async (contacts: readonly (typeof anna)['person'][]): Promise<void> => {
      const before = await directory.provider(provider.id);
      const after = { ...provider, namedContacts: contacts };
      assert.equal(await directory.saveProvider(before, after, anna.person, start), 'committed');
    };
    await save([stranger.person, anna.person]);
    const rights = async (id: string) => {
      const { managerOf, contactOf = [] } = await directory.rights(id);
      return { managerOf, contactOf };
    };
    assert.deepEqual(await rights(stranger.person.id), { managerOf: [], contactOf: [provider.id] });
    assert.deepEqual(await rights(anna.person.id), { managerOf: [provider.id], contactOf: [provider.id] });
    await save([anna.person]);
    assert.deepEqual(await rights(stranger.person.id), { managerOf: [], contactOf: [] });
    assert.deepEqual(await rights(anna.person.id), { managerOf: [provider.id], contactOf: [provider.id] });
  });
});
