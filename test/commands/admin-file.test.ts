import assert from 'node:assert/strict';
import { applyDirectoryFile, DirectoryFileError, parseDirectoryFile } from '../../src/commands/directory-file.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { ada, anna, bo, omsorg } from '../support/admin.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { unreadable } from '../support/unreadable.ts';

const now = '2026-03-02T09:00:00.000Z';
const entry = { ...omsorg, revision: undefined, validFrom: '2026-01-01', validTo: null };
const parse = (data: unknown) => parseDirectoryFile(JSON.stringify(data), 'katalog.json');

describe('the directory file', () => {
  it('is taken as designed, ids in lower case and null as none', () => {
    const upper = { ...anna, id: anna.id.toUpperCase() };
    const file = parse({ approvers: [bo], providers: [{ ...entry, managers: [upper] }] });
    const [provider] = file.providers;
    assert.deepEqual(provider?.managers, [anna]);
    assert.deepEqual([provider?.validFrom, provider?.validTo], ['2026-01-01', undefined]);
    assert.deepEqual([file.orderers, file.elderCare, file.approvers], [[], [], [bo]]);
  });

  const faulty: readonly (readonly [string, unknown, RegExp])[] = [
    ['no providers', {}, /providers/],
    ['an unknown property', { providers: [], provider: [] }, /"provider"/],
    [
      'an id that is none',
      { providers: [{ ...entry, managers: [anna, { id: 'x', name: 'X' }] }] },
      /objekt-id.*\n.*providers\[0\]\.managers\[1\]\.id/,
    ],
    ['a provider twice', { providers: [entry, entry] }, /finns redan i listan\n.*providers\[1\]\.id/],
    ['a manager twice', { providers: [{ ...entry, managers: [anna, anna] }] }, /providers\[0\]\.managers\[1\]\.id/],
    [
      'a unit twice',
      { providers: [{ ...entry, units: [...omsorg.units, { name: 'hemtjanst norr', costCode: '47110' }] }] },
      /providers\[0\]\.units\[1\]\.name/,
    ],
    ['a day that is none', { providers: [{ ...entry, validTo: '2026-02-30' }] }, /providers\[0\]\.validTo/],
    [
      'an end before its beginning',
      { providers: [{ ...entry, validTo: '2025-12-31' }] },
      /före validFrom\n.*providers\[0\]\.validTo/,
    ],
    [
      'three named contacts',
      { providers: [{ ...entry, namedContacts: [anna, bo, ada] }] },
      /högst 2 personer\n.*providers\[0\]\.namedContacts/,
    ],
    [
      '61 managers',
      {
        providers: [
          {
            ...entry,
            managers: Array.from({ length: 61 }, (_, n) => ({ ...anna, id: anna.id.slice(0, -2) + (10 + n) })),
          },
        ],
      },
      /högst 60 personer/,
    ],
    [
      'an empty name',
      { orderers: [{ id: bo.id, name: '  ' }], providers: [] },
      /får inte vara tomt\n.*orderers\[0\]\.name/,
    ],
  ];
  for (const [what, data, message] of faulty) {
    it(`is refused with the path of the fault: ${what}`, () => {
      assert.throws(
        () => parse(data),
        (error) =>
          error instanceof DirectoryFileError && message.test(error.message) && error.message.includes('katalog.json'),
      );
    });
  }

  it('is refused when it is no JSON', () => {
    assert.throws(() => parseDirectoryFile('{', 'katalog.json'), /katalog\.json är inte giltig JSON/);
  });

  const file = parse({ approvers: [bo], providers: [entry, { ...entry, id: 'vard-ab', name: 'Vård AB' }] });

  it('fills an empty directory, once, and by two replicas at once', async () => {
    const table = createMemoryTable();
    const directory = () => createDirectory(table, { adminIds: [], unreadable });
    await Promise.all([applyDirectoryFile(directory(), file, now), applyDirectoryFile(directory(), file, now)]);
    assert.deepEqual(
      (await directory().providers()).map(({ id, revision }) => [id, revision]),
      [
        ['omsorg-ab', 1],
        ['vard-ab', 1],
      ],
    );
    assert.deepEqual([...(await directory().rights(anna.id)).managerOf].sort(), ['omsorg-ab', 'vard-ab']);
    assert.deepEqual((await directory().rights(bo.id)).groups, ['approvers']);
    const before = table.rows();
    assert.equal(await applyDirectoryFile(directory(), file, now), 'left alone');
    assert.deepEqual(table.rows(), before);
  });

  it('goes on where a start was cut short', async () => {
    const table = createMemoryTable();
    const directory = createDirectory(table, { adminIds: [], unreadable });
    const cut = { ...directory, saveGroups: () => Promise.reject(new Error('stopped')) };
    await assert.rejects(applyDirectoryFile(cut, { ...file, providers: file.providers.slice(0, 1) }, now));
    assert.equal(await applyDirectoryFile(directory, file, now), 'applied');
    assert.equal((await directory.providers()).length, 2);
  });

  it('leaves a directory alone that somebody keeps', async () => {
    const directory = createDirectory(createMemoryTable(), { adminIds: [], unreadable });
    await directory.saveProvider(undefined, { ...omsorg, id: 'annan-ab', name: 'Annan AB' }, ada, now);
    assert.equal(await applyDirectoryFile(directory, file, now), 'left alone');
    assert.deepEqual(
      (await directory.providers()).map(({ id }) => id),
      ['annan-ab'],
    );
    assert.equal(await directory.groups(), undefined);
  });
});
