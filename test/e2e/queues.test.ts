import assert from 'node:assert/strict';
import { anna, bertil, david, elin, fatima, itQueue, ivar, systemQueue } from '../../local/people.ts';
import type { FaultRule, LocalTeams, Shown, User } from '../../local/teams/index.ts';
import { dataOf, forge } from '../support/forge.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  actionsOn,
  ask,
  buttonsOf,
  cardOf,
  dialogOf,
  explain,
  finish,
  next,
  numberIn,
  labelled,
  open,
  type Order,
  order,
  stepWith,
  textOf,
  wordsOf,
} from '../support/walk.ts';

const account = 'Konto och ansvarskod';
const status = 'Ansökan om behörighet';
const question = 'Begäran om komplettering';
const anyNumber = /[0-9A-Z]{4}-[0-9A-Z]{4}/g;
const two: Order = { systems: ['Treserva', 'TES'] };

describe('e2e: queues', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let first: User;
  let second: User;
  let systems: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    manager = teams.as(anna.id);
    first = teams.as(david.id);
    second = teams.as(elin.id);
    systems = teams.as(fatima.id);
  });
  afterEach(() => teams.faults.clear());
  after(() => house?.close());

  const itCard = (number: string, says: string | RegExp = '', user = first): Promise<Shown> =>
    cardOf(user, number, account, { in: itQueue, says });
  const systemCard = (number: string, title: string, says: string | RegExp = ''): Promise<Shown> =>
    cardOf(systems, number, title, { in: systemQueue, says });
  const atIt = async (wanted: Order = {}): Promise<{ number: string; card: Shown }> => {
    const number = await order(manager, wanted);
    return { number, card: await itCard(number) };
  };
  const pastIt = async (wanted: Order = {}): Promise<string> => {
    const { number, card } = await atIt(wanted);
    await finish(first, card);
    return number;
  };
  /** What the bot wrote in a post's thread. */
  const thread = (post: Shown): string[] =>
    first
      .messages(post.chatId)
      .flatMap((message) => (message.rootId === post.id && message.id !== post.id ? [textOf(message)] : []));

  it('R6, R20: Systemförvaltning gets a task per system once IT has finished, and not before', async () => {
    const { number, card } = await atIt(two);
    await first.press(card, 'Ta ärendet');
    await cardOf(manager, number, status, { says: 'David Sand har ärendet' });
    const early = systems.cards(systemQueue).filter((one) => textOf(one).includes(number));
    assert.deepEqual(early, []);
    await finish(first, card);
    const treserva = await systemCard(number, 'Treserva', 'I kön');
    const tes = await systemCard(number, 'TES', 'I kön');
    assert.notEqual(treserva.id, tes.id);
  });

  it('two take a task at once: one gets it, and the other sees who', async () => {
    const { number, card } = await atIt();
    const answers = await Promise.all([first.press(card, 'Ta ärendet'), second.press(card, 'Ta ärendet')]);
    const words = answers.map(wordsOf);
    const [winner, loser] = words[0]?.includes('har redan tagit ärendet') ? [elin, words[0]] : [david, words[1]];
    assert.match(loser ?? '', new RegExp(`${winner.name} har redan tagit ärendet \\(2 mars`));
    assert.ok(
      words.every((text) => text.includes(`${winner.name} har ärendet sedan`)),
      words.join('\n---\n'),
    );
    await itCard(number, `${winner.name} har ärendet sedan`);
    await cardOf(manager, number, status, { says: `${winner.name} har ärendet` });
  });

  it('Ta över: the colleague has it from then on, and the former one must take it over first', async () => {
    const { number, card } = await atIt();
    await first.press(card, 'Ta ärendet');
    const mine = await open(first, await itCard(number, 'David Sand har'), 'Öppna');
    const theirs = await open(second, await itCard(number, 'David Sand har', second), 'Öppna');
    const refused = await theirs.fill({ 'Inga nya uppgifter': true }).press('Klarmarkera');
    assert.match(wordsOf(refused), /David Sand har ärendet\. Tryck på Ta över först\./);
    assert.match(wordsOf(await second.press(card, 'Ta över')), /Elin Berg har ärendet sedan/);
    const late = await mine.fill({ 'Inga nya uppgifter': true }).press('Klarmarkera');
    assert.match(wordsOf(late), /Elin Berg har ärendet\. Tryck på Ta över först\./);
    await finish(second, await itCard(number, 'Elin Berg har', second));
    await systemCard(number, 'Treserva');
  });

  it('Lägg tillbaka i kön: only the own one, and the thread says so', async () => {
    const { number, card } = await atIt();
    await first.press(card, 'Ta ärendet');
    await itCard(number, 'David Sand har', second);
    assert.match(wordsOf(await second.press(card, 'Lägg tillbaka i kön')), /David Sand har ärendet/);
    assert.match(wordsOf(await first.press(card, 'Lägg tillbaka i kön')), /I kön/);
    await first.waitFor('David Sand lade tillbaka ärendet i kön.', { in: itQueue, after: card });
    assert.deepEqual(thread(card), ['David Sand lade tillbaka ärendet i kön.']);
    await second.press(await itCard(number, 'I kön', second), 'Ta ärendet');
    await cardOf(manager, number, status, { says: 'Elin Berg har ärendet' });
  });

  it('Begär komplettering: the answer comes back to the one who asked, and is told in the thread', async () => {
    const { number, card } = await atIt();
    await first.press(card, 'Ta ärendet');
    assert.equal((await explain(first, card, 'Begär komplettering', 'Vilken våning?')).kind, 'closed');
    const asking = await cardOf(manager, number, question);
    assert.match(textOf(asking), /David Sand \(Konto och ansvarskod\) frågar: Vilken våning\?/);
    await itCard(number, 'David Sand har en fråga');
    const answer = (await open(manager, asking, 'Komplettera')).fill({ 'Ditt svar': 'Tredje' });
    assert.equal((await answer.press('Skicka')).kind, 'closed');
    await first.waitFor('Anna Ek har svarat på frågan.', { in: itQueue, after: card });
    const opened = await open(first, await itCard(number, 'David Sand har ärendet'), 'Öppna');
    assert.match(opened.text(), /David Sand frågade: Vilken våning\?\nAnna Ek svarade: Tredje/);
    await finish(first, card);
    await systemCard(number, 'Treserva');
  });

  it('R75: altered fields void the approval for the task they concern; the other system goes on', async () => {
    const number = await pastIt({ ...two, fields: { Roll: 'Chef' } });
    const tes = await systemCard(number, 'TES');
    await systems.press(tes, 'Ta ärendet');
    await explain(systems, tes, 'Begär komplettering', 'Ska det verkligen vara chef?');
    const dialog = await open(manager, await cardOf(manager, number, question), 'Komplettera');
    const altering = dialogOf(await dialog.fill({ 'Ditt svar': 'Nej, planerare' }).press('Ändra uppgifter'));
    const form = await stepWith(altering, 'Roll');
    const summary = await next(form.fill({ [labelled(form, 'Roll')]: 'Planerare' }));
    await summary.fill({ [labelled(summary, 'Godkänns av')]: bertil.name }).press('Skicka');
    const waiting = await systemCard(number, 'TES', 'Ändrade uppgifter väntar på attest');
    assert.ok(!buttonsOf(waiting).includes('Avslå'));
    await finish(systems, await systemCard(number, 'Treserva'));
    const approver = teams.as(bertil.id);
    const asked = await cardOf(approver, number, 'Ändrad ansökan att godkänna');
    assert.match(textOf(asked), /Ändrat sedan förra gången\nTES, Roll: Chef → Planerare/);
    await approver.press(asked, 'Godkänn');
    await systems.waitFor(/Uppgifterna är ändrade och godkända av Bertil Lund/, {
      in: systemQueue,
      after: tes,
    });
    const opened = await open(systems, await systemCard(number, 'TES', 'Fatima Alm har ärendet'), 'Öppna');
    assert.match(opened.text(), /Roll: Planerare/);
    await finish(systems, tes);
    await cardOf(manager, number, 'Ansökan är klar');
  });

  it('Avslå of an alteration that concerns every task ends the application, and is told of once', async () => {
    const { number, card } = await atIt();
    await first.press(card, 'Ta ärendet');
    await explain(first, card, 'Begär komplettering', 'Rätt enhet?');
    const dialog = await open(manager, await cardOf(manager, number, question), 'Komplettera');
    const altering = dialogOf(await dialog.fill({ 'Ditt svar': 'Nej' }).press('Ändra uppgifter'));
    const form = await stepWith(altering, 'Enhet');
    const summary = await next(await next(form.fill({ Enhet: 'Nattpatrullen (47140)' })));
    await summary.fill({ [labelled(summary, 'Godkänns av')]: bertil.name }).press('Skicka');
    const approver = teams.as(bertil.id);
    await explain(approver, await cardOf(approver, number, 'Ändrad ansökan att godkänna'), 'Avslå', 'Fel enhet');
    const told = await cardOf(manager, number, 'Ansökan är avslagen');
    assert.match(textOf(told), /Bertil Lund avslog 2 mars.+: Fel enhet/);
    await itCard(number, 'Avslagen av Bertil Lund');
    await cardOf(manager, number, status, { says: 'Avslagen' });
    const others = manager
      .cards()
      .filter((one) => textOf(one).includes(number) && textOf(one).includes('Övriga system'));
    assert.deepEqual(others, []);
  });

  it('Avslå of one system leaves the others going: the case ends delvis klar, with the reason', async () => {
    const number = await pastIt(two);
    const tes = await systemCard(number, 'TES');
    await systems.press(tes, 'Ta ärendet');
    assert.equal((await explain(systems, tes, 'Avslå', 'Enheten använder inte TES')).kind, 'closed');
    const told = await cardOf(manager, number, 'TES är avslaget');
    assert.match(textOf(told), /Fatima Alm avslog 2 mars.+: Enheten använder inte TES/);
    assert.deepEqual(actionsOn(await systemCard(number, 'TES', 'Avslagen av Fatima Alm')), []);
    await cardOf(manager, number, status, { says: 'Handläggs' });
    await finish(systems, await systemCard(number, 'Treserva'));
    const done = await cardOf(manager, number, 'Ansökan är delvis klar');
    assert.match(textOf(done), /Behörighet: Treserva\n/);
    await cardOf(manager, number, status, { says: /Delvis klar[^]*Enheten använder inte TES/ });
  });

  it('Avslå at IT ends the application', async () => {
    const { number, card } = await atIt();
    await first.press(card, 'Ta ärendet');
    await explain(first, card, 'Avslå', 'Personen finns inte');
    const told = await cardOf(manager, number, 'Ansökan är avslagen');
    assert.match(textOf(told), /David Sand avslog 2 mars.+: Personen finns inte/);
    assert.deepEqual(actionsOn(await itCard(number, 'Avslagen')), []);
    assert.ok(!systems.cards(systemQueue).some((one) => textOf(one).includes(number)));
  });

  it('Klarmarkera on a task that nobody has takes it', async () => {
    const { number, card } = await atIt();
    await finish(second, card);
    await itCard(number, /Klar 2 mars.+, Elin Berg \(inga nya uppgifter\)/);
    const late = await first.press(card, 'Ta ärendet', {}, { asSeen: true });
    assert.match(wordsOf(late), /redan avslutat av Elin Berg/);
  });

  it('Klarmarkera with both or neither of credentials and "Inga nya uppgifter" says so, and keeps what was typed', async () => {
    const { number, card } = await atIt();
    const dialog = await open(first, card, 'Öppna');
    const neither = dialogOf(await dialog.press('Klarmarkera'));
    assert.match(
      neither.text(),
      /Fyll i både användarnamn och tillfälligt lösenord, eller bocka i Inga nya uppgifter\./,
    );
    const half = dialogOf(await neither.fill({ Användarnamn: 'dei12345' }).press('Klarmarkera'));
    assert.match(half.text(), /Fyll i både användarnamn och tillfälligt lösenord/);
    assert.equal(half.values['Användarnamn'], 'dei12345');
    const both = dialogOf(
      await half.fill({ 'Tillfälligt lösenord': 'Sol-och-vår', 'Inga nya uppgifter': true }).press('Klarmarkera'),
    );
    assert.match(both.text(), /Du har både skrivit uppgifter och bockat i Inga nya uppgifter\. Välj det ena\./);
    assert.equal(both.values['Tillfälligt lösenord'], 'Sol-och-vår');
    const long = dialogOf(
      await both.fill({ 'Inga nya uppgifter': false, Användarnamn: 'd'.repeat(20_000) }).press('Klarmarkera'),
    );
    assert.match(long.text(), /får vara högst 200 tecken/);
    await itCard(number, 'I kön');
    assert.equal((await long.fill({ Användarnamn: 'dei12345' }).press('Klarmarkera')).kind, 'closed');
    await cardOf(manager, number, `Inloggningsuppgifter: ${account}`);
  });

  it('Klarmarkera pressed twice at once finishes once and gives the details once', async () => {
    const { number, card } = await atIt();
    const dialog = (await open(first, card, 'Öppna')).fill({ Användarnamn: 'dei1', 'Tillfälligt lösenord': 'x' });
    await Promise.all([dialog.press('Klarmarkera'), dialog.press('Klarmarkera')]);
    await cardOf(manager, number, `Inloggningsuppgifter: ${account}`);
    await systemCard(number, 'Treserva');
    const given = manager.cards().filter((one) => textOf(one).includes(number) && textOf(one).includes('Inloggnings'));
    assert.equal(given.length, 1);
  });

  it('a channel card clicked by somebody outside the team is refused, whatever is pressed', async () => {
    const { number, card } = await atIt();
    for (const outsider of [teams.as(ivar.id), systems, manager]) {
      const words = [
        await forge(teams, outsider, { verb: 'take', data: dataOf(card, 'Ta ärendet') }, itQueue),
        await forge(teams, outsider, { press: 'task/fetch', data: dataOf(card, 'Öppna') }, itQueue),
        await forge(teams, outsider, { press: 'task/submit', data: { ...dataOf(card, 'Öppna'), none: 'true' } }),
      ];
      for (const refusal of words) assert.equal(refusal, 'Bara den som är med i köns team i Teams kan göra det här.');
    }
    await itCard(number, 'I kön');
  });

  it('whoever has left the team cannot open a task from the next click on', async () => {
    const { number, card } = await atIt();
    const [itTeam] = teams.world.teams();
    assert.ok(itTeam);
    await open(second, card, 'Öppna');
    await teams.removeMember(itTeam.id, elin.id);
    const refused = await forge(teams, second, { press: 'task/fetch', data: dataOf(card, 'Öppna') }, itQueue);
    assert.equal(refused, 'Bara den som är med i köns team i Teams kan göra det här.');
    await teams.addMember(itTeam.id, elin.id);
    await open(second, await itCard(number, '', second), 'Öppna');
  });

  it('without an answer about the members nothing is opened or finished, and it says so', async () => {
    const { number, card } = await atIt();
    const dialog = (await open(first, card, 'Öppna')).fill({ 'Inga nya uppgifter': true });
    const silent: FaultRule = ({ path }) => (path.includes('/members/') ? { status: 403 } : undefined);
    const dead: FaultRule = ({ path }) => (path.includes('/members/') ? { reset: true } : undefined);
    for (const rule of [silent, dead]) {
      const stop = teams.faults.always(rule);
      assert.match(wordsOf(await first.press(card, 'Öppna')), /Teams svarade inte på om du är med i köns team\./);
      assert.match(wordsOf(await dialog.press('Klarmarkera')), /Teams svarade inte på om du är med i köns team\./);
      stop();
    }
    await itCard(number, 'I kön');
    assert.equal((await dialog.press('Klarmarkera')).kind, 'closed');
  });

  it('öppna ärenden shows the queue of the channel, a page at a time, with a way to each case', async () => {
    const numbers: string[] = [];
    for (const day of ['03', '04', '05', '06', '07', '08', '09'])
      numbers.push(await order(manager, { name: `Nils Dag`, person: { 'Fr.o.m.': `2027-01-${day}` } }));
    const list = await ask(first, 'öppna ärenden', 'Öppna ärenden', itQueue);
    const seen: string[] = [];
    let page: Shown = list;
    for (let turns = 0; turns < 20; turns += 1) {
      seen.push(...(textOf(page).match(anyNumber) ?? []));
      if (!buttonsOf(page).includes('Visa fler')) break;
      await first.press(page, 'Visa fler');
      page = first.messages(itQueue).find(({ id }) => id === list.id) ?? list;
    }
    assert.equal(new Set(seen).size, seen.length, 'a case stands twice');
    assert.deepEqual(seen.slice(-numbers.length), numbers, 'the latest start dates come last');
    const last = numbers.at(-1) ?? '';
    const shown = await first.press(page, { title: 'Visa', near: last });
    assert.match(wordsOf(shown), new RegExp(`${account}\nI kön\nÄrende ${last}`));
    await first.press(list, 'Ta ärendet');
    await itCard(last, 'David Sand har ärendet');
  });

  it('öppna ärenden in a channel without a queue says how to link one', async () => {
    const general = teams.world.teams()[0]?.channels[0]?.id ?? '';
    const [answer] = await first.sayIn(general, 'öppna ärenden');
    assert.match(textOf(answer ?? assert.fail('silence')), /inte kopplad till någon kö/);
  });

  it('mina uppgifter holds what one has taken and what one is to approve, by start date, a page at a time', async () => {
    const late = await order(manager, { approver: bertil.name, person: { 'Fr.o.m.': '2026-09-01' } });
    const early = await order(manager, { approver: bertil.name, person: { 'Fr.o.m.': '2026-05-01' } });
    const approver = teams.as(bertil.id);
    const list = await ask(approver, 'mina uppgifter', 'Mina uppgifter');
    const text = textOf(list);
    assert.match(text, new RegExp(`Att godkänna[^]*${early}[^]*Att godkänna[^]*${late}`));
    const shown = await approver.press(list, { title: 'Visa', near: early });
    assert.match(wordsOf(shown), /Ansökan att godkänna\nVäntar på dig/);

    const { number, card } = await atIt();
    await second.press(card, 'Ta ärendet');
    assert.ok(textOf(await ask(second, 'mina uppgifter', 'Mina uppgifter')).includes(number));
    await finish(second, card);
    assert.ok(!textOf(await ask(second, 'mina uppgifter', 'Mina uppgifter')).includes(number));
  });

  it('a case taken out of a list leaves the list to the others', async () => {
    const number = await order(manager);
    await cardOf(first, number, account, { in: itQueue });
    await first.sayIn(itQueue, 'öppna ärenden');
    const list = await first.waitFor('Öppna ärenden', { in: itQueue });
    const seen = await first.press(list, { title: 'Visa', near: number });
    assert.ok(seen.kind === 'card');
    await first.press(list.id, 'Ta ärendet');
    await cardOf(first, number, account, { in: itQueue, says: 'har ärendet sedan' });
    const forOthers = second.messages(itQueue).find(({ id }) => id === list.id);
    assert.match(textOf(forOthers ?? list), /^Öppna ärenden/);
  });

  it('mina ärenden shows the own ones, newest first, a page at a time', async () => {
    const number = await order(manager, { name: 'Nyast Av-alla' });
    const list = await ask(manager, 'mina ärenden', 'Mina ärenden');
    assert.equal(numberIn(textOf(list)), number);
    assert.equal(textOf(list).match(anyNumber)?.length, 6);
    const more = wordsOf(await manager.press(list, 'Visa fler'));
    assert.ok(!more.includes(number));
    assert.ok(wordsOf(await manager.press(list, 'Till början')).includes(number));
    const shown = await manager.press(list, { title: 'Visa', near: number });
    assert.match(wordsOf(shown), new RegExp(`${status}\n[^]*Ärende ${number}`));
    assert.match(wordsOf(await manager.press(list, 'Dra tillbaka ansökan')), /Tillbakadragen/);
    const none = await ask(teams.as(ivar.id), 'mina ärenden', 'Mina ärenden');
    assert.match(textOf(none), /Du har inte beställt något/);
  });

  it('R61: ärende <number> shows each their own card, and a stranger nothing', async () => {
    const number = await order(manager, { approver: bertil.name });
    const approver = teams.as(bertil.id);
    await approver.press(await cardOf(approver, number, 'Ansökan att godkänna'), 'Godkänn');
    const card = await itCard(number);
    await cardOf(manager, number, status, { says: 'godkänd av' });
    const said = async (user: User, text = `ärende ${number}`): Promise<string> =>
      textOf((await user.say(text)).at(-1) ?? assert.fail('silence'));
    assert.match(await said(manager), new RegExp(`^${status}\n`));
    assert.match(await said(manager, `ärende ${number.toLowerCase().replace('-', ' ')}`), new RegExp(`^${status}\n`));
    assert.match(await said(manager, number), new RegExp(`^${status}\n`));
    assert.match(await said(first), new RegExp(`^${account}\n`));
    const inChannel = await first.sayIn(itQueue, `ärende ${number}`);
    assert.match(textOf(inChannel.at(-1) ?? assert.fail('silence')), new RegExp(`^${account}\n`));
    for (const nobody of [teams.as(ivar.id), systems]) {
      const answer = await said(nobody);
      assert.equal(answer, 'Det finns inget ärende med det numret som du får se. Kontrollera numret.');
    }
    assert.ok(!textOf(card).includes('Omsorgspersonal'));
  });

  it('R61: a mistyped number is told from one that does not exist', async () => {
    const number = await order(manager);
    const wrong = number.replace(/.$/, (last) => (last === '2' ? '3' : '2'));
    await cardOf(manager, number, status, { says: 'Handläggs' });
    const said = async (text: string): Promise<string> =>
      textOf((await manager.say(text)).at(-1) ?? assert.fail('silence'));
    assert.match(await said(`ärende ${wrong}`), /Numret är felskrivet: kontrolltecknet stämmer inte/);
    assert.match(await said('ärende abc'), /Skriv numret som det står på kortet/);
    assert.match(await said('ärende'), /Skriv numret som det står på kortet/);
    assert.match(await said('ärende 0000-0000'), /Det finns inget ärende med det numret/);
  });

  it('Teams had nothing to complain of', () =>
    assert.deepEqual(
      teams.failures().map(({ problem }) => problem),
      [],
    ));
});
