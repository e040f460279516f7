import assert from 'node:assert/strict';
import { anna, fatima, systemQueue } from '../../../local/people.ts';
import type { User } from '../../../local/teams/index.ts';
import { type House, openMolndal } from '../../support/house.ts';
import { begin, cardOf, kimsNumber, labelled, meant, next, numberIn, textOf, wordsOf } from '../../support/walk.ts';

const day = 24 * 60;

describe('e2e, Mölndal: the week', () => {
  let house: House;
  let manager: User;
  let administrator: User;
  before(async () => {
    house = await openMolndal();
    [manager, administrator] = [anna, fatima].map(({ id }) => house.teams.as(id)) as [User, User];
  });
  after(() => house?.close());

  it('R110: when a week has gone by and it is not done, both the manager and VOF IT hear of it', async () => {
    const second = await next((await begin(manager)).fill({ Namn: 'Kim Test', Personnummer: kimsNumber }));
    const summary = await next(second.fill({ [labelled(second, 'System: Inloggning')]: 'Yubikey' }));
    const number = numberIn(wordsOf(await meant(summary).press('Skicka')));
    await cardOf(administrator, number, 'Yubikey', { in: systemQueue, says: 'Ska vara klart: omkring 9 mars 2026' });
    await house.restart(8 * day);
    const news = await cardOf(manager, number, 'Ansökan tar längre tid än väntat');
    for (const words of ['Skulle ha varit klar: omkring 9 mars 2026', 'Yubikey, VOF IT: i kön', '031-315 28 30'])
      assert.ok(textOf(news).includes(words), `${words} in ${textOf(news)}`);
    await administrator.waitFor((message) => textOf(message).includes('Handläggningstiden som har utlovats har gått'), {
      in: systemQueue,
    });
    assert.deepEqual(house.teams.failures(), []);
  });
});
