import assert from 'node:assert/strict';
import { anna, bertil, cecilia, david, gunnar, hanna, itQueue, ivar, karin } from '../../local/people.ts';
import type { Dialog, LocalTeams, Shown, User } from '../../local/teams/index.ts';
import { forge } from '../support/forge.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  actionsOn,
  ask,
  begin,
  buttonsOf,
  cardOf,
  dialogOf,
  finish,
  labelled,
  open,
  order,
  textOf,
  toSummary,
  wordsOf,
} from '../support/walk.ts';

const toApprove = 'Ansökan att godkänna';
const status = 'Ansökan om behörighet';
const account = 'Konto och ansvarskod';
const who = 'Vem godkänner under tiden? (obligatoriskt)';
const [from, to] = ['Från och med (obligatoriskt)', 'Till och med (obligatoriskt)'];
const day = 24 * 60;

/** A card in the own chat with such a heading and such words. */
const told = (user: User, heading: string, says: string | RegExp): Promise<Shown> =>
  user.waitFor(
    Object.assign(
      (message: Shown) => {
        const text = textOf(message);
        return text.split('\n').includes(heading) && (typeof says === 'string' ? text.includes(says) : says.test(text));
      },
      { toString: () => `${heading}: ${String(says)}` },
    ),
  );

/** Says that somebody is away, in the own chat. */
async function away(user: User, period: { from?: string; to: string; standIn: string }): Promise<string> {
  const door = await ask(user, 'frånvaro', 'Frånvaro');
  const button = buttonsOf(door).find((title) => title === 'Ange frånvaro' || title === 'Ändra') ?? '';
  const form = await open(user, door, button);
  const filled = form.fill({
    ...(period.from === undefined ? {} : { [from]: period.from }),
    [to]: period.to,
    [who]: period.standIn,
  });
  return wordsOf(await filled.press('Spara'));
}

describe('e2e: stand-ins', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let approver: User;
  let standIn: User;
  let admin: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    [manager, approver, standIn, admin] = [anna, bertil, karin, hanna].map(({ id }) => teams.as(id)) as [
      User,
      User,
      User,
      User,
    ];
  });
  after(() => house?.close());

  it('R75: what waits goes on to the stand-in, who sees whose place they take, and the submitter sees it too', async () => {
    const number = await order(manager, { approver: bertil.name });
    const old = await cardOf(approver, number, toApprove);
    const said = await away(approver, { to: '2026-03-04', standIn: karin.name });
    assert.equal(said, 'Du är borta 2–4 mars 2026. Karin Dal står in och får veta det.');
    const card = await cardOf(standIn, number, toApprove);
    assert.match(textOf(card), /I stället för: Bertil Lund, som är borta till och med 4 mars 2026/);
    await told(standIn, 'Du står in för någon annan', 'Bertil Lund är borta 2–4 mars 2026');
    const over = await cardOf(approver, number, toApprove, { says: 'Karin Dal har fått frågan, eftersom du är borta' });
    assert.deepEqual(actionsOn(over), []);
    const late = await approver.press(old, 'Godkänn', {}, { asSeen: true });
    assert.match(wordsOf(late), /den har gått vidare till Karin Dal/);
    const own = await cardOf(manager, number, status, { says: 'väntar på Karin Dal i stället för Bertil Lund' });
    assert.match(
      textOf(own),
      /Nästa steg: Karin Dal godkänner i stället för Bertil Lund, som är borta till och med 4 mars 2026\./,
    );
    assert.match(wordsOf(await standIn.press(card, 'Godkänn')), /Du godkände 2 mars/);
    const done = await cardOf(manager, number, status, { says: 'godkänd av Karin Dal i stället för Bertil Lund' });
    const history = await open(manager, done, 'Historik');
    assert.match(history.text(), /Karin Dal godkände i stället för Bertil Lund/);
    assert.match(history.text(), /lät frågan gå vidare till den som står in \(Karin Dal\)/);
    await cardOf(teams.as(david.id), number, account, { in: itQueue });
  });

  it('the summary says who is away and who stands in, and the answer who got the card', async () => {
    const summary = await toSummary(await begin(manager), { name: 'Kim Bort' });
    const label = labelled(summary, 'Godkänns av');
    const choice = 'Bertil Lund (borta t.o.m. 4 mars 2026, Karin Dal står in)';
    assert.ok(summary.choices(label).includes(choice), summary.choices(label).join('\n'));
    const sent = wordsOf(await summary.fill({ [label]: choice }).press('Skicka'));
    assert.match(
      sent,
      /Karin Dal får ett kort och ska godkänna, i stället för Bertil Lund, som är borta till och med 4 mars 2026\./,
    );
  });

  it('`frånvaro` shows what is entered, keeps what was typed wrong, and ends it; what went on stays where it is', async () => {
    const number = await order(manager, {
      name: 'Kim Kvar',
      approver: 'Bertil Lund (borta t.o.m. 4 mars 2026, Karin Dal står in)',
    });
    const shown = await ask(approver, 'frånvaro', 'Frånvaro');
    assert.match(textOf(shown), /Du är borta 2–4 mars 2026\nKarin Dal godkänner i ditt ställe under tiden/);
    assert.deepEqual(buttonsOf(shown), ['Ändra', 'Avsluta frånvaron']);
    const form = await open(approver, shown, 'Ändra');
    assert.equal(form.values[from], '2026-03-02');
    const wrong = dialogOf(await form.fill({ [to]: '2026-03-01' }).press('Spara'));
    assert.match(wrong.text(), /Till och med har redan passerat/);
    const early = dialogOf(await wrong.fill({ [from]: '2026-04-09', [to]: '2026-04-01' }).press('Spara'));
    assert.match(early.text(), /Till och med är före Från och med/);
    const long = dialogOf(await early.fill({ [from]: '2026-03-02', [to]: '2206-03-04' }).press('Spara'));
    assert.match(long.text(), /Kontrollera året/);
    assert.equal(long.values[to], '2206-03-04');
    assert.match(wordsOf(await long.fill({ [to]: '2026-03-05' }).press('Spara')), /^Du är borta 2–5 mars 2026\./);
    await told(standIn, 'Du står in för någon annan', 'Bertil Lund är borta 2–5 mars 2026');
    const again = await ask(approver, 'franvaro', 'Frånvaro');
    assert.match(wordsOf(await approver.press(again, 'Avsluta frånvaron')), /Avslutad 2 mars/);
    await told(standIn, 'Du står in för någon annan', /^Avslutad 2 mars/m);
    assert.deepEqual(buttonsOf(await ask(approver, 'frånvaro', 'Frånvaro')), ['Ange frånvaro']);
    const card = await cardOf(standIn, number, toApprove, { says: 'Väntar på dig' });
    assert.match(wordsOf(await standIn.press(card, 'Godkänn')), /Du godkände/);
  });

  it('R75: where the submitter stands in, or nobody, the submitter is told and chooses another', async () => {
    await away(approver, { to: '2026-03-04', standIn: anna.name });
    const summary = await toSummary(await begin(manager), { name: 'Kim Ingen' });
    const choice = 'Bertil Lund (borta t.o.m. 4 mars 2026, ingen står in)';
    const sent = wordsOf(await summary.fill({ [labelled(summary, 'Godkänns av')]: choice }).press('Skicka'));
    assert.match(sent, /Bertil Lund är borta till och med 4 mars 2026, och ingen står in\./);
    const news = await told(
      manager,
      'Attestanten är borta',
      'Borta: Bertil Lund, till och med 4 mars 2026. Ingen står in',
    );
    const dialog = await open(manager, news, 'Välj annan attestant');
    const label = labelled(dialog, 'Godkänns av');
    assert.ok(!dialog.choices(label).some((title) => title.startsWith(bertil.name)));
    assert.equal((await dialog.fill({ [label]: gunnar.name }).press('Välj attestant')).kind, 'closed');
    await told(manager, 'Attestanten är borta', 'Behövs inte längre');
    await told(teams.as(gunnar.id), toApprove, 'Kim Ingen');
    await approver.press(await ask(approver, 'frånvaro', 'Frånvaro'), 'Avsluta frånvaron');
  });

  it('an administrator enters it for one who fell ill; the absent one is told, and ends it', async () => {
    const overview = await ask(admin, 'administrera', 'Administrera');
    assert.match(textOf(overview), /Borta nu eller framöver: ingen/);
    const choose = await open(admin, overview, 'Ange eller avsluta frånvaro');
    assert.match(dialogOf(await choose.press('Nästa')).text(), /Välj vem som är borta\./);
    const unknown = dialogOf(
      await choose.fill({ 'Hela namnet, om personen inte finns i listan': 'Ivar' }).press('Nästa'),
    );
    assert.match(unknown.text(), /Ingen som godkänner ansökningar heter så/);
    const form = dialogOf(await choose.fill({ Namn: 'Bertil Lund (ansvarig chef, Omsorg AB)' }).press('Nästa'));
    assert.match(form.text(), /Frånvaro: Bertil Lund/);
    assert.match(
      wordsOf(await form.fill({ [to]: '2026-03-04', [who]: karin.name }).press('Spara')),
      /^Bertil Lund är borta/,
    );
    const card = await told(approver, 'Frånvaro', /Hanna Vik angav det 2 mars/);
    assert.match(
      textOf(await ask(admin, 'administrera', 'Administrera')),
      /Bertil Lund: borta 2–4 mars 2026, Karin Dal står in/,
    );
    assert.match(wordsOf(await approver.press(card, 'Avsluta frånvaron')), /Avslutad/);
    const byName = await open(admin, await ask(admin, 'administrera', 'Administrera'), 'Ange eller avsluta frånvaro');
    const found = dialogOf(
      await byName.fill({ 'Hela namnet, om personen inte finns i listan': 'bertil lund' }).press('Nästa'),
    );
    assert.match(found.text(), /Frånvaro: Bertil Lund/);
  });

  it('nobody enters another’s absence, nor one for somebody who approves nothing', async () => {
    const data = { dialog: 'absence', person: bertil.id };
    for (const other of [teams.as(cecilia.id), teams.as(ivar.id)]) {
      assert.match(await forge(teams, other, { press: 'task/fetch', data }), /Du kan bara ange din egen frånvaro/);
      const chosen = { dialog: 'absence', person: '', revision: 0, who: bertil.id };
      assert.match(await forge(teams, other, { press: 'task/submit', data: chosen }), /bara ange din egen/);
      const saved = { ...data, revision: 0, from: '2026-03-02', to: '2026-03-09', standIn: cecilia.id };
      assert.match(await forge(teams, other, { press: 'task/submit', data: saved }), /bara ange din egen/);
    }
    const said = await teams.as(ivar.id).say('frånvaro');
    assert.match(textOf(said.at(-1) ?? assert.fail()), /och det gör du inte/);
    const help = textOf((await teams.as(ivar.id).say('hjälp')).at(-1) ?? assert.fail());
    assert.ok(!help.includes('frånvaro'));
  });

  it('R75: only those who may approve the same can be chosen', async () => {
    const choices = async (user: User): Promise<string[]> => {
      const form: Dialog = await open(user, await ask(user, 'frånvaro', 'Frånvaro'), 'Ange frånvaro');
      return form.choices(who).filter((title) => !title.startsWith('Ingen'));
    };
    assert.deepEqual(await choices(manager), [bertil.name, gunnar.name, karin.name]);
    assert.deepEqual(await choices(standIn), [gunnar.name]);
    const forged = {
      dialog: 'absence',
      person: karin.id,
      revision: 0,
      from: '2026-03-02',
      to: '2026-03-09',
      standIn: bertil.id,
    };
    assert.match(await forge(teams, standIn, { press: 'task/submit', data: forged }), /Välj vem som står in/);
  });
});

/** The bot is started anew for each day that passes. */
const patience = 90_000;

describe('e2e: what nobody touches', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let approver: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    [manager, approver] = [teams.as(anna.id), teams.as(bertil.id)];
  });
  after(() => house?.close());

  it('R75: an approver is reminded with a card to answer on, and the submitter is told, who chooses another with one click', async () => {
    const number = await order(manager, { approver: bertil.name });
    const second = await order(manager, { name: 'Kim Två', approver: bertil.name });
    await cardOf(approver, second, toApprove);
    await house.restart(7 * day);
    const reminder = await cardOf(approver, number, 'Påminnelse: ansökan att godkänna', {
      says: 'Väntar på dig sedan 2 mars',
    });
    assert.deepEqual(actionsOn(reminder).slice(0, 3), ['Godkänn', 'Begär komplettering', 'Avslå']);
    assert.match(wordsOf(await approver.press(reminder, 'Godkänn')), /Du godkände 9 mars/);
    await cardOf(approver, number, toApprove, { says: 'Du godkände 9 mars' });
    const news = await cardOf(manager, second, 'Attestanten har inte svarat', { says: 'Bertil Lund, 2 mars' });
    await cardOf(manager, number, 'Attestanten har inte svarat', { says: 'Behövs inte längre' });
    const dialog = await open(manager, news, 'Välj annan attestant');
    await dialog.fill({ [labelled(dialog, 'Godkänns av')]: gunnar.name }).press('Välj attestant');
    await cardOf(manager, second, 'Attestanten har inte svarat', { says: 'Behövs inte längre' });
    await cardOf(approver, second, 'Påminnelse: ansökan att godkänna', { says: 'Någon annan har fått frågan' });
  }).timeout(patience);

  it('a queue is reminded in the thread, the one who has a task in the own chat, and the orderers hear of it', async () => {
    const worker = teams.as(david.id);
    const untaken = await order(manager, { name: 'Kim Still' });
    const taken = await order(manager, { name: 'Kim Tagen' });
    const card = await cardOf(worker, taken, account, { in: itQueue });
    await worker.press(card, 'Ta ärendet');
    await cardOf(worker, untaken, account, { in: itQueue });
    await house.restart(10 * day);
    await worker.waitFor(
      (message) => /Påminnelse: ingen har tagit ärendet, som har legat i kön sedan/.test(textOf(message)),
      { in: itQueue },
    );
    const idle = await cardOf(worker, taken, `Påminnelse: ${account}`, { says: 'Du har haft ärendet sedan' });
    assert.deepEqual(actionsOn(idle), ['Öppna', 'Lägg tillbaka i kön']);
    const orderer = teams.as(gunnar.id);
    for (const [one, says] of [
      [untaken, 'Läge: i kön'],
      [taken, 'Läge: David Sand har ärendet'],
    ] as const) {
      const heard = textOf(await cardOf(orderer, one, 'Ett ärende står still', { says }));
      assert.match(heard, /Inget har hänt sedan[^]*Hos: Kommunens IT-enhet[^]*Nästa steg: hör av dig till/);
      assert.doesNotMatch(heard, /Kim /);
    }
    await finish(worker, await cardOf(worker, untaken, account, { in: itQueue }));
    const retired = await cardOf(orderer, untaken, 'Ett ärende står still', { says: 'Det har hänt något: klar' });
    assert.deepEqual(buttonsOf(retired), []);
    const back = await worker.press(await cardOf(worker, taken, `Påminnelse: ${account}`), 'Lägg tillbaka i kön');
    assert.doesNotMatch(wordsOf(back), /Du har haft/);
    const history = await open(manager, await cardOf(manager, taken, status), 'Historik');
    assert.match(history.text(), /påminde, eftersom inget hade hänt \(Konto och ansvarskod\)/);
  }).timeout(patience);
});
