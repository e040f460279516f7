import assert from 'node:assert/strict';
import { anna, david, itQueue } from '../../local/people.ts';
import type { Shown } from '../../local/teams/index.ts';
import { order, textOf, wordsOf } from '../support/walk.ts';
import { look, settle } from './evidence.ts';
import { killAt } from './kills.ts';
import { followMessages } from './ledger.ts';
import { createMemory } from './memory.ts';
import { openTown, type Town } from './town.ts';
import { countDoubles } from './doubles.ts';

describe('crash: a card that came twice', function () {
  this.timeout(90_000);
  let town: Town;
  before(async () => void (town = await openTown()));
  after(() => town?.close());

  it('killed between Teams and its own record the bot sends once more, and the click on the stray makes both right', async () => {
    const ledger = followMessages(town);
    const settled = async (): Promise<void> => {
      const { faults } = await settle(town, ledger, createMemory());
      assert.deepEqual(faults, []);
    };
    // First comes the way into the form, then the status card, then the task's.
    const killed = new Promise<void>((resolve) => {
      killAt(
        town,
        'after a card is sent',
        3,
        () => void Promise.all([town.first.kill(), ledger.cut()]).then(() => resolve()),
      );
    });
    const number = await order(town.teams.as(anna.id));
    await killed;
    town.skip(21_000);
    await town.first.start();
    town.teams.botUrl = town.first.url;
    await settled();

    const caseworker = town.teams.as(david.id);
    const cards = (): Shown[] => caseworker.cards(itQueue).filter((card) => textOf(card).includes(number));
    const [stray, known] = cards();
    assert.ok(stray && known && cards().length === 2);
    assert.equal(countDoubles(await look(town, ledger)), 1);
    assert.match(wordsOf(await caseworker.press(stray, 'Ta ärendet')), /David Sand har ärendet/);
    await settled();
    for (const card of cards()) assert.match(textOf(card), /David Sand har ärendet/);
    await caseworker.press(known, 'Lägg tillbaka i kön');
    await settled();
    for (const card of cards()) assert.match(textOf(card), /I kön/);
  });
});
