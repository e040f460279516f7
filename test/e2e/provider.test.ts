import assert from 'node:assert/strict';
import { anna, bertil, david, fatima, gunnar, itQueue, jonas, nora, systemQueue } from '../../local/people.ts';
import type { Dialog, Inputs, LocalTeams, Shown, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  ask,
  cardOf,
  dialogOf,
  finish,
  kimsNumber,
  labelled,
  next,
  numberIn,
  open,
  order,
  textOf,
  wordsOf,
} from '../support/walk.ts';

const title = 'Beställning av ny utförare';

/** The first page of the form, as it is filled in. */
const described: Inputs = {
  'Utförarens namn (obligatoriskt)': 'Lindens Hemtjänst AB',
  'Certifierad (obligatoriskt)': true,
  'Startdatum (obligatoriskt)': '2026-04-01',
  'Enheter, en per rad (obligatoriskt)': 'Linden Väster\nLinden Öster; 49220',
};
const manager: Inputs = {
  'Namn (obligatoriskt)': 'Nora Lind',
  'Personnummer (obligatoriskt)': kimsNumber,
  'Mobilnummer (obligatoriskt)': '070-123 45 67',
  'Mailadress (obligatoriskt)': 'nora@linden.se',
};

describe('e2e: new providers', () => {
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

  const begin = async (user = orderer): Promise<Dialog> =>
    open(user, await ask(user, 'ny utförare', 'Ny utförare'), 'Börja');
  const toSummary = async (user: User, first: Inputs = {}): Promise<Dialog> => {
    const second = await next((await begin(user)).fill({ ...described, ...first }));
    const third = await next(second.fill(manager));
    return next(third.fill({ [labelled(third, 'System')]: ['Treserva', 'TES'] }));
  };

  it('R7, R9, R12, R13, R20', async () => {
    const summary = await toSummary(orderer);
    console.log(summary.text());
    const number = numberIn(wordsOf(await summary.press('Skicka')));
    console.log(textOf(await cardOf(orderer, number, title)));
    const code = await cardOf(it1, number, 'Ansvarskod för utföraren', { in: itQueue });
    console.log(textOf(code));
    const dialog = await open(it1, code, 'Öppna');
    console.log(dialog.text(), dialog.labels());
    assert.equal((await dialog.fill({ 'Ansvarskod (obligatoriskt)': '49110' }).press('Klarmarkera')).kind, 'closed');
    const login = await cardOf(it1, number, 'Inloggningsuppgifter till ansvarig chef', { in: itQueue });
    const second = await open(it1, login, 'Öppna');
    console.log(second.text(), second.labels());
    const done = await second
      .fill({
        [labelled(second, 'Chefens konto i kommunens Teams (')]: nora.name,
        [labelled(second, 'Så lämnades')]: second.choices(labelled(second, 'Så lämnades'))[0] ?? '',
      })
      .press('Klarmarkera');
    assert.equal(done.kind, 'closed', JSON.stringify(done));
    console.log(textOf(await cardOf(systems, number, 'Konfigurera enheten i TES', { in: systemQueue })));
    console.log(textOf(await cardOf(orderer, number, title, { says: 'David Sand (Chefens' })));
    console.log(teams.as(nora.id).cards(teams.as(nora.id).chatId).map(textOf).join('\n----\n'));
    const started = await order(teams.as(nora.id), {});
    console.log(started);
  });
});
