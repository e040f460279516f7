import assert from 'node:assert/strict';
import { anna, bertil, gunnar, hanna, lena, sithsQueue } from '../../local/people.ts';
import type { Dialog, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  ask,
  buttonsOf,
  cardOf,
  dialogOf,
  explain,
  labelled,
  meant,
  next,
  numberIn,
  open,
  textOf,
  wordsOf,
} from '../support/walk.ts';

const title = 'Beställning av SITHS-kort';
const toSign = 'Beställning att godkänna';
const permanent = 'Ja, en tillsvidareanställning som har upphört';
const temporary = 'Ja, en särskild visstidsanställning som pågår';
const never = 'Nej, aldrig';

describe('e2e: SITHS cards', () => {
  let house: House;
  let manager: User;
  let other: User;
  let orderer: User;
  let responsible: User;
  before(async () => {
    house = await openHouse();
    const { teams } = house;
    [manager, other, orderer, responsible] = [anna, bertil, gunnar, lena].map(({ id }) => teams.as(id)) as [
      User,
      User,
      User,
      User,
    ];
    await teams.as(hanna.id).sayIn(sithsQueue, 'koppla siths');
  });
  after(() => house?.close());

  const question = async (): Promise<Dialog> => {
    const start = await ask(manager, 'siths', 'SITHS-kort');
    return open(manager, start, buttonsOf(start).includes('Börja') ? 'Börja' : 'Börja på en ny');
  };
  const answered = async (choice: string, anyway = false): Promise<Dialog> => {
    const form = await question();
    return dialogOf(
      await form
        .fill({
          [labelled(form, 'Anställning i kommunen')]: choice,
          ...(anyway ? { [labelled(form, 'Ett kort')]: true } : {}),
        })
        .press('Nästa'),
    );
  };
  const summaryOf = async (choice: string, anyway = false): Promise<Dialog> =>
    meant(await next((await answered(choice, anyway)).fill({ Namn: 'Kim Test', Personnummer: '19900602-2397' })));
  const sent = async (choice: string, anyway = false): Promise<string> => {
    const summary = await summaryOf(choice, anyway);
    const signed = summary.fill({
      [labelled(summary, 'Underskrift')]: true,
      [labelled(summary, 'Godkänns av')]: 'Gunnar Ros',
    });
    return numberIn(wordsOf(await signed.press('Skicka')));
  };

  it('R21, R24: who has left a permanent post gets a new card, signed by the manager and an orderer, handed out and receipted', async () => {
    const summary = await summaryOf(permanent);
    assert.match(summary.text(), /Personen behöver ett nytt företagskort/);
    const unsigned = await summary.fill({ [labelled(summary, 'Godkänns av')]: 'Gunnar Ros' }).press('Skicka');
    assert.match(wordsOf(unsigned), /ska undertecknas av dig/);
    const number = await sent(permanent);
    const card = await cardOf(orderer, number, toSign);
    assert.match(textOf(card), /Undertecknad av: Anna Ek/);
    assert.match(textOf(card), /Enligt rutinen: Personen behöver ett nytt företagskort/);
    await orderer.press(card, 'Godkänn');
    const task = await cardOf(responsible, number, 'SITHS-kort', { in: sithsQueue });
    await responsible.press(task, 'Ta ärendet');
    const dialog = await open(
      responsible,
      await cardOf(responsible, number, 'SITHS-kort', { in: sithsQueue, says: 'har ärendet' }),
      'Öppna',
    );
    assert.ok(!dialog.labels().includes('Tillfälligt lösenord'), 'a card has no login details');
    assert.equal((await dialog.press('Klarmarkera')).kind, 'closed');
    const receipt = await cardOf(manager, number, 'SITHS-kort: kvittera', { says: 'Väntar på dig' });
    await manager.press(receipt, 'Kvittera mottagen');
    await cardOf(manager, number, 'SITHS-kort: kvittera', { says: 'Kvitterat av Anna Ek' });
    await cardOf(manager, number, title, { says: 'Klar' });
    assert.deepEqual(house.teams.failures(), []);
  });

  it('R23: with a temporary post nothing is ordered, and the form says why', async () => {
    const again = await answered(temporary);
    assert.match(again.text(), /samma SITHS-kort som i kommunen.*Ingen beställning behövs/s);
    assert.ok(again.labels().some((label) => label.startsWith('Anställning i kommunen')));
  });

  it('where the routine is silent the orderer decides, and says why', async () => {
    const number = await sent(never);
    const card = await cardOf(orderer, number, toSign, { says: 'Rutinen säger inte' });
    assert.equal((await explain(orderer, card, 'Godkänn', 'Ska skriva i journal.')).kind, 'closed');
    await cardOf(manager, number, title, { says: 'Ska skriva i journal.' });
  });

  it('the manager may receipt what a queue that works by mail has sent', async () => {
    const number = await sent(permanent);
    await orderer.press(await cardOf(orderer, number, toSign), 'Godkänn');
    const status = await cardOf(manager, number, title, { says: 'Handläggs' });
    await manager.press(status, 'Kvittera mottagen');
    await cardOf(manager, number, title, { says: 'Klar' });
  });

  it('nobody but an orderer is offered as the other to sign', async () => {
    const summary = await summaryOf(permanent);
    assert.deepEqual(summary.choices(labelled(summary, 'Godkänns av')), ['Gunnar Ros']);
    assert.ok(!summary.labels().some((label) => label.startsWith('Jag är chef')));
    assert.ok(other.cards().every((card) => !textOf(card).includes(toSign)));
  });
});
