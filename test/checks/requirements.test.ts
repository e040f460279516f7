/** test/requirements.md and the tests must say the same about every rule. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../', import.meta.url);
const lastRule = 122;

/** What the table says of each rule, by its number. */
const verdicts = new Map(
  readFileSync(new URL('requirements.md', folder), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, rule]) => /^R\d+$/.test(rule ?? ''))
    .map((cells): [string, string] => [cells[1] ?? '', cells.at(-2) ?? '']),
);

/** Rules that begin a title: `R72: …`, `R72, R69: …`, in a test or in the table that a test is made from. */
const named = new Map<string, string>();
for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.test.ts'),
)) {
  for (const [, rules = ''] of readFileSync(new URL(file, folder), 'utf8').matchAll(/['"`](R\d+(?:, R\d+)*):/g)) {
    for (const rule of rules.split(', ')) named.set(rule, file);
  }
}

const isHeld = (verdict: string): boolean => /^test\b/.test(verdict);

describe('checks: test/requirements.md', () => {
  it('has every rule once, with a verdict', () => {
    const expected = Array.from({ length: lastRule }, (_, index) => `R${index + 1}`);
    const order = [...verdicts.keys()].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
    assert.deepEqual(order, expected);
    const unclear = [...verdicts].filter(([, verdict]) => !/^(test\b|(senare|utanför): \S)/.test(verdict));
    assert.deepEqual(unclear, []);
  });

  it('says test only of what a test names', () => {
    const missing = [...verdicts]
      .filter(([rule, verdict]) => isHeld(verdict) && !named.has(rule))
      .map(([rule]) => rule);
    assert.deepEqual(missing, [], 'no test names these rules');
  });

  it('says test of everything that a test names', () => {
    const unexpected = [...named].filter(([rule]) => !isHeld(verdicts.get(rule) ?? ''));
    assert.deepEqual(unexpected, [], 'tests name these rules, though the table says something else');
  });
});
