import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UnreadableRow } from '../../src/commands/unreadable.ts';
import type { Case } from '../../src/domain/case.ts';
import { postings } from '../../src/views/postings.ts';
import { createCases } from '../../src/store/cases.ts';
import {
  altering,
  asked,
  finished,
  itTaken,
  questioned,
  rejected,
  tesQuestioned,
  withdrawn,
} from '../support/cases.ts';
import { createMemoryTable } from '../support/memory-table.ts';
import { unreadable } from '../support/unreadable.ts';

const cases = { asked, questioned, itTaken, tesQuestioned, altering, finished, rejected, withdrawn };

async function read(value: unknown, id: string, report = unreadable): Promise<Case | undefined> {
  const table = createMemoryTable();
  await table.commit([{ put: `case!${id}`, value }]);
  return (await createCases(table, report).read(id))?.value;
}

describe('the row of a case', () => {
  for (const [name, c] of Object.entries(cases)) {
    it(`is read as it was written, with what a later version has added (${name})`, async () => {
      assert.deepEqual(await read(c, c.id), JSON.parse(JSON.stringify(c)));
      const more = { ...c, colour: 'blue', application: { ...c.application, colour: 'blue' } };
      assert.deepEqual(await read(more, c.id), JSON.parse(JSON.stringify(more)));
    });

    for (const part of [
      'id',
      'state',
      'application',
      'tasks',
      'attestations',
      'questions',
      'handovers',
      'log',
      'route',
    ]) {
      it(`is unreadable without ${part} (${name})`, async () => {
        const { [part]: _gone, ...rest } = c as unknown as Record<string, unknown>;
        const keys: string[] = [];
        await assert.rejects(
          read(rest, c.id, (key) => void keys.push(key)),
          UnreadableRow,
        );
        assert.deepEqual(keys, [`case!${c.id}`]);
      });
    }
  }

  it('is unreadable under another case’s key', async () => {
    await assert.rejects(
      read(asked, 'OTHER001', () => undefined),
      UnreadableRow,
    );
  });

  it('is shown without a fault wherever it can be read, whatever was put in a place of it', async () => {
    const place = fc.tuple(
      fc.constantFrom(...Object.values(cases)),
      fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(place, fc.jsonValue({ maxDepth: 1 }), async ([c, path], value) => {
        const mangled = put(JSON.parse(JSON.stringify(c)), path, value);
        const found = await read(mangled, c.id, () => undefined).catch(() => undefined);
        if (found) postings(found);
      }),
      { numRuns: 2000 },
    );
  });
});

function put(whole: unknown, [step = 0, ...rest]: readonly number[], value: unknown): unknown {
  if (typeof whole !== 'object' || whole === null) return value;
  const keys = Object.keys(whole);
  const key = keys[step % Math.max(keys.length, 1)];
  if (key === undefined) return value;
  const part = (whole as Record<string, unknown>)[key];
  const next = rest.length === 0 ? value : put(part, rest, value);
  return Array.isArray(whole)
    ? whole.map((one: unknown, index) => (String(index) === key ? next : one))
    : { ...whole, [key]: next };
}
