import assert from 'node:assert/strict';
import { anna, fatima, systemQueue } from '../../../local/people.ts';
import type { Dialog, Inputs, Shown, User } from '../../../local/teams/index.ts';
import { type House, openMolndal } from '../../support/house.ts';
import {
  begin,
  buttonsOf,
  cardOf,
  dialogOf,
  kimsNumber,
  labelled,
  lisasNumber,
  meant,
  next,
  numberIn,
  open,
  textOf,
  wordsOf,
} from '../../support/walk.ts';

const title = 'Utbildning för ny chef';
const day = 24 * 60;

describe('e2e, Mölndal: the training of a new manager', () => {
  let house: House;
  let manager: User;
  let administrator: User;
  before(async () => {
    house = await openMolndal();
    [manager, administrator] = [anna, fatima].map(({ id }) => house.teams.as(id)) as [User, User];
  });
  after(() => house?.close());

  const ordered = async (person: Inputs): Promise<string> => {
    const second = await next((await begin(manager)).fill(person));
    const summary = await next(second.fill({ [labelled(second, 'System: Inloggning')]: 'Yubikey' }));
    return numberIn(wordsOf(await meant(summary).press('Skicka')));
  };
  const task = (number: string, says: string | RegExp = ''): Promise<Shown> =>
    cardOf(administrator, number, title, { in: systemQueue, says });
  const proposing = async (number: string): Promise<Dialog> => open(administrator, await task(number), 'Föreslå tider');
  const proposed = async (number: string, ...days: string[]): Promise<void> => {
    const given = days.flatMap((one, index) => [
      [`Dag ${index + 1}`, one],
      [`Klockslag ${index + 1}`, '10.00'],
    ]);
    const dialog = await proposing(number);
    assert.equal((await dialog.fill(Object.fromEntries(given) as Inputs).press('Skicka förslag')).kind, 'closed');
  };
  const inQueue = (number: string): string =>
    administrator
      .cards(systemQueue)
      .map(textOf)
      .filter((text) => text.includes(number))
      .join('\n');

  it('R111: who is no new manager needs no training', async () => {
    const number = await ordered({ Namn: 'Lisa Test', Personnummer: lisasNumber });
    await cardOf(administrator, number, 'Yubikey', { in: systemQueue });
    assert.ok(!inQueue(number).includes(title));
  });

  it('R111, R112: times are proposed, chosen, moved and held, the policy is receipted, and then access is given', async () => {
    const number = await ordered({ Namn: 'Kim Test', Personnummer: kimsNumber, 'Ny chef': true });
    const blank = dialogOf(await (await proposing(number)).press('Skicka förslag'));
    assert.match(blank.text(), /Föreslå en till tre olika tider som inte har varit/);
    const past = blank.fill({ 'Dag 1': '2026-03-01', 'Klockslag 1': '10.00' });
    assert.match(dialogOf(await past.press('Skicka förslag')).text(), /som inte har varit/);

    await proposed(number, '2026-03-10', '2026-03-11');
    const first = await cardOf(manager, number, `${title}: tid`, { says: 'Väntar på dig' });
    assert.deepEqual(
      buttonsOf(first).filter((button) => button !== 'Historik'),
      ['tisdag 10 mars kl. 10.00', 'onsdag 11 mars kl. 10.00', 'Ingen tid passar'],
    );
    await manager.press(first, 'Ingen tid passar');
    await task(number, 'nya tider ska föreslås');

    await proposed(number, '2026-03-12', '2026-03-13');
    const second = await cardOf(manager, number, `${title}: tid`, { says: 'Väntar på dig' });
    await manager.press(second, 'torsdag 12 mars kl. 10.00');
    await cardOf(manager, number, `${title}: tid`, { says: 'Bokad: torsdag 12 mars kl. 10.00' });
    await task(number, 'bokad torsdag 12 mars kl. 10.00');

    const early = await open(administrator, await task(number), 'Öppna');
    const tried = dialogOf(await early.fill({ [labelled(early, 'IT-säkerhetspolicyn')]: true }).press('Klarmarkera'));
    assert.match(tried.text(), /Den bokade tiden har inte varit än/);

    await proposed(number, '2026-03-13');
    await cardOf(manager, number, `${title}: tid`, { says: 'Gäller inte längre' });
    const moved = await cardOf(manager, number, `${title}: tid`, { says: 'Väntar på dig' });
    await manager.press(moved, 'fredag 13 mars kl. 10.00');
    await task(number, 'bokad fredag 13 mars kl. 10.00');

    await house.restart(11 * day + 3 * 60);
    const dialog = await open(administrator, await task(number), 'Öppna');
    const without = dialogOf(await dialog.press('Klarmarkera'));
    assert.match(without.text(), /Rätta det som är markerat/);
    const held = without.fill({ [labelled(without, 'IT-säkerhetspolicyn')]: true });
    assert.equal((await held.press('Klarmarkera')).kind, 'closed');
    const receipt = await cardOf(manager, number, `${title}: kvittera`, { says: 'Utlämnat: IT-säkerhetspolicyn' });
    assert.doesNotMatch(inQueue(number), /^Yubikey$/m);
    await manager.press(receipt, 'Bekräfta kvittens');
    await cardOf(administrator, number, 'Yubikey', { in: systemQueue, says: 'I kön' });
    assert.deepEqual(house.teams.failures(), []);
  });
});
