import assert from 'node:assert/strict';
import { anna, david, elin, fatima, hanna, itQueue, ivar, systemQueue } from '../../local/people.ts';
import type { LocalTeams, Shown, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import { ask, cardOf, finish, order, textOf } from '../support/walk.ts';

const account = 'Konto och ansvarskod';

/** The picture on a card: a data URI and its words. */
function pictureOn({ card }: Shown): { readonly url: string; readonly alt: string } {
  const found = JSON.stringify(card ?? {});
  const url = /data:image\/png;base64,[A-Za-z0-9+/=]+/.exec(found)?.[0] ?? '';
  const alt = /"altText":"([^"]*)"/.exec(found)?.[1] ?? '';
  return { url, alt };
}

describe('e2e: statistics', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let first: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    [manager, first] = [teams.as(anna.id), teams.as(david.id)];
  });
  after(() => house?.close());

  it('a queue that has done nothing yet says so, without a picture', async () => {
    const card = await ask(first, 'statistik', 'Statistik', itQueue);
    assert.match(textOf(card), /Kommunens IT-enhet\nInget är öppet\./);
    assert.match(textOf(card), /Inget har blivit klart de senaste 30 dagarna/);
    assert.equal(pictureOn(card).url, '');
  });

  it('what is open, waits and is overdue, and how long what is done took in hours that were open', async () => {
    const done = await order(manager);
    const late = await order(manager, { name: 'Lisa Prov', personnummer: '20000101-2384' });
    await cardOf(first, done, account, { in: itQueue });
    await cardOf(first, late, account, { in: itQueue });
    // From Monday at nine to Tuesday at nine: eight and a half hours were open.
    await house.restart(24 * 60);
    await finish(first, await cardOf(first, done, account, { in: itQueue }));
    await cardOf(first, done, account, { in: itQueue, says: 'Klar' });
    const text = textOf(await ask(first, 'statistik', 'Statistik', itQueue));
    assert.match(text, /1 öppet: 1 väntar\. Inget är försenat\./);
    assert.match(text, /Klara eller avslagna de senaste 30 dagarna: 1\./);
    assert.match(
      text,
      /Ny behörighet: Konto och ansvarskod: hälften inom 8 tim \d+ min, nio av tio inom 8 tim \d+ min \(1 klara\)/,
    );
    assert.match(text, /Omsorg AB: 1 öppet: 1 väntar\. Inget är försenat\. 1 klara/);
  });

  it('the picture is one that every client shows, and its words say the same', async () => {
    const card = await ask(first, 'statistik', 'Statistik', itQueue);
    const { url, alt } = pictureOn(card);
    const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
    assert.deepEqual([...bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    assert.match(alt, /^Handläggningstid i staplar\. Ny behörighet: Konto och ansvarskod: hälften inom 8 tim \d+ min/);
    assert.ok(Buffer.byteLength(JSON.stringify(card.card)) < 28_000);
  });

  it('an administrator sees all queues in the own chat, and each queue only its own', async () => {
    const text = textOf(await ask(teams.as(hanna.id), 'statistik', 'Statistik'));
    assert.match(text, /Norrköpings kommun\n2 öppna/);
    assert.match(text, /Kommunens IT-enhet: 1 öppet/);
    assert.match(text, /Systemförvaltningen: 1 öppet/);
    assert.match(text, /Ny behörighet: Konto och ansvarskod \(Kommunens IT-enhet\): hälften/);
    const other = textOf(await ask(teams.as(fatima.id), 'statistik', 'Statistik', systemQueue));
    assert.match(other, /Systemförvaltningen\n1 öppet/);
    assert.doesNotMatch(other, /Kommunens IT-enhet|Konto och/);
  });

  it('names nobody, and is for nobody else', async () => {
    const text = textOf(await ask(teams.as(elin.id), 'statistik', 'Statistik', itQueue));
    assert.doesNotMatch(text, /Kim Test|Lisa Prov|Anna Ek|David Sand/);
    for (const user of [manager, teams.as(ivar.id)])
      assert.match(textOf((await user.say('statistik')).at(-1) as Shown), /bara botens administratör/);
  });
});
