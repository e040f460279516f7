import assert from 'node:assert/strict';
import { azurite } from '../support/azurite.ts';
import { barrage } from './barrage.ts';

/** `npm run attack` throws twenty times as many. */
const inputs = 5_000;

describe('attack: activities with something wrong in them', () => {
  it(`${inputs} of them: no crash, no 5xx, no fault, nothing shown of the insides, nothing stored, memory flat`, async () => {
    const seed = Math.floor(Math.random() * 1_000_000);
    const { bad, serverErrors, before, after } = await barrage(await azurite(), inputs, seed);
    assert.deepEqual(bad.slice(0, 5), [], `seed ${seed}: ${bad.length} bad inputs`);
    assert.equal(serverErrors, 0);
    assert.ok(after.heap - before.heap < 8, `heap: ${before.heap} → ${after.heap} MB`);
    assert.ok(after.resident - before.resident < 80, `resident: ${before.resident} → ${after.resident} MB`);
  }).timeout(180_000);
});
