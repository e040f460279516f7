import assert from 'node:assert/strict';
import { anna, gunnar, hanna, lena, sithsQueue } from '../../local/people.ts';
import type { LocalMail } from '../../local/mail/index.ts';
import type { Shown, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  ask,
  buttonsOf,
  cardOf,
  dialogOf,
  kimsNumber,
  labelled,
  meant,
  next,
  numberIn,
  open,
  textOf,
  wordsOf,
} from '../support/walk.ts';

const title = 'Beställning av SITHS-kort';
/** A mail that did not go is tried again after some seconds, and after more the next time. */
const retries = 25_000;

/** A signed order of a SITHS card, which stands in the queue of those responsible. */
async function orderCard({ teams }: House): Promise<string> {
  const manager = teams.as(anna.id);
  const start = await ask(manager, 'siths', 'SITHS-kort');
  const form = await open(manager, start, buttonsOf(start).includes('Börja') ? 'Börja' : 'Börja på en ny');
  const permanent = 'Ja, en tillsvidareanställning som har upphört';
  const person = dialogOf(await form.fill({ [labelled(form, 'Anställning i kommunen')]: permanent }).press('Nästa'));
  const summary = meant(await next(person.fill({ Namn: 'Kim Test', Personnummer: kimsNumber })));
  const signed = summary.fill({
    [labelled(summary, 'Underskrift')]: true,
    [labelled(summary, 'Godkänns av')]: gunnar.name,
  });
  const number = numberIn(wordsOf(await signed.press('Skicka')));
  const orderer = teams.as(gunnar.id);
  await orderer.press(await cardOf(orderer, number, 'Beställning att godkänna'), 'Godkänn');
  return number;
}

describe('e2e: a queue that is told by mail', () => {
  let house: House;
  let mail: LocalMail;
  let manager: User;
  let admin: User;
  before(async () => {
    house = await openHouse();
    ({ mail } = house);
    [manager, admin] = [anna, hanna].map(({ id }) => house.teams.as(id)) as [User, User];
  });
  after(() => house?.close());

  const told = (says: RegExp): Promise<Shown> => admin.waitFor((message) => says.test(textOf(message)));
  const troubles = async (): Promise<string> => textOf((await admin.say('driftläge')).at(-1) ?? assert.fail('silence'));

  it('R24: those responsible for SITHS get each order by mail, with no channel and no trouble', async () => {
    const number = await orderCard(house);
    const letter = await mail.waitFor(number);
    assert.equal(letter.to, 'siths@norrkoping.example');
    assert.match(letter.subject, new RegExp(`^Ärende ${number}: SITHS-kort$`));
    assert.match(letter.text, /Gäller: Kim Test/);
    await cardOf(manager, number, title, { says: /e-post skickad 2 mars/ });
    assert.match(await troubles(), /Inget behöver åtgärdas/);
  });

  it('a server that is down for a while delays it, and the card says that it waits', async () => {
    await mail.down();
    const number = await orderCard(house);
    await cardOf(manager, number, title, { says: 'e-post väntar på att skickas' });
    await mail.up();
    await mail.waitFor(number, retries);
    await cardOf(manager, number, title, { says: /e-post skickad/ });
  }).timeout(40_000);

  it('greylisting and a broken connection after the message come to one mail, or to one id', async () => {
    mail.faults.next({ at: 'receiver', how: { reply: 450 } });
    mail.faults.next({ at: 'message', how: 'drop', accepted: true });
    const number = await orderCard(house);
    await cardOf(manager, number, title, { says: /e-post skickad/, timeout: retries });
    const ids = mail.mails().flatMap(({ id, subject }) => (subject.includes(number) ? [id] : []));
    assert.equal(ids.length, 2, 'the answer to the first was lost');
    assert.equal(new Set(ids).size, 1);
  }).timeout(40_000);

  it('a refused address is told to administrators and on the case, and one click sends it when that is mended', async () => {
    const well = mail.faults.always({ at: 'receiver', how: { reply: 550, text: '5.1.1 no such user' } });
    const number = await orderCard(house);
    const card = await told(/E-post till Ansvariga för SITHS-kort kommer inte fram/);
    assert.match(textOf(card), new RegExp(`queues\\.siths\\.mail.*${number}.*550 5\\.1\\.1`, 's'));
    await cardOf(manager, number, title, { says: 'e-posten går inte att skicka just nu' });
    assert.match(await troubles(), /kommer inte fram/);
    well();
    assert.match(wordsOf(await admin.press(card, 'Försök igen nu')), /Jag försöker igen nu/);
    await mail.waitFor(number);
    await told(/Åtgärdat/);
    await cardOf(manager, number, title, { says: /e-post skickad/ });
  });

  it('in a channel too when it has one, and a taken task is told of no more', async () => {
    await house.teams.as(hanna.id).sayIn(sithsQueue, 'koppla siths');
    const number = await orderCard(house);
    await mail.waitFor(number);
    const responsible = house.teams.as(lena.id);
    await responsible.press(await cardOf(responsible, number, 'SITHS-kort', { in: sithsQueue }), 'Ta ärendet');
    await cardOf(manager, number, title, { says: 'Lena' });
    assert.equal(mail.mails().filter(({ subject }) => subject.includes(number)).length, 1);
  });

  it('no mail holds any part of a personnummer, and the log names no address', () => {
    const digits = kimsNumber.replace('-', '');
    for (const { raw, text, subject } of mail.mails())
      for (const secret of [kimsNumber, digits, digits.slice(2), digits.slice(0, 8)])
        assert.ok(![raw, text, subject].some((part) => part.includes(secret)));
    assert.match(house.log(), /mail did not go/);
    assert.ok(!house.log().includes('siths@norrkoping.example'));
  });

  it('is read on the page of the local Teams', async () => {
    const answer = await fetch(`${house.teams.url}local/mails`);
    const [latest] = (await answer.json()) as { subject: string; text: string }[];
    assert.match(latest?.subject ?? '', /SITHS-kort/);
    const overview = await fetch(`${house.teams.url}local/overview?person=${anna.id}`);
    assert.match(await overview.text(), /"mail":\{"id":"e-post","preview":"Ärende /);
  });
});

describe('e2e: without a mail server', () => {
  const env: Record<string, string> = { SMTP_URL: '', MAIL_FROM: '' };
  let house: House;
  before(async () => void (house = await openHouse(env)));
  after(() => house?.close());

  it('the start says so, what is to be sent is kept and told, and it goes when there is one', async () => {
    assert.match(house.log(), /mail is off/);
    const number = await orderCard(house);
    const admin = house.teams.as(hanna.id);
    const card = await admin.waitFor((message) => /E-post är inte påslagen/.test(textOf(message)));
    assert.match(textOf(card), new RegExp(`SMTP_URL och MAIL_FROM.*${number}`, 's'));
    delete env['SMTP_URL'];
    delete env['MAIL_FROM'];
    await house.restart(2);
    await house.mail.waitFor(number, 15_000);
    await admin.waitFor((message) => /Åtgärdat/.test(textOf(message)));
  }).timeout(40_000);
});
