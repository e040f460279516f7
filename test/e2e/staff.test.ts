import assert from 'node:assert/strict';
import { anna, bertil, cecilia, david, fatima, itQueue, systemQueue } from '../../local/people.ts';
import { type LocalTeams, type Shown, type User, visibleText } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  ask,
  begin,
  buttonsOf,
  cardOf,
  dialogOf,
  finish,
  kimsNumber,
  lisasNumber,
  next,
  numberIn,
  open,
  order,
  ownTick,
  sendAnyway,
  textOf,
  toSummary,
  wordsOf,
} from '../support/walk.ts';

describe('e2e: the people of a provider', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let number: string;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    manager = teams.as(anna.id);
    number = await order(manager, {
      systems: ['TES'],
      person: { Tjänstetitel: 'Undersköterska', Telefonnummer: '011-15 25 55' },
    });
    await handled(number, 'TES');
  });
  after(() => house?.close());

  /** Both queues do their part. */
  async function handled(id: string, ...systems: string[]): Promise<void> {
    const task = await cardOf(teams.as(david.id), id, 'Konto och ansvarskod', { in: itQueue });
    await finish(teams.as(david.id), task);
    for (const system of systems)
      await finish(teams.as(fatima.id), await cardOf(teams.as(fatima.id), id, system, { in: systemQueue }));
    await cardOf(manager, id, 'Ansökan är klar');
  }

  const staff = (user = manager): Promise<Shown> => ask(user, 'mina medarbetare', 'Mina medarbetare');

  it('shows each with what they have, since when and by which case, with the personnummer masked', async () => {
    const list = await staff();
    assert.match(textOf(list), /Omsorg AB: en person/);
    assert.match(textOf(list), /Kim Test[\s\S]*Hemtjänst Norr · TES/);
    const person = await open(manager, list, 'Visa');
    assert.match(person.text(), /Hemtjänst Norr \(47110\) · Undersköterska/);
    assert.ok(person.text().includes(`sedan 2 mars 2026 · ärende ${number}`), person.text());
    assert.match(person.text(), /19900602-\*{4}/);
    assert.ok(!person.text().includes(kimsNumber));
  });

  it('opens the personnummer in full once that is recorded in the case', async () => {
    const person = dialogOf(await (await open(manager, await staff(), 'Visa')).press('Visa personnummer'));
    assert.equal(person.values['Personnummer'], kimsNumber);
    const history = await open(manager, await cardOf(manager, number, 'Ansökan om behörighet'), 'Historik');
    assert.match(history.text(), /Anna Ek öppnade personnumret/);
  });

  it('begins a new application filled in with what is known of the person', async () => {
    const person = await open(manager, await staff(), 'Visa');
    const systems = dialogOf(await person.press('Ny behörighet'));
    assert.match(systems.text(), new RegExp(`hämtade ur ärende ${number}`));
    const first = dialogOf(await systems.press('Tillbaka'));
    assert.equal(first.values['Personnummer (obligatoriskt)'], kimsNumber);
    assert.equal(first.values['Tjänstetitel'], 'Undersköterska');
    assert.equal(first.values['Telefonnummer'], '011-15 25 55');
  });

  it('fills in what is known when a known personnummer is typed, and keeps what was typed', async () => {
    const form = (await begin(manager)).fill({ Namn: 'Kim Test', Personnummer: kimsNumber, Tjänstetitel: 'Planerare' });
    const second = await next(form);
    assert.match(second.text(), /Kim Test finns redan hos Omsorg AB: ärende .* Därifrån är Telefonnummer ifyllt/);
    const first = dialogOf(await second.press('Tillbaka'));
    assert.equal(first.values['Telefonnummer'], '011-15 25 55');
    assert.equal(first.values['Tjänstetitel'], 'Planerare');
    assert.doesNotMatch((await next(first)).text(), /finns redan/);
  });

  it('points out what the person has already, and sends it when that is meant', async () => {
    const summary = (await toSummary(await begin(manager), { systems: ['TES'] })).fill({ [sendAnyway]: false });
    assert.match(summary.text(), /Kim Test har redan TES på Hemtjänst Norr sedan 2 mars 2026\. Ska det ändras\?/);
    const again = dialogOf(await summary.fill({ [ownTick]: true }).press('Skicka'));
    assert.match(again.text(), /bocka i Skicka ändå/);
    const sent = await again.fill({ [sendAnyway]: true }).press('Skicka');
    numberIn(wordsOf(sent));
  });

  it('tells the second of two managers who order the same for the same person at once', async () => {
    const [first, second] = [teams.as(anna.id), teams.as(bertil.id)];
    const wanted = { name: 'Lisa Test', personnummer: lisasNumber };
    const summaries = [await toSummary(await begin(first), wanted), await toSummary(await begin(second), wanted)];
    const sent = await summaries[0]?.fill({ [ownTick]: true }).press('Skicka');
    const firstNumber = numberIn(wordsOf(sent ?? assert.fail()));
    const told = dialogOf(await (summaries[1] ?? assert.fail()).fill({ [ownTick]: true }).press('Skicka'));
    assert.ok(
      told.text().includes(`En ansökan om Treserva väntar redan: ${firstNumber}, skickad av Anna Ek.`),
      told.text(),
    );
    assert.match(textOf(await staff()), /Lisa Test[\s\S]*har inget än · Treserva är beställt/);
  });

  it('shows who begins when, with what is ready and who has the rest', async () => {
    const wanted = { name: 'Start Startsson', personnummer: '19480977-2389', systems: ['TES', 'Phoniro'] };
    const id = await order(manager, { ...wanted, person: { 'Fr.o.m.': '2026-03-09' } });
    const starts = textOf(await ask(manager, 'startar', 'De som ska börja'));
    assert.match(starts, /Börjar måndag 9 mars: 0 av 1 klara/);
    assert.match(starts, /Start Startsson · 0 av 2 klara\s+Saknas: Phoniro \(Kommunens IT-enhet\) och TES|Saknas: TES/);
    await handled(id, 'TES', 'Phoniro');
    const after = await ask(manager, 'startar', 'De som ska börja');
    assert.match(textOf(after), /Börjar måndag 9 mars: 1 av 1 klara[\s\S]*allt klart/);
    const [, person = ''] = /Visa (Start Startsson)/.exec(JSON.stringify(after.card)) ?? [];
    assert.equal(person, 'Start Startsson');
  });

  it('gives a slip for the new employee without password and personnummer', async () => {
    const done = await cardOf(manager, number, 'Ansökan är klar');
    assert.ok(buttonsOf(done).includes('Lapp till medarbetaren'));
    const slip = await open(manager, done, 'Lapp till medarbetaren');
    assert.match(slip.text(), /Till Kim Test[\s\S]*TES[\s\S]*Låna aldrig ut den[\s\S]*Servicedesk IT/);
    assert.ok(!slip.text().includes('19900602'));
  });

  it('tells nothing to a manager of another provider, nor of a person who is not there', async () => {
    const card = (await staff()).card ?? {};
    const other = teams.as(cecilia.id);
    assert.doesNotMatch(textOf(await staff(other)), /Kim Test/);
    assert.ok(visibleText(card).includes('Kim Test'));
  });
});
