import assert from 'node:assert/strict';
import { anna, bertil, cecilia, david, fatima, gunnar, ivar, itQueue, karin, systemQueue } from '../../local/people.ts';
import type { LocalTeams, Shown, User } from '../../local/teams/index.ts';
import { dataOf, forge } from '../support/forge.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  actionsOn,
  begin,
  buttonsOf,
  cardOf,
  dialogOf,
  explain,
  finish,
  next,
  labelled,
  open,
  order,
  ownTick,
  stepWith,
  textOf,
  toSummary,
  wordsOf,
} from '../support/walk.ts';

const toApprove = 'Ansökan att godkänna';
const status = 'Ansökan om behörighet';
const account = 'Konto och ansvarskod';
const question = 'Begäran om komplettering';

describe('e2e: attest', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let approver: User;
  let caseworker: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    manager = teams.as(anna.id);
    approver = teams.as(bertil.id);
    caseworker = teams.as(david.id);
  });
  after(() => house?.close());

  const asked = async (person: User = approver, more = {}): Promise<{ number: string; card: Shown }> => {
    const number = await order(manager, { approver: person.person.name, ...more });
    return { number, card: await cardOf(person, number, toApprove) };
  };
  const inQueue = (number: string): boolean => caseworker.cards(itQueue).some((card) => textOf(card).includes(number));

  it('R10, R75: the chosen approver gets a card in the own chat, and nothing is handled before the approval', async () => {
    const { number, card } = await asked(approver, { person: { Anledning: 'Nyanställd', 'Fr.o.m.': '2026-04-01' } });
    const text = textOf(card);
    for (const line of [
      'Beställs av: Anna Ek, Omsorg AB',
      'Gäller: Kim Test',
      'System: Treserva',
      'Fr.o.m.: 1 april 2026',
      'Anledning: Nyanställd',
      'Har redan: inget som är beställt här',
      'Väntar på dig',
    ])
      assert.ok(text.split('\n').includes(line), `${line} is missing in:\n${text}`);
    assert.match(text, /Kostnad: /);
    assert.match(textOf(await cardOf(manager, number, status)), /Väntar på attest[^]*väntar på Bertil Lund/);
    assert.ok(!inQueue(number));
    assert.match(wordsOf(await approver.press(card, 'Godkänn')), /Du godkände 2 mars/);
    await cardOf(caseworker, number, account, { in: itQueue });
    await cardOf(manager, number, status, { says: 'godkänd av Bertil Lund' });
  });

  it("R75: attestation by the own tick needs no card, and shows in the submitter's", async () => {
    const number = await order(manager);
    await cardOf(manager, number, status, { says: 'attesterad av Anna Ek' });
    await cardOf(caseworker, number, account, { in: itQueue });
    assert.ok(!manager.cards().some((card) => textOf(card).includes(number) && textOf(card).includes(toApprove)));
  });

  it("the approver's card says what the person has already", async () => {
    const first = await order(manager, { name: 'Lisa Har', personnummer: '20000101-2384' });
    const { number: again } = await asked(approver, { name: 'Lisa Har', personnummer: '20000101-2384' });
    assert.match(textOf(await cardOf(approver, again, toApprove)), /Har redan: inget/);
    const task = await cardOf(caseworker, first, account, { in: itQueue });
    await finish(caseworker, task);
    const systems = teams.as(fatima.id);
    const treserva = await cardOf(systems, first, 'Treserva', { in: systemQueue });
    await finish(systems, treserva);
    const { card } = await asked(approver, { name: 'Lisa Har', personnummer: '20000101-2384' });
    assert.match(textOf(card), /Har redan: Treserva \(Hemtjänst Norr \(47110\)\)/);
  });

  it('R66: what was to be taken away is not said to be held', async () => {
    const systems = teams.as(fatima.id);
    const removal = { name: 'Lisa Slut', personnummer: '20000101-2392', person: { 'Vad ansökan gäller': 'Ta bort' } };
    const number = await order(manager, removal);
    await finish(caseworker, await cardOf(caseworker, number, account, { in: itQueue }));
    await finish(systems, await cardOf(systems, number, 'Treserva', { in: systemQueue }));
    const { card } = await asked(approver, { name: 'Lisa Slut', personnummer: '20000101-2392' });
    assert.match(textOf(card), /Har redan: inget/);
  });

  it('R75: Avslå with a reason ends the application, and the submitter is told why', async () => {
    const { number, card } = await asked();
    const without = await explain(approver, card, 'Avslå', '  ');
    assert.match(wordsOf(without), /Skriv något i rutan/);
    const revealing = await dialogOf(without).fill({ Anledning: 'Kim 900602-2397 har slutat' }).press('Avslå');
    assert.match(wordsOf(revealing), /ser ut att stå ett personnummer/);
    const long = await dialogOf(revealing)
      .fill({ Anledning: 'nej '.repeat(5_000) })
      .press('Avslå');
    assert.match(wordsOf(long), /Texten är för lång\. Högst 1000 tecken\./);
    assert.equal((await dialogOf(long).fill({ Anledning: 'Fel enhet' }).press('Avslå')).kind, 'closed');
    const told = await cardOf(manager, number, 'Ansökan är avslagen');
    assert.match(textOf(told), /Bertil Lund avslog 2 mars.+: Fel enhet/);
    await cardOf(manager, number, status, { says: 'Anledning: Fel enhet' });
    const spent = await cardOf(approver, number, toApprove, { says: 'Du avslog' });
    assert.deepEqual(actionsOn(spent), []);
    assert.ok(!inQueue(number));
  });

  it('R75: Begär komplettering and an answer alone: the approver hears of it by a new card', async () => {
    const { number, card } = await asked();
    assert.equal((await explain(approver, card, 'Begär komplettering', 'Vilken avdelning?')).kind, 'closed');
    const asking = await cardOf(manager, number, question);
    assert.match(textOf(asking), /Bertil Lund frågar: Vilken avdelning\?/);
    await cardOf(manager, number, status, { says: 'Behöver kompletteras' });
    const dialog = await open(manager, asking, 'Komplettera');
    assert.match(dialog.text(), /Bertil Lund frågar:\nVilken avdelning\?/);
    const empty = dialogOf(await dialog.press('Skicka'));
    assert.match(empty.text(), /Skriv något i rutan/);
    assert.equal((await empty.fill({ 'Ditt svar': 'Dagbemanningen' }).press('Skicka')).kind, 'closed');
    const again = await approver.waitFor((message) => textOf(message).includes('Dagbemanningen'), { after: card });
    assert.match(textOf(again), /Vilken avdelning\?.*Dagbemanningen/);
    await cardOf(manager, number, question, { says: 'Besvarad' });
    assert.match(wordsOf(await dialog.fill({ 'Ditt svar': 'Igen' }).press('Skicka')), /redan besvarad av Anna Ek/);
    await approver.press(again, 'Godkänn');
    await cardOf(caseworker, number, account, { in: itQueue });
  });

  it('R75: Komplettera with altered fields is asked for anew, with the difference shown', async () => {
    const { number, card } = await asked();
    await explain(approver, card, 'Begär komplettering', 'Ska det inte vara Söder?');
    const asking = await cardOf(manager, number, question);
    const dialog = await open(manager, asking, 'Komplettera');
    const altering = dialogOf(await dialog.fill({ 'Ditt svar': 'Jo, ändrat' }).press('Ändra uppgifter'));
    let form = await stepWith(altering, 'Enhet');
    form = await next(form.fill({ Enhet: 'Hemtjänst Söder (47120)' }));
    form = await next(form.fill({ System: ['Treserva', 'TES'] }));
    const summary = await next(form.fill({ [labelled(form, 'Roll')]: 'Chef' }));
    assert.match(
      summary.text(),
      /Det här har du ändrat[^]*Enhet: Hemtjänst Norr \(47110\) → Hemtjänst Söder \(47120\)/,
    );
    const sent = await summary.fill({ [labelled(summary, 'Godkänns av')]: approver.person.name }).press('Skicka');
    assert.match(wordsOf(sent), /Ändringen är skickad/);
    const again = await approver.waitFor((message) => /Ändrat sedan förra gången/.test(textOf(message)), {
      after: card,
    });
    assert.match(textOf(again), /Enhet: Hemtjänst Norr \(47110\) → Hemtjänst Söder \(47120\)/);
    assert.match(textOf(again), /TES/);
    assert.ok(!inQueue(number));
    await approver.press(again, 'Godkänn');
    const task = await cardOf(caseworker, number, account, { in: itQueue });
    assert.match(textOf(task), /System: Treserva, TES\nEnhet: Hemtjänst Söder \(47120\)/);
  });

  it("Ångra godkännande until IT begins: the queue's card says so, and the approver may answer again", async () => {
    const { number, card } = await asked();
    await approver.press(card, 'Godkänn');
    const task = await cardOf(caseworker, number, account, { in: itQueue });
    const undone = await cardOf(approver, number, toApprove, { says: 'Du godkände' });
    assert.match(wordsOf(await approver.press(undone, 'Ångra godkännande')), /Väntar på dig/);
    const waiting = await cardOf(caseworker, number, account, { in: itQueue, says: 'Väntar på attest' });
    assert.deepEqual(actionsOn(waiting), []);
    assert.match(
      wordsOf(await caseworker.press(task, 'Ta ärendet', {}, { asSeen: true })),
      /väntar på ett tidigare steg/,
    );
    await approver.press(card, 'Godkänn');
    await cardOf(caseworker, number, account, { in: itQueue, says: 'I kön' });
  });

  it('Ångra godkännande is refused with words once IT has begun', async () => {
    const { number, card } = await asked();
    await approver.press(card, 'Godkänn');
    const approved = await cardOf(approver, number, toApprove, { says: 'Du godkände' });
    await caseworker.press(await cardOf(caseworker, number, account, { in: itQueue }), 'Ta ärendet');
    const refused = await approver.press(approved, 'Ångra godkännande', {}, { asSeen: true });
    assert.match(wordsOf(refused), /handläggningen har börjat av David Sand/);
    const present = await cardOf(approver, number, toApprove);
    assert.deepEqual(actionsOn(present), []);
  });

  it('the own tick can be undone too, by its own button', async () => {
    const number = await order(manager);
    const own = await cardOf(manager, number, status, { says: 'attesterad av Anna Ek' });
    assert.match(wordsOf(await manager.press(own, 'Ångra godkännande')), /Väntar på attest/);
    const asking = await cardOf(manager, number, toApprove);
    await manager.press(asking, 'Godkänn');
    await cardOf(caseworker, number, account, { in: itQueue, says: 'I kön' });
  });

  it('Dra tillbaka ansökan until IT begins; afterwards it is refused with words', async () => {
    const { number, card } = await asked();
    const mine = await cardOf(manager, number, status);
    assert.match(wordsOf(await manager.press(mine, 'Dra tillbaka ansökan')), /Tillbakadragen/);
    const gone = await cardOf(approver, number, toApprove, { says: 'Tillbakadragen av Anna Ek' });
    assert.deepEqual(actionsOn(gone), []);
    assert.match(wordsOf(await approver.press(card, 'Godkänn', {}, { asSeen: true })), /avslutat|avgjort/);

    const begun = await order(manager);
    const own = await cardOf(manager, begun, status, { says: 'Handläggs' });
    await caseworker.press(await cardOf(caseworker, begun, account, { in: itQueue }), 'Ta ärendet');
    const refused = await manager.press(own, 'Dra tillbaka ansökan', {}, { asSeen: true });
    assert.match(wordsOf(refused), /handläggningen har börjat av David Sand/);
    const present = await cardOf(manager, begun, status, { says: 'David Sand har ärendet' });
    assert.ok(!buttonsOf(present).includes('Dra tillbaka ansökan'));
  });

  it('an approver who is not the one asked is refused, and told nothing more', async () => {
    const { number, card } = await asked();
    const data = dataOf(card, 'Godkänn');
    for (const person of [teams.as(gunnar.id), teams.as(karin.id), teams.as(ivar.id), teams.as(cecilia.id), manager]) {
      const words = await forge(teams, person, { verb: 'approve', data });
      assert.match(words, /Bara den som fick frågan kan svara|ska godkännas av någon annan/, person.person.name);
      assert.ok(!words.includes('Kim Test'));
    }
    assert.ok(!inQueue(number));
  });

  it('R75: self-attestation without the tick is refused, also where the own name is forged', async () => {
    const summary = await toSummary(await begin(manager));
    assert.ok(!summary.choices(labelled(summary, 'Godkänns av')).includes('Anna Ek'));
    for (const [chosen, words] of [
      [anna.id, /inte attesträtt/],
      [ivar.id, /inte attesträtt/],
      ['inte-en-person', /inte attesträtt/],
    ] as const) {
      const data = { ...dataOf(summary, 'Skicka'), own: 'false', approver: chosen, confirmed: 'true' };
      assert.match(await forge(teams, manager, { press: 'task/submit', data }), words);
    }
  });

  it('an approver whose bot is not installed, or blocked, is reported to the submitter, who chooses another', async () => {
    const away = teams.as(karin.id);
    for (const leave of [async () => away.block(), () => away.uninstall()]) {
      await leave();
      const number = await order(manager, { approver: karin.name });
      const mine = await cardOf(manager, number, status, { says: 'Karin Dal kunde inte nås' });
      assert.match(textOf(mine), /Karin Dal kan inte nås i Teams\. Välj någon annan/);
      const dialog = await open(manager, mine, 'Välj annan attestant');
      const empty = dialogOf(await dialog.press('Välj attestant'));
      assert.match(empty.text(), /Bocka i rutan om du själv attesterar, eller välj vem/);
      const label = labelled(empty, 'Godkänns av');
      assert.equal((await empty.fill({ [label]: bertil.name }).press('Välj attestant')).kind, 'closed');
      await approver.press(await cardOf(approver, number, toApprove), 'Godkänn');
      await cardOf(manager, number, status, { says: 'godkänd av Bertil Lund' });
      away.unblock();
    }
    await away.install();
  });

  it('another approver can be chosen while the first one is slow, whose card then says so', async () => {
    const { number, card } = await asked(teams.as(karin.id));
    const dialog = await open(manager, await cardOf(manager, number, status), 'Välj annan attestant');
    await dialog.fill({ [ownTick]: true }).press('Välj attestant');
    await cardOf(caseworker, number, account, { in: itQueue });
    const spent = await cardOf(teams.as(karin.id), number, toApprove, { says: 'Någon annan har fått frågan' });
    assert.deepEqual(actionsOn(spent), []);
    const late = await teams.as(karin.id).press(card, 'Godkänn', {}, { asSeen: true });
    assert.match(wordsOf(late), /Frågan gäller inte längre|redan avgjort/);
  });

  it('two approvers at once: only the one who is asked now counts', async () => {
    const { number, card } = await asked(teams.as(karin.id));
    const dialog = await open(manager, await cardOf(manager, number, status), 'Välj annan attestant');
    await dialog.fill({ [labelled(dialog, 'Godkänns av')]: bertil.name }).press('Välj attestant');
    const mine = await cardOf(approver, number, toApprove);
    const [late, now] = await Promise.all([
      teams.as(karin.id).press(card, 'Godkänn', {}, { asSeen: true }),
      approver.press(mine, 'Godkänn'),
    ]);
    assert.match(wordsOf(late), /Frågan gäller inte längre|redan avgjort/);
    assert.match(wordsOf(now), /Du godkände/);
    const shown = await cardOf(manager, number, status, { says: 'godkänd av Bertil Lund' });
    assert.ok(!textOf(shown).includes('Karin Dal'));
  });

  it('two clicks at once approve once', async () => {
    const { number, card } = await asked();
    const answers = await Promise.all([approver.press(card, 'Godkänn'), approver.press(card, 'Godkänn')]);
    for (const answer of answers) assert.match(wordsOf(answer), /Du godkände/);
    await cardOf(caseworker, number, account, { in: itQueue });
    assert.equal(caseworker.cards(itQueue).filter((one) => textOf(one).includes(number)).length, 1);
  });

  it('Godkänn and Avslå at once: one of them counts, and both cards show it', async () => {
    const { number, card } = await asked();
    const dialog = (await open(approver, card, 'Avslå')).fill({ Anledning: 'Nej' });
    await Promise.all([approver.press(card, 'Godkänn'), dialog.press('Avslå')]);
    const decided = await cardOf(approver, number, toApprove, { says: /Du (godkände|avslog)/ });
    const wanted = textOf(decided).includes('Du godkände') ? 'Handläggs' : 'Avslagen';
    await cardOf(manager, number, status, { says: wanted });
  });

  it('the same click delivered again under a new activity id changes nothing and is no error', async () => {
    const { number, card } = await asked();
    const first = wordsOf(await approver.press(card, 'Godkänn', {}, { asSeen: true }));
    const second = wordsOf(await approver.press(card, 'Godkänn', {}, { asSeen: true }));
    assert.equal(second, first);
    await cardOf(manager, number, status, { says: 'godkänd av Bertil Lund' });
  });

  it('a click on a card from before the question was asked anew is refused, and the card shows the truth', async () => {
    const { number, card } = await asked();
    await explain(approver, card, 'Begär komplettering', 'Varför?');
    const stale = await approver.press(card, 'Godkänn', {}, { asSeen: true });
    assert.match(wordsOf(stale), /En fråga väntar på svar/);
    const asking = await cardOf(manager, number, question);
    await (await open(manager, asking, 'Komplettera')).fill({ 'Ditt svar': 'Därför' }).press('Skicka');
    await approver.waitFor((message) => textOf(message).includes('Därför'), { after: card });
    const older = await approver.press(card, 'Godkänn', {}, { asSeen: true });
    assert.match(wordsOf(older), /ställts på nytt/);
    assert.ok(!inQueue(number));
  });

  it('Teams had nothing to complain of', () =>
    assert.deepEqual(
      teams.failures().map(({ problem }) => problem),
      [],
    ));
});
