import assert from 'node:assert/strict';
import {
  anna,
  bertil,
  cecilia,
  david,
  elin,
  fatima,
  gunnar,
  hanna,
  itQueue,
  ivar,
  jonas,
  karin,
  systemQueue,
} from '../../local/people.ts';
import type { LocalTeams, Shown, User } from '../../local/teams/index.ts';
import { dataOf, forge } from '../support/forge.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  actionsOn,
  ask,
  cardOf,
  dialogOf,
  explain,
  finish,
  kimsNumber,
  lisasNumber,
  open,
  order,
  textOf,
  wordsOf,
} from '../support/walk.ts';

const account = 'Konto och ansvarskod';
const given = `Inloggningsuppgifter: ${account}`;
const userName = 'dei-hemlig-77';
const password = 'Blåbär&<Skogen>99';
const notEntitled = /Det här får bara den som beställde, eller en annan ansvarig chef hos samma utförare, göra\./;

describe('e2e: credentials', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let colleague: User;
  let caseworker: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    manager = teams.as(anna.id);
    colleague = teams.as(bertil.id);
    caseworker = teams.as(david.id);
  });
  after(() => house?.close());

  /** A case whose account is made, with the manager's card of its login details. */
  const handedOver = async (): Promise<{ number: string; card: Shown }> => {
    const number = await order(manager, { name: 'Lisa Inlogg', personnummer: lisasNumber });
    await finish(caseworker, await cardOf(caseworker, number, account, { in: itQueue }), { userName, password });
    return { number, card: await cardOf(manager, number, given) };
  };

  const receipt = async (number: string, card: Shown): Promise<void> => {
    await (await open(manager, card, 'Visa inloggningsuppgifter')).press('Klar – radera uppgifterna');
    await cardOf(manager, number, given, { says: 'Kvitterade' });
  };

  it('R19, R57: the manager opens user name and password in a dialog, and after the receipt they are gone', async () => {
    const { number, card } = await handedOver();
    assert.ok(!textOf(card).includes(password) && !textOf(card).includes(userName));
    const dialog = await open(manager, card, 'Visa inloggningsuppgifter');
    const lines = dialog.text().split('\n');
    for (const line of ['Gäller: Lisa Inlogg', `Användarnamn: ${userName}`, `Tillfälligt lösenord: ${password}`])
      assert.ok(lines.includes(line), `${line} is missing in:\n${dialog.text()}`);
    assert.match(dialog.text(), /10 minuter efter att de öppnades första gången/);
    await cardOf(manager, number, given, { says: /Öppnade 2 mars.+ av Anna Ek/ });
    assert.ok((await open(manager, card, 'Visa inloggningsuppgifter')).text().includes(password), 'a lost answer');
    assert.equal((await dialog.press('Klar – radera uppgifterna')).kind, 'closed');
    const spent = await cardOf(manager, number, given, { says: /Kvitterade 2 mars.+; uppgifterna är raderade/ });
    assert.deepEqual(actionsOn(spent), ['Begär nya uppgifter']);
    const late = await manager.press(card, 'Visa inloggningsuppgifter', {}, { asSeen: true });
    assert.match(wordsOf(late), /Inloggningsuppgifterna är borttagna\. Tryck på Begär nya uppgifter/);
  });

  it('R19: another responsible manager of the provider may open them too', async () => {
    const { number } = await handedOver();
    const own = await ask(colleague, `ärende ${number}`, 'Ansökan om behörighet');
    const dialog = await open(colleague, own, 'Visa inloggningsuppgifter');
    assert.ok(dialog.text().includes(password));
    await dialog.press('Klar – radera uppgifterna');
    await cardOf(manager, number, given, { says: 'uppgifterna är raderade' });
  });

  it('R19: anybody else who forges the button or the dialog is refused and shown nothing', async () => {
    const { number, card } = await handedOver();
    const data = dataOf(card, 'Visa inloggningsuppgifter');
    const others = [cecilia, jonas, ivar, karin, gunnar, hanna, david, elin, fatima].map(({ id }) => teams.as(id));
    for (const other of others) {
      for (const press of ['task/fetch', 'task/submit'] as const) {
        const words = await forge(teams, other, { press, data });
        assert.match(words, notEntitled, other.person.name);
      }
      assert.match(await forge(teams, other, { verb: 'requestCredentials', data }), notEntitled);
    }
    const inChannel = await forge(teams, caseworker, { press: 'task/fetch', data }, itQueue);
    assert.match(inChannel, notEntitled);
    await cardOf(manager, number, given, { says: 'Väntar på dig' });
  });

  it('Begär nya uppgifter leads to a new task, a new card, and other details', async () => {
    const { number, card } = await handedOver();
    await receipt(number, card);
    const requested = wordsOf(await manager.press(card, 'Begär nya uppgifter'));
    assert.ok(!requested.includes('Begär nya uppgifter'), requested);
    const task = await cardOf(caseworker, number, `Nya inloggningsuppgifter: ${account}`, {
      in: itQueue,
      says: 'I kön',
    });
    await finish(caseworker, task, { userName, password: 'Lingon-2' });
    const fresh = await manager.waitFor(
      (message) => textOf(message).startsWith(given) && textOf(message).includes(number) && message.id !== card.id,
    );
    const dialog = await open(manager, fresh, 'Visa inloggningsuppgifter');
    assert.match(dialog.text(), /Tillfälligt lösenord: Lingon-2\n/);
    assert.ok(!dialog.text().includes(password));
  });

  it('Begär nya uppgifter pressed twice at once makes one task', async () => {
    const { number, card } = await handedOver();
    await receipt(number, card);
    await Promise.all([manager.press(card, 'Begär nya uppgifter'), manager.press(card, 'Begär nya uppgifter')]);
    const heading = `Nya inloggningsuppgifter: ${account}`;
    await cardOf(caseworker, number, heading, { in: itQueue, says: 'I kön' });
    await cardOf(manager, number, 'Ansökan om behörighet', { says: 'i kön för nya inloggningsuppgifter' });
    const posts = caseworker.cards(itQueue).filter((one) => {
      const text = textOf(one);
      return text.includes(number) && text.startsWith(heading) && text.includes('Ta ärendet');
    });
    assert.equal(posts.length, 1);
  });

  it('details that are not received are gone ten minutes after the first opening', async () => {
    const { number, card } = await handedOver();
    const dialog = await open(manager, card, 'Visa inloggningsuppgifter');
    await house.restart(11);
    const expired = await cardOf(manager, number, given, { says: 'Tiden gick ut; uppgifterna är raderade' });
    assert.deepEqual(actionsOn(expired), ['Begär nya uppgifter']);
    const late = await manager.press(card, 'Visa inloggningsuppgifter', {}, { asSeen: true });
    assert.match(wordsOf(late), /Inloggningsuppgifterna är borttagna/);
    assert.match(wordsOf(await dialog.press('Klar – radera uppgifterna')), /borttagna/);
  });

  it('unopened details are reminded of after three days, and gone after fourteen', async function () {
    // The bot starts twice.
    this.timeout(60_000);
    const { number } = await handedOver();
    await house.restart(3 * 24 * 60);
    await manager.waitFor((message) => textOf(message).includes('Påminnelse') && textOf(message).includes(number));
    await house.restart(11 * 24 * 60);
    await cardOf(manager, number, given, { says: 'Öppnades aldrig; uppgifterna är raderade' });
  });

  it('R72: a caseworker and the approver see the personnummer in a dialog alone', async () => {
    const number = await order(manager, { approver: bertil.name });
    const asked = await cardOf(colleague, number, 'Ansökan att godkänna');
    const shown = await open(colleague, asked, 'Visa personnummer');
    assert.ok(shown.text().includes(kimsNumber));
    await colleague.press(asked, 'Godkänn');
    const task = await cardOf(caseworker, number, account, { in: itQueue });
    const opened = await open(caseworker, task, 'Öppna');
    assert.equal(opened.values['Personnummer'], kimsNumber);
    for (const other of [ivar, karin, fatima, hanna].map(({ id }) => teams.as(id))) {
      const words = await forge(teams, other, { press: 'task/fetch', data: dataOf(asked, 'Visa personnummer') });
      assert.ok(!words.includes('1990'), other.person.name);
    }
  });

  it('Historik says who opened what, and when, without showing it', async () => {
    const { number, card } = await handedOver();
    await receipt(number, card);
    const status = await cardOf(manager, number, 'Ansökan om behörighet');
    const history = (await open(manager, status, 'Historik')).text();
    assert.match(history, /Anna Ek/);
    assert.match(history, /David Sand/);
    assert.ok(!history.includes(password) && !history.includes('2000'));
  });

  it('no part of a personnummer and no login details reach a channel, a chat, a notification or the log', async () => {
    // More ways in: a question, a rejection, a draft that was refused, lists, and a task that gives details.
    const number = await order(manager, { systems: ['Treserva', 'TES'] });
    const task = await cardOf(caseworker, number, account, { in: itQueue });
    await caseworker.press(task, 'Ta ärendet');
    const refused = dialogOf(await explain(caseworker, task, 'Begär komplettering', `Är ${kimsNumber} rätt?`));
    await refused.fill({ [refused.labels()[0] ?? '']: 'Är personnumret rätt?' }).press('Begär komplettering');
    const asking = await cardOf(manager, number, 'Begäran om komplettering');
    await (await open(manager, asking, 'Komplettera')).fill({ 'Ditt svar': 'Ja' }).press('Skicka');
    await finish(caseworker, task, { userName, password });
    const tes = await cardOf(teams.as(fatima.id), number, 'TES', { in: systemQueue });
    await finish(teams.as(fatima.id), tes, { userName, password });
    await cardOf(manager, number, 'Inloggningsuppgifter: TES');
    await ask(manager, 'mina ärenden', 'Mina ärenden');
    await ask(caseworker, 'öppna ärenden', 'Öppna ärenden', itQueue);
    await manager.say(`Hej, jag vill beställa till ${kimsNumber}`);

    const secrets = [password, userName, 'Lingon-2', ...[kimsNumber, lisasNumber].flatMap(partsOf)];
    const toTeams = teams.calls.map(({ body }) => JSON.stringify(body ?? ''));
    const answers = teams.deliveries
      .filter(({ activity }) => !/^task\//.test((activity as { name?: string }).name ?? ''))
      .map(({ body }) => JSON.stringify(body ?? ''));
    assert.ok(toTeams.length > 100 && answers.length > 20);
    // Four digits of an instant, a port or a process are no part of a personnummer.
    const log = [house.log().replace(/"(?:time|pid|port|ms)":\d+/g, '')];
    for (const [where, texts] of Object.entries({ toTeams, answers, log })) {
      const leaks = secrets.flatMap((secret) =>
        texts.filter((text) => text.includes(secret)).map((text) => [secret, text]),
      );
      assert.deepEqual(leaks, [], where);
    }
    assert.match(house.log(), /listening/);
    const summaries = teams.calls.flatMap(({ body }) => (body as { summary?: string } | undefined)?.summary ?? []);
    const named = summaries.filter((summary) => /Kim Test|Lisa Inlogg/.test(summary));
    assert.deepEqual(named, [], 'a notification names a person');
  });

  it('Teams had nothing to complain of', () =>
    assert.deepEqual(
      teams.failures().map(({ problem }) => problem),
      [],
    ));
});

/** Every way in which a part of it might be written. */
function partsOf(personnummer: string): string[] {
  const [birth = '', serial = ''] = personnummer.split('-');
  const [, year = '', month = '', day = ''] = /^(\d{4})(\d\d)(\d\d)$/.exec(birth) ?? [];
  return [
    birth,
    birth.slice(2),
    serial,
    `${year}-${month}-${day}`,
    `${Number(day)} ${month === '06' ? 'juni' : 'januari'} ${year}`,
  ];
}
