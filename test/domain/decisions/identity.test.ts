import assert from 'node:assert/strict';
import type { Stage } from '../../../src/domain/case.ts';
import { checkGiving, type Giving } from '../../../src/domain/decisions/identity.ts';

const plain: Stage = { queue: 'it', queueName: 'IT', per: 'case', title: 'Lösenord' };
const asking: Stage = { ...plain, identity: ['Fråga om chefens namn.'], spoken: true };

const table: readonly [string, Stage, Giving, string | undefined][] = [
  ['login details where nothing is asked', plain, { credentials: true }, undefined],
  ['nothing new', asking, { credentials: false }, undefined],
  ['login details before the questions', asking, { credentials: true }, 'identityNotChecked'],
  ['login details after them', asking, { credentials: true, identified: true }, undefined],
  ['words before the questions', asking, { credentials: false, spoken: true }, 'identityNotChecked'],
  ['words after them', asking, { credentials: false, spoken: true, identified: true }, undefined],
  ['words where the stage has none', plain, { credentials: false, spoken: true }, 'stale'],
  ['both at once', asking, { credentials: true, spoken: true, identified: true }, 'stale'],
  ['login details where the stage gives none', { ...plain, credentials: false }, { credentials: true }, 'stale'],
];

describe('domain/decisions/identity', () => {
  for (const [what, stage, giving, reason] of table)
    it(`${what}: ${reason ?? 'given'}`, () => {
      assert.equal(checkGiving(stage, giving)?.refused.reason, reason);
    });
});
