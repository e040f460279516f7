import assert from 'node:assert/strict';
import { after as endOf, type Row, type Table, type Write } from '../../src/store/table.ts';
import { tables } from './tables.ts';

for (const [name, create] of Object.entries(tables)) {
  describe(`a table (${name})`, () => {
    let table: Table;

    beforeEach(async () => {
      table = await create();
    });

    async function put(key: string, value: unknown): Promise<Row> {
      assert.equal(await table.commit([{ put: key, value }]), 'committed');
      return read(key);
    }

    async function read(key: string): Promise<Row> {
      const row = await table.get(key);
      assert.ok(row, `no row ${key}`);
      return row;
    }

    const keysOf = (rows: readonly Row[]): string[] => rows.map(({ key }) => key);

    describe('reading', () => {
      it('a row that was never written is undefined', async () => {
        assert.equal(await table.get('case!a'), undefined);
      });

      it('a row has its key, its value and the same ETag however it is read', async () => {
        const row = await put('case!a', { state: 'handling', tasks: [1, null] });
        assert.deepEqual(row, { key: 'case!a', etag: row.etag, value: { state: 'handling', tasks: [1, null] } });
        assert.deepEqual(await table.range({ from: 'case!', before: endOf('case!'), limit: 5 }), [row]);
      });

      it('what was read or written is a copy', async () => {
        const value = { tasks: ['a'] };
        await put('case!a', value);
        value.tasks.push('b');
        const first = (await read('case!a')).value as typeof value;
        first.tasks.push('c');
        assert.deepEqual((await read('case!a')).value, { tasks: ['a'] });
      });

      it('a range holds its first key and not its last, in the order of code units', async () => {
        for (const key of ['b', 'a~', 'a!2', 'B', 'a', 'a!10', 'c', '0']) {
          await put(key, key);
        }
        assert.deepEqual(keysOf(await table.range({ from: 'B', before: 'c', limit: 100 })), [
          ...['B', 'a', 'a!10', 'a!2', 'a~', 'b'],
        ]);
        assert.deepEqual(keysOf(await table.range({ from: 'a!', before: endOf('a!'), limit: 100 })), ['a!10', 'a!2']);
        assert.deepEqual(await table.range({ from: 'c', before: 'a', limit: 100 }), []);
      });

      it('a range stops at its limit, also where that is more than the service gives at once', async () => {
        for (let batch = 0; batch < 11; batch += 1) {
          const keys = Array.from({ length: 100 }, (_, index) => `r!${1000 + batch * 100 + index}`);
          await table.commit(keys.map((key) => ({ put: key, value: 0 })));
        }
        const all = { from: 'r!', before: endOf('r!') };
        assert.deepEqual(keysOf(await table.range({ ...all, limit: 2 })), ['r!1000', 'r!1001']);
        assert.equal((await table.range({ ...all, limit: 1050 })).at(-1)?.key, 'r!2049');
        assert.equal((await table.range({ ...all, limit: 5000 })).length, 1100);
      });
    });

    describe('writing', () => {
      it('a value replaces the one before entirely, on its ETag or blindly', async () => {
        const { etag } = await put('case!a', { a: 'x'.repeat(200_000), b: 1 });
        assert.equal(await table.commit([{ put: 'case!a', value: { a: 'x'.repeat(50_000) }, if: etag }]), 'committed');
        assert.deepEqual((await read('case!a')).value, { a: 'x'.repeat(50_000) });
        assert.deepEqual((await put('case!a', { c: 2 })).value, { c: 2 });
      });

      it('every write gives a new ETag, also of the same value', async () => {
        const first = await put('case!a', 1);
        assert.notEqual((await put('case!a', 1)).etag, first.etag);
      });

      it('`absent` creates once', async () => {
        assert.equal(await table.commit([{ put: 'case!a', value: 1, if: 'absent' }]), 'committed');
        assert.equal(await table.commit([{ put: 'case!a', value: 2, if: 'absent' }]), 'conflict');
        assert.equal((await read('case!a')).value, 1);
      });

      it('an ETag allows one write, and none once the row is gone', async () => {
        const { etag } = await put('case!a', 1);
        assert.equal(await table.commit([{ put: 'case!a', value: 2, if: etag }]), 'committed');
        assert.equal(await table.commit([{ put: 'case!a', value: 3, if: etag }]), 'conflict');
        const { etag: latest } = await read('case!a');
        assert.equal(await table.commit([{ remove: 'case!a' }]), 'committed');
        assert.equal(await table.commit([{ put: 'case!a', value: 4, if: latest }]), 'conflict');
        assert.equal(await table.get('case!a'), undefined);
      });

      it('removing a row that is not there is a conflict', async () => {
        assert.equal(await table.commit([{ remove: 'case!a' }]), 'conflict');
      });

      it('nothing to write is committed', async () => {
        assert.equal(await table.commit([]), 'committed');
      });

      const failing: Record<string, Write> = {
        'a row that exists': { put: 'old', value: 9, if: 'absent' },
        'a row that changed': { put: 'old', value: 9, if: `W/"datetime'2020-01-01T00%3A00%3A00.0000000Z'"` },
        'a row that is not there': { remove: 'gone' },
        'an ETag of a row that is not there': { put: 'gone', value: 9, if: `W/"datetime'2020'"` },
      };
      for (const [why, write] of Object.entries(failing)) {
        for (const last of [true, false]) {
          it(`${why}, ${last ? 'last' : 'first'} in a transaction, leaves nothing of it`, async () => {
            const old = await put('old', 1);
            const doomed = await put('doomed', 1);
            const others: Write[] = [{ put: 'new', value: 1 }, { remove: 'doomed' }];
            assert.equal(await table.commit(last ? [...others, write] : [write, ...others]), 'conflict');
            assert.deepEqual(await table.range({ from: '0', before: '~', limit: 10 }), [doomed, old]);
          });
        }
      }

      it('of many who write on the same ETag one succeeds', async () => {
        const { etag } = await put('case!a', 'before');
        const outcomes = await Promise.all(
          Array.from({ length: 10 }, (_, writer) =>
            table.commit([
              { put: 'case!a', value: writer, if: etag },
              { put: `event!${writer}`, value: writer, if: 'absent' },
            ]),
          ),
        );
        const winner = outcomes.indexOf('committed');
        assert.deepEqual(outcomes.toSorted(), ['committed', ...Array<string>(9).fill('conflict')]);
        assert.equal((await read('case!a')).value, winner);
        assert.deepEqual(keysOf(await table.range({ from: 'event!', before: endOf('event!'), limit: 20 })), [
          `event!${winner}`,
        ]);
      });
    });

    describe('removing on an ETag', () => {
      it('removes the row as it was read', async () => {
        const { etag } = await put('due!a', 1);
        assert.equal(await table.removeIf('due!a', etag), true);
        assert.equal(await table.get('due!a'), undefined);
      });

      it('leaves a row that was written since, and says false of one that is gone', async () => {
        const { etag } = await put('due!a', 1);
        const now = await put('due!a', 1);
        assert.equal(await table.removeIf('due!a', etag), false);
        assert.deepEqual(await read('due!a'), now);
        assert.equal(await table.removeIf('due!b', etag), false);
      });
    });

    describe('limits', () => {
      const many = (count: number): Write[] =>
        Array.from({ length: count }, (_, index) => ({ put: `k!${index}`, value: index }));

      it('a transaction takes 100 writes and not 101', async () => {
        assert.equal(await table.commit(many(100)), 'committed');
        await assert.rejects(table.commit(many(101)), /101 writes/);
      });

      it('a transaction takes each key once', async () => {
        await assert.rejects(table.commit([{ put: 'a', value: 1 }, { remove: 'a' }]), /written twice/);
        assert.equal(await table.get('a'), undefined);
      });

      it('a value just under 1 MiB comes back whole, and one above is refused before it is sent', async () => {
        const large = `${'å😀\u2028"\\'.repeat(38_000)}😀`;
        assert.deepEqual((await put('case!a', { large })).value, { large });
        await assert.rejects(table.commit([{ put: 'case!a', value: 'x'.repeat(524_000) }]), /too large/);
        assert.deepEqual((await read('case!a')).value, { large });
      });

      it('a transaction above 4 MiB is refused before it is sent', async () => {
        const writes = Array.from({ length: 10 }, (_, index) => ({ put: `k!${index}`, value: 'x'.repeat(500_000) }));
        assert.equal(await table.commit(writes.slice(0, 8)), 'committed');
        await assert.rejects(table.commit(writes), /transaction of \d+ bytes/);
      });

      it('what JSON cannot hold is refused', async () => {
        await assert.rejects(table.commit([{ put: 'a', value: undefined }]), /nothing JSON can hold/);
      });

      const refused = ['', 'a/b', 'a\\b', 'a#b', 'a?b', "a'b", 'a%b', 'a{b', 'a b', 'å', 'a\n', 'x'.repeat(501)];
      for (const key of refused) {
        it(`the key ${JSON.stringify(key.slice(0, 10))} is refused by every operation`, async () => {
          await assert.rejects(table.get(key), /Not a row key/);
          await assert.rejects(table.range({ from: key, before: 'b', limit: 1 }), /Not a row key/);
          await assert.rejects(table.range({ from: 'a', before: key, limit: 1 }), /Not a row key/);
          await assert.rejects(table.commit([{ put: key, value: 1 }]), /Not a row key/);
          await assert.rejects(table.commit([{ remove: key }]), /Not a row key/);
          await assert.rejects(table.removeIf(key, 'W/"1"'), /Not a row key/);
        });
      }

      it('a key of 500 characters is taken', async () => {
        const key = 'x'.repeat(500);
        assert.equal((await put(key, 1)).key, key);
      });

      it('a condition that would hold for any row is refused', async () => {
        await put('case!a', 1);
        for (const etag of ['*', '']) {
          await assert.rejects(table.commit([{ put: 'case!a', value: 2, if: etag }]), /Not an ETag/);
          await assert.rejects(table.removeIf('case!a', etag), /Not an ETag/);
        }
      });

      for (const limit of [0, -1, 1.5, Number.NaN]) {
        it(`a range with the limit ${limit} is refused`, async () => {
          await assert.rejects(table.range({ from: 'a', before: 'b', limit }), /limit of a range/);
        });
      }
    });
  });
}
