import assert from 'node:assert/strict';
import { anna, cecilia, david, fatima, itQueue, ivar, systemQueue } from '../../local/people.ts';
import type { Dialog, LocalTeams, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  actionsOn,
  ask,
  buttonsOf,
  cardOf,
  dialogOf,
  finish,
  labelled,
  numberIn,
  open,
  order,
  ownTick,
  type Order,
  textOf,
  wordsOf,
} from '../support/walk.ts';

const heading = 'Avsluta behörigheter';
const [north, south] = ['Hemtjänst Norr (47110)', 'Hemtjänst Söder (47120)'];
const sithsCard = 'Anställning upphör: SITHS-kort';

describe('e2e: leavers', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let it_: User;
  let systems: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    [manager, it_, systems] = [teams.as(anna.id), teams.as(david.id), teams.as(fatima.id)];
  });
  after(() => house?.close());

  /** Somebody who has what was ordered. */
  const given = async (wanted: Order, by = manager): Promise<string> => {
    const number = await order(by, wanted);
    await finish(it_, await cardOf(it_, number, 'Konto och ansvarskod', { in: itQueue }));
    for (const system of wanted.systems ?? ['Treserva'])
      await finish(systems, await cardOf(systems, number, system, { in: systemQueue }));
    await cardOf(by, number, 'Ansökan är klar');
    return number;
  };
  const begin = async (by = manager): Promise<Dialog> =>
    open(by, await ask(by, 'avsluta', 'Vad ska avslutas?'), 'En medarbetare');
  const choice = (dialog: Dialog, label: string, beginning: string): string =>
    dialog.choices(labelled(dialog, label)).find((one) => one.startsWith(beginning)) ??
    assert.fail(`no ${beginning} in ${dialog.choices(labelled(dialog, label)).join('; ')}`);
  const choose = async (name: string, by = manager): Promise<Dialog> => {
    const who = await begin(by);
    return dialogOf(await who.fill({ Medarbetare: choice(who, 'Medarbetare', name) }).press('Nästa'));
  };
  const inQueue = (number: string): string[] =>
    systems
      .cards(systemQueue)
      .filter((card) => textOf(card).includes(number))
      .map((card) => textOf(card).split('\n')[0] ?? '');
  const settled = async (number: string, system: string): Promise<void> => {
    const task = await cardOf(systems, number, `Avsluta ${system}`, { in: systemQueue });
    await (await open(systems, task, 'Öppna')).press('Klarmarkera');
  };

  it('R14, R27, R28: one task per system in the right queue, and a task of its own to those responsible for SITHS', async () => {
    await given({ name: 'Sven Slutar', personnummer: '19900602-2397', systems: ['Treserva', 'TES'] });
    const what = await choose('Sven Slutar');
    assert.match(what.text(), /Sven Slutar/);
    const summary = dialogOf(await what.press('Till sammanfattning'));
    for (const words of [
      'Anställning som upphör: Hemtjänst Norr (47110)',
      'Treserva – Systemförvaltningen',
      'TES – Systemförvaltningen',
      'Ansvariga för SITHS-kort',
    ])
      assert.ok(summary.text().includes(words), `${words} is missing in ${summary.text()}`);
    const sent = wordsOf(await summary.press('Skicka'));
    const number = numberIn(sent);
    const status = await cardOf(manager, number, heading, { says: 'Avsluta TES' });
    assert.match(textOf(status), /Beslut – Anna Ek[^]*Anställning upphör: SITHS-kort/);
    await settled(number, 'Treserva');
    await settled(number, 'TES');
    assert.ok(textOf(status).includes(sithsCard));
    // Everything is ended, so there is nobody left to choose, and a second order has nothing to end.
    const again = await begin();
    assert.ok(!again.labels().includes('Medarbetare') || !again.choices('Medarbetare').join().includes('Sven Slutar'));
  });

  it('R27: what another employment gives is kept, and the card says why', async () => {
    const somewhere = (unit: string, systems: string[]): Order => ({
      name: 'Tora Två',
      personnummer: '20000101-2384',
      person: { Enhet: unit, Anställningsform: 'Tillsvidareanställning' },
      systems,
    });
    await given(somewhere(north, ['Treserva', 'TES']));
    await given(somewhere(south, ['Treserva']));
    const what = await choose('Tora Två');
    const label = labelled(what, 'Anställning som upphör');
    const none = dialogOf(await what.press('Till sammanfattning'));
    assert.match(none.text(), /Välj vilken anställning som upphör/);
    const summary = dialogOf(
      await none.fill({ [label]: [choice(none, 'Anställning', 'Hemtjänst Norr')] }).press('Till sammanfattning'),
    );
    assert.match(summary.text(), /Treserva \(genom anställningen på Hemtjänst Söder \(47120\)\)/);
    const number = numberIn(wordsOf(await summary.press('Skicka')));
    await cardOf(systems, number, 'Avsluta TES', { in: systemQueue });
    await settled(number, 'TES');
    assert.ok(!inQueue(number).includes('Avsluta Treserva'));
    await cardOf(manager, number, heading, { says: /Avsluta TES – klar/ });
    const left = await choose('Tora Två');
    assert.ok(!left.choices(labelled(left, 'Anställning som upphör')).some((one) => one.startsWith('Hemtjänst Norr')));
  });

  it('waits for the midnight after the last day, which can be changed before that', async () => {
    await given({ name: 'Viola Väntar', personnummer: '20000101-2392' });
    const what = await choose('Viola Väntar');
    const summary = dialogOf(
      await what
        .fill({ 'Sista dag (obligatoriskt)': '2026-03-31', 'Anledning (obligatoriskt)': 'Ledig en längre tid' })
        .press('Till sammanfattning'),
    );
    assert.match(summary.text(), /Avslutas efter 31 mars 2026[^]*krävs ett nytt beslut/);
    const number = numberIn(wordsOf(await summary.press('Skicka')));
    const status = await cardOf(manager, number, heading, { says: 'Avslutas efter 31 mars 2026' });
    assert.deepEqual(actionsOn(status), ['Ändra sista dag', 'Dra tillbaka ansökan']);
    assert.deepEqual(inQueue(number), []);
    assert.match(textOf(await ask(manager, 'mina ärenden', 'Mina ärenden')), /Viola Väntar[^]*sista dag 31 mars 2026/);
    const twice = await choose('Viola Väntar');
    assert.match(twice.text(), new RegExp(`avslutas redan i ärende ${number}, skickat av Anna Ek`));
    const change = await open(manager, status, 'Ändra sista dag');
    await change.fill({ 'Sista dag (obligatoriskt)': '2026-03-19' }).press('Ändra');
    await cardOf(manager, number, heading, { says: 'Avslutas efter 19 mars 2026' });
    await house.restart(17 * 24 * 60);
    assert.deepEqual(inQueue(number), []);
    await house.restart(24 * 60);
    await cardOf(systems, number, 'Avsluta Treserva', { in: systemQueue });
    await cardOf(manager, number, heading, { says: 'Nästa steg: ' });
  }).timeout(60_000);

  it('R66: T.o.m. ends it by itself the day after, with warnings before, and once', async () => {
    const number = await given({
      name: 'Tim Tillfällig',
      personnummer: '19480977-2389',
      person: { 'T.o.m.': '2026-06-30' },
    });
    const longer = await given({
      name: 'Sven Slutar',
      personnummer: '19900602-2397',
      person: { 'T.o.m.': '2026-06-29' },
    });
    // The house stands at 20 March.
    await house.restart(89 * 24 * 60);
    const warning = await cardOf(manager, number, 'Behörigheten går snart ut', { says: 'Går ut 30 juni 2026' });
    assert.match(textOf(warning), /Avslutas: Treserva/);
    assert.match(wordsOf(await manager.press(warning, 'Låt den avslutas')), /Avslutas efter 30 juni 2026/);
    const other = await cardOf(manager, longer, 'Behörigheten går snart ut', { says: 'Går ut 29 juni 2026' });
    const extend = await open(manager, other, 'Förläng');
    const early = dialogOf(
      await extend.fill({ 'Ny T.o.m. (obligatoriskt)': '2026-06-29', [ownTick]: true }).press('Skicka'),
    );
    assert.match(early.text(), /Välj en dag efter 29 juni 2026/);
    const sent = wordsOf(await early.fill({ 'Ny T.o.m. (obligatoriskt)': '2026-12-31' }).press('Skicka'));
    await cardOf(manager, numberIn(sent), 'Förlängning av behörighet', { says: 'Klar' });
    await house.restart(14 * 24 * 60);
    const status = await manager.waitFor(
      (message) => textOf(message).includes('Tim Tillfällig') && textOf(message).includes('T.o.m. har passerat'),
    );
    const ending = numberIn(textOf(status));
    assert.match(textOf(status), /Avslutas av sig självt[^]*Avsluta Treserva/);
    assert.deepEqual(actionsOn(status), []);
    await settled(ending, 'Treserva');
    const all = systems.cards(systemQueue).filter((card) => textOf(card).includes('Tim Tillfällig'));
    assert.equal(all.filter((card) => textOf(card).startsWith('Avsluta')).length, 1);
    assert.ok(
      !manager
        .cards()
        .some((card) => textOf(card).includes('Sven Slutar') && textOf(card).includes('T.o.m. har passerat')),
    );
    assert.match((await choose('Sven Slutar')).text(), /Sven Slutar/);
  }).timeout(90_000);

  it('somebody whose access is older than the bot: each queue looks into what the manager ticked', async () => {
    const who = await begin();
    const empty = dialogOf(await who.press('Nästa'));
    assert.match(empty.text(), /Välj vem det gäller/);
    const unlisted = dialogOf(await empty.fill({ 'Finns personen inte i listan?': true }).press('Nästa'));
    const wrong = dialogOf(
      await unlisted
        .fill({ 'Namn (obligatoriskt)': 'Gun Gammal', 'Personnummer (obligatoriskt)': '19900602-2398' })
        .press('Nästa'),
    );
    assert.match(wrong.text(), /Personnumret stämmer inte/);
    const what = dialogOf(
      await wrong
        .fill({ 'Personnummer (obligatoriskt)': '19230161-2392', 'Enhet (obligatoriskt)': north })
        .press('Nästa'),
    );
    const lacking = dialogOf(await what.press('Till sammanfattning'));
    assert.match(lacking.text(), /Välj minst ett system/);
    const summary = dialogOf(
      await lacking.fill({ 'System (obligatoriskt)': ['Phoniro', 'SITHS-kort'] }).press('Till sammanfattning'),
    );
    assert.match(summary.text(), /Phoniro – Systemförvaltningen kontrollerar och avslutar/);
    assert.match(summary.text(), /SITHS-kort – Ansvariga för SITHS-kort kontrollerar och avslutar/);
    const number = numberIn(wordsOf(await summary.press('Skicka')));
    await cardOf(systems, number, 'Kontrollera och avsluta Phoniro', { in: systemQueue });
  });

  it('is for the own provider alone, and says kindly where else to turn', async () => {
    assert.match(textOf(await ask(teams.as(ivar.id), 'avsluta', 'Du kan inte avsluta här')), /ansvarig chef/);
    assert.match(textOf(await ask(manager, 'avsluta avtal', 'Avtal avslutas inte här')), /kommunens beställare/);
    const card = await ask(manager, 'någon slutar', 'Vad ska avslutas?');
    assert.ok(buttonsOf(card).includes('En medarbetare'));
    const other = await begin(teams.as(cecilia.id));
    assert.ok(!other.text().includes('Viola'));
  });
});
