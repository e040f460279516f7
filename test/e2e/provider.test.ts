import assert from 'node:assert/strict';
import { anna, bertil, david, fatima, gunnar, hanna, itQueue, nora, systemQueue } from '../../local/people.ts';
import type { Dialog, Inputs, LocalTeams, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  ask,
  buttonsOf,
  cardOf,
  dialogOf,
  kimsNumber,
  labelled,
  lisasNumber,
  next,
  numberIn,
  open,
  order,
  textOf,
  wordsOf,
} from '../support/walk.ts';

const title = 'Beställning av ny utförare';
const login = 'Inloggningsuppgifter till ansvarig chef';

/** A provider, as the first page of the form describes it. */
const described = (name: string): Inputs => ({
  'Utförarens namn (obligatoriskt)': name,
  'Certifierad (obligatoriskt)': true,
  'Startdatum (obligatoriskt)': '2026-04-01',
  'Enheter, en per rad (obligatoriskt)': 'Linden Väster\nLinden Öster; 49220',
});
const manager: Inputs = {
  'Namn (obligatoriskt)': 'Nora Lind',
  'Personnummer (obligatoriskt)': kimsNumber,
  'Mobilnummer (obligatoriskt)': '070-123 45 67',
  'Mailadress (obligatoriskt)': 'nora@linden.se',
};

describe('e2e: new providers and managers', () => {
  let house: House;
  let teams: LocalTeams;
  let orderer: User;
  let it1: User;
  let systems: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    orderer = teams.as(gunnar.id);
    it1 = teams.as(david.id);
    systems = teams.as(fatima.id);
  });
  after(() => house?.close());

  const begin = async (user = orderer): Promise<Dialog> => {
    const start = await ask(user, 'ny utförare', 'Ny utförare');
    return open(user, start, buttonsOf(start).includes('Börja') ? 'Börja' : 'Börja på en ny');
  };
  const toSummary = async (second: Dialog): Promise<Dialog> => {
    const third = await next(second.fill(manager));
    return next(third.fill({ [labelled(third, 'System')]: ['Treserva', 'TES'] }));
  };
  const send = async (name: string): Promise<string> => {
    const summary = await toSummary(await next((await begin()).fill(described(name))));
    return numberIn(wordsOf(await summary.press('Skicka')));
  };
  const finish = async (number: string, heading: string, given: Inputs, by = it1, queue = itQueue): Promise<void> => {
    const dialog = await open(by, await cardOf(by, number, heading, { in: queue, says: 'I kön' }), 'Öppna');
    const named = Object.entries(given).map(([label, value]) => [labelled(dialog, label), value]);
    const closed = await dialog.fill(Object.fromEntries(named) as Inputs).press('Klarmarkera');
    assert.equal(closed.kind, 'closed', wordsOf(closed));
  };
  const letIn = (number: string, name: string): Promise<void> =>
    finish(number, login, {
      'Chefens konto i kommunens Teams (': name,
      'Så lämnades': 'Personligen, mot legitimation',
    });

  it('R7: only an orderer orders a new provider; a manager is told kindly who does', async () => {
    const answers = await teams.as(anna.id).say('ny utförare');
    assert.match(answers.map(textOf).join(), /Det här beställer kommunens beställarfunktion/);
  });

  it('R1, R3, R9: it is not sent before it is certified at the start and all four of the manager are there', async () => {
    const first = await begin();
    const uncertified = await next(
      first.fill({ ...described('Björkens Omsorg AB'), 'Certifierad (obligatoriskt)': false }),
    );
    assert.match(uncertified.text(), /Certifierad[^]*Fältet är obligatoriskt/);
    const lapsed = await next(
      uncertified.fill({ 'Certifierad (obligatoriskt)': true, 'Certifierad till': '2026-03-20' }),
    );
    assert.match(lapsed.text(), /måste vara certifierad och aktuell på startdagen/);
    const second = await next(lapsed.fill({ 'Certifierad till': '2027-03-20' }));
    const missing = await next(
      second.fill({ ...manager, 'Mobilnummer (obligatoriskt)': '', 'Mailadress (obligatoriskt)': 'nora' }),
    );
    assert.match(missing.text(), /Rätta 2 uppgifter/);
  });

  it('a provider with a like name is asked about, and taken only when it is said to be another', async () => {
    const asked = await next((await begin()).fill(described('omsorgs ab')));
    assert.match(asked.text(), /Det finns redan en utförare som heter Omsorg AB\./);
    const still = await next(asked);
    assert.match(still.text(), /Det finns redan/);
    const second = await next(still.fill({ [labelled(still, 'Liknar Omsorg AB')]: true }));
    assert.ok(second.labels().includes('Mailadress (obligatoriskt)'));
  });

  it('R2, R8, R12, R13, R20: from the order to a manager who orders for her staff before the start', async () => {
    const number = await send('Lindens Hemtjänst AB');
    const status = await cardOf(orderer, number, title, { says: 'Handläggs' });
    assert.match(textOf(status), /Enheter: Linden Väster, Linden Öster \(49220\)/);
    assert.match(textOf(status), /kräver intyg från informationssäkerhetsutbildningen/);
    await finish(number, 'Ansvarskod för utföraren', { Ansvarskod: '49110' });
    const dialog = await open(it1, await cardOf(it1, number, login, { in: itQueue }), 'Öppna');
    assert.ok(
      !dialog.labels().some((label) => /lösenord|Användarnamn/.test(label)),
      'no login details go through the bot',
    );
    assert.match(wordsOf(await dialog.press('Klarmarkera')), /Rätta det som är markerat/);
    await letIn(number, nora.name);
    await cardOf(systems, number, 'Konfigurera enheten i TES', { in: systemQueue, says: 'Linden Väster (49110)' });
    const chief = teams.as(nora.id);
    await chief.waitFor('Välkommen som ansvarig chef för Lindens Hemtjänst AB');
    const view = await ask(chief, 'uppstart', 'Uppstart');
    assert.match(textOf(view), /Lindens Hemtjänst AB[^]*om 30 dagar\): 2 saker saknas/);
    await order(chief, { name: 'Lisa Test', personnummer: lisasNumber });
    assert.match(textOf(await ask(orderer, 'uppstart', 'Uppstart')), /en ansökan är på väg/);
    await finish(number, 'Konfigurera enheten i TES', {}, systems, systemQueue);
    await finish(number, 'Konfigurera enheten i Treserva', {}, systems, systemQueue);
    await cardOf(orderer, number, 'Beställningen är klar');
    const ready = await open(orderer, await cardOf(orderer, number, title, { says: 'Klar' }), 'Uppstart');
    assert.match(ready.text(), /allt är på plats/);
    assert.match(textOf(await cardOf(orderer, number, title)), /Så lämnades de första uppgifterna: Personligen/);
  });

  it('two orderers order the same provider at once: one gets it, and the other is asked', async () => {
    const admin = teams.as(hanna.id);
    const groups = await open(admin, await ask(admin, 'administrera', 'Administrera'), 'Ändra kommunens egna');
    const named = {
      [labelled(groups, 'Lägg till beställare')]: bertil.name,
      [labelled(groups, 'Namn på den du lägger till, obligatoriskt för en ny person (beställare')]: bertil.name,
    };
    assert.match(wordsOf(await groups.fill(named).press('Spara')), /Tillagd beställare/);
    const both = [orderer, teams.as(bertil.id)];
    const summaries = await Promise.all(
      both.map(async (user) => toSummary(await next((await begin(user)).fill(described('Ekens Vård AB'))))),
    );
    const answers = await Promise.all(summaries.map((summary) => summary.press('Skicka')));
    const won = answers.filter((answer) => /är skickad/.test(wordsOf(answer)));
    const lost = answers.filter((answer) => /redan|samma namn/.test(wordsOf(answer)));
    assert.deepEqual([won.length, lost.length], [1, 1], answers.map(wordsOf).join('\n---\n'));
    assert.match(lost.map((answer) => dialogOf(answer).text()).join(), /Liknar Ekens Vård AB, som redan finns/);
  });

  it('byt chef: the new one takes over on the day, with what the old one had under way', async () => {
    const former = teams.as(anna.id);
    const running = await order(former, { name: 'Lisa Test', personnummer: lisasNumber });
    const waiting = await order(former, { approver: bertil.name });
    const start = await ask(orderer, 'byt chef', 'Byt chef');
    const first = dialogOf(await orderer.press(start, 'Börja', { Utförare: 'Omsorg AB' }));
    const second = await next(
      first.fill({ [labelled(first, 'Vem slutar')]: 'Anna Ek', 'Från och med (obligatoriskt)': '2026-03-04' }),
    );
    const summary = await next(second.fill(manager));
    const number = numberIn(wordsOf(await summary.press('Skicka')));
    await letIn(number, nora.name);
    assert.ok(
      !textOf(await ask(teams.as(nora.id), 'mina ärenden', 'Mina ärenden')).includes(running),
      'not before the day',
    );
    await cardOf(former, running, 'Ansökan om behörighet', { says: 'Handläggs' });
    await house.restart(2 * 24 * 60);
    await cardOf(orderer, number, 'Chefsbytet är gjort');
    const chief = teams.as(nora.id);
    await chief.waitFor('Välkommen som ansvarig chef för Omsorg AB');
    await cardOf(chief, running, 'Ansökan om behörighet', { says: 'Handläggs' });
    await former.waitFor(`Ärende ${running} har gått vidare till Nora Lind`);
    const own = textOf(await ask(chief, 'mina ärenden', 'Mina ärenden'));
    for (const mine of [running, waiting]) assert.ok(own.includes(mine), own);
    const asked = await former.say(`ärende ${running}`);
    assert.doesNotMatch(asked.map(textOf).join(), /Lisa Test/);
    const view = textOf(await ask(teams.as(bertil.id), 'mina ärenden', 'Mina ärenden'));
    assert.ok(view.includes(running) && view.includes('ansvarig: Nora Lind'), view);
  });
});
