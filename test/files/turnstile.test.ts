import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { createTurnstile } from '../../src/files/turnstile.ts';

describe('files/turnstile', () => {
  it('lets so many through at once, all in the end, and none is lost by a fault', async () => {
    const inTurn = createTurnstile(2);
    let inside = 0;
    let most = 0;
    const work = (n: number) =>
      inTurn(async () => {
        most = Math.max(most, (inside += 1));
        await pause(5);
        inside -= 1;
        if (n % 3 === 0) throw new Error('fault');
        return n;
      });
    const done = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => work(n)));
    assert.equal(most, 2);
    assert.equal(done.filter(({ status }) => status === 'fulfilled').length, 13);
    assert.equal(await inTurn(async () => 'free'), 'free');
  });
});
