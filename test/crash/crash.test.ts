import { pointNames } from './kills.ts';
import { run } from './run.ts';

/** The same rounds each time; `npm run crash` has other seeds and more rounds. */
const seed = 20260302;
const rounds = 10;

describe('crash: the built bot killed with kill -9', function () {
  this.timeout(180_000);

  it(`after any crash and once faults stop, what is shown is what is recorded within 60 s: ${rounds} rounds, seed ${seed}`, async () => {
    const { killed, rounds: done } = await run(seed, rounds);
    const missed = pointNames.filter((name) => killed.atPoints[name] === undefined);
    if (missed.length > 0) throw new Error(`The bot never came to: ${missed.join(', ')} (${done} rounds)`);
  });
});
