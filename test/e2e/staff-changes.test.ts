import assert from 'node:assert/strict';
import { anna, bertil, david, fatima, itQueue, systemQueue } from '../../local/people.ts';
import type { Dialog, LocalTeams, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  ask,
  buttonsOf,
  cardOf,
  dialogOf,
  finish,
  kimsNumber,
  labelled,
  lisasNumber,
  next,
  numberIn,
  open,
  order,
  type Order,
  ownTick,
  stepWith,
  textOf,
  wordsOf,
} from '../support/walk.ts';

const [north, south] = ['Hemtjänst Norr (47110)', 'Hemtjänst Söder (47120)'];

describe('e2e: changes and endings from a person’s view', () => {
  let house: House;
  let teams: LocalTeams;
  let [manager, colleague, it_, systems]: User[] = [];
  const user = (one: User | undefined): User => one ?? assert.fail('the house is not open');
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    [manager, colleague, it_, systems] = [anna, bertil, david, fatima].map(({ id }) => teams.as(id));
  });
  after(() => house?.close());

  const given = async (wanted: Order): Promise<string> => {
    const number = await order(user(manager), wanted);
    await finish(user(it_), await cardOf(user(it_), number, 'Konto och ansvarskod', { in: itQueue }));
    for (const system of wanted.systems ?? [])
      await finish(user(systems), await cardOf(user(systems), number, system, { in: systemQueue }));
    await cardOf(user(manager), number, 'Ansökan är klar');
    return number;
  };
  const view = async (name: string, by = user(manager)): Promise<Dialog> => {
    const list = await ask(by, 'mina medarbetare', 'Mina medarbetare');
    return open(
      by,
      list,
      buttonsOf(list).filter((title) => title === 'Visa').length > 1 ? { title: 'Visa', near: name } : 'Visa',
    );
  };

  it('R63: Ändra begins from the employment that is chosen, with what the person has in it, and leaves the other', async () => {
    const at = (unit: string, title: string, system: string): Order => ({
      name: 'Tora Två',
      personnummer: lisasNumber,
      person: { Enhet: unit, Tjänstetitel: title, Telefonnummer: '011-15 25 55' },
      systems: [system],
    });
    await given(at(north, 'Undersköterska', 'TES'));
    const second = await given(at(south, 'Planerare', 'Treserva'));
    const person = await view('Tora Två');
    const change = dialogOf(await person.press({ title: 'Ändra', near: north }));
    assert.match(change.text(), /Uppgifterna om Tora Två är hämtade ur ärende/);
    const first = await stepWith(change, 'Vad ansökan gäller');
    assert.equal(first.values[labelled(first, 'Vad ansökan gäller')], 'Ändra');
    assert.equal(first.values['Tjänstetitel'], 'Undersköterska');
    assert.equal(first.values['Telefonnummer'], '011-15 25 55');
    assert.equal(first.values['Personnummer (obligatoriskt)'], lisasNumber);
    const chosen = await stepWith(first, 'System');
    assert.equal(chosen.values[labelled(chosen, 'System')], 'TES');
    const fields = await stepWith(chosen, 'Roll');
    const role = labelled(fields, 'Roll');
    const other = fields.choices(role).find((one) => one !== fields.values[role]) ?? '';
    const summary = await next(fields.fill({ [role]: other }));
    const number = numberIn(wordsOf(await summary.fill({ [ownTick]: true }).press('Skicka')));
    const task = await cardOf(user(it_), number, 'Konto och ansvarskod', { in: itQueue });
    assert.match(textOf(task), /Enhet: Hemtjänst Norr/);
    await finish(user(it_), task);
    await finish(user(systems), await cardOf(user(systems), number, 'TES', { in: systemQueue }));
    await cardOf(user(manager), number, 'Ansökan är klar');
    const after = (await view('Tora Två')).text();
    assert.ok(after.includes(other) && after.includes(second), 'the other employment is as it was');
  }).timeout(60_000);

  it('R27: Avsluta asks which of two employments ends, and keeps the other', async () => {
    const what = dialogOf(await (await view('Tora Två')).press('Avsluta'));
    const label = labelled(what, 'Anställning som upphör');
    const ends = what.choices(label).find((one) => one.startsWith('Hemtjänst Norr')) ?? '';
    const summary = dialogOf(await what.fill({ [label]: [ends] }).press('Till sammanfattning'));
    assert.match(summary.text(), /TES – Systemförvaltningen/);
    assert.doesNotMatch(summary.text(), /Treserva –/);
    const number = numberIn(wordsOf(await summary.press('Skicka')));
    const task = await cardOf(user(systems), number, 'Avsluta TES', { in: systemQueue });
    await (await open(user(systems), task, 'Öppna')).press('Klarmarkera');
    await cardOf(user(manager), number, 'Avsluta behörigheter', { says: 'Avsluta TES – klar' });
    const left = await view('Tora Två');
    assert.match(left.text(), /Hemtjänst Söder[^]*Treserva/);
    assert.doesNotMatch(left.text().split('På gång')[0] ?? '', /TES/);
    // With one left there is nothing to choose.
    assert.equal(left.buttons().filter((title) => title === 'Ändra').length, 1);
  }).timeout(60_000);

  it('of two managers who end for the same person at once, one does and the other is told', async () => {
    await given({ name: 'Sven Slutar', personnummer: kimsNumber, systems: ['Treserva'] });
    const summaryFor = async (by: User): Promise<Dialog> => {
      const what = dialogOf(await (await view('Sven Slutar', by)).press('Avsluta'));
      return dialogOf(await what.press('Till sammanfattning'));
    };
    const [mine, theirs] = [await summaryFor(user(manager)), await summaryFor(user(colleague))];
    const answers = await Promise.all([mine.press('Skicka'), theirs.press('Skicka')]);
    const sent = answers.filter((answer) => /^Beställningen .* är skickad/.test(wordsOf(answer)));
    const told = answers.filter((answer) => answer.kind === 'dialog');
    assert.deepEqual([sent.length, told.length], [1, 1], answers.map(wordsOf).join('\n---\n'));
    const number = numberIn(sent.map(wordsOf).join());
    assert.match(told.map(wordsOf).join(), new RegExp(`avslutas redan i ärende ${number}, skickat av`));
    await cardOf(user(systems), number, 'Avsluta Treserva', { in: systemQueue });
    const tasks = user(systems)
      .cards(systemQueue)
      .filter((card) => textOf(card).startsWith('Avsluta Treserva') && textOf(card).includes('Sven Slutar'));
    assert.equal(tasks.length, 1, 'one task, whoever pressed first');
  }).timeout(60_000);
});
