import assert from 'node:assert/strict';
import { anna, david, itQueue } from '../../local/people.ts';
import type { Inputs, LocalTeams, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import { pdf } from '../support/samples.ts';
import {
  ask,
  buttonsOf,
  cardOf,
  kimsNumber,
  lisasNumber,
  labelled,
  next,
  numberIn,
  open,
  ownTick,
  textOf,
  wordsOf,
} from '../support/walk.ts';

const status = 'Beställning av fjärråtkomst';
const task = 'Fjärråtkomst (Fjärrskrivbord)';
const day = 24 * 60;

/** The form of the manual, filled in; what is given goes before it. */
async function ordered(manager: User, given: Inputs = {}): Promise<string> {
  const form = await begun(manager);
  const summary = await next(form.fill(filled(given)));
  return numberIn(wordsOf(await summary.fill({ [ownTick]: true }).press('Skicka')));
}

async function begun(manager: User) {
  const start = await ask(manager, 'fjärråtkomst', 'Fjärråtkomst');
  return open(manager, start, buttonsOf(start).includes('Börja') ? 'Börja' : 'Börja på en ny');
}

const filled = (given: Inputs): Inputs => ({
  Namn: 'Kim Test',
  Personnummer: kimsNumber,
  'Mobilnummer för OTP': '070-174 06 35',
  'Anställd/Konsult': 'Anställd',
  'Typ av fjärråtkomst': 'Fjärrskrivbord (ThinLinc)',
  Ansvarskod: '47110',
  Beskrivning: 'Dokumentera i Treserva.',
  ...given,
});

describe('e2e: remote access', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let it1: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    manager = teams.as(anna.id);
    it1 = teams.as(david.id);
  });
  after(() => house?.close());

  it('R83, R85, R88, R90, R91, R92, R97: the form asks for all that is starred, and links to the course', async () => {
    const form = await begun(manager);
    assert.match(form.text(), /inte använder kommunens utrustning/);
    assert.match(form.text(), /rätt svar på samtliga frågor/);
    assert.ok(form.buttons().includes('Till utbildningen'), form.buttons().join());
    const again = await next(form);
    for (const label of [
      'Namn',
      'Personnummer',
      'Mobilnummer för OTP',
      'Anställd/Konsult',
      'Typ av fjärråtkomst',
      'Ansvarskod',
      'Beskrivning',
    ])
      assert.match(labelled(again, label), /obligatoriskt/, label);
    assert.match(again.text(), /Rätta 7 uppgifter nedan/);
  });

  it('R89, R96: who ticks that the certificate was sent before must say so in Beskrivning', async () => {
    const tick = { 'Intyget är skickat tidigare': true, Namn: 'Omar Test', Personnummer: '20000101-2392' };
    const again = await next((await begun(manager)).fill(filled(tick)));
    assert.match(again.text(), /Skriv här när och hur det skickades/);
    const summary = await next(again.fill({ Beskrivning: 'Treserva. Intyget skickades med e-post i maj.' }));
    assert.ok(labelled(summary, 'Godkänns av') !== '');
    assert.match(summary.text(), /IT tar fram det som är skickat tidigare/);
    const number = numberIn(wordsOf(await summary.fill({ [ownTick]: true }).press('Skicka')));
    await cardOf(it1, number, task, { in: itQueue, says: 'ska bedömas' });
  });

  it('R18, R94: the certificate is sent in the chat, judged, turned down and attached anew by IT for her', async () => {
    const number = await ordered(manager, { Namn: 'Fil Test', Personnummer: '19480977-2389' });
    const asked = (await manager.sendFile('intyg.pdf', pdf('intyg'), number)).at(-1) ?? assert.fail('no answer');
    const titles = [`Bifoga som intyg: Fil Test · Fjärrskrivbord · ${number}`, `Fil Test · Fjärrskrivbord · ${number}`];
    for (const title of titles) assert.ok(textOf(asked).split('\n').includes(title), textOf(asked));
    const placed = await manager.press(asked, 'Lägg till', { 'Var hör det hemma?': titles[0] ?? '' });
    assert.match(wordsOf(placed), /Intyget bedöms av dem som har ärendet/);
    const judged = await open(it1, await cardOf(it1, number, task, { in: itQueue, says: 'ska bedömas' }), 'Öppna');
    assert.match(judged.text(), /Fil: intyg\.pdf – Intyg, PDF/);
    const refusal = { [labelled(judged, 'Anledning')]: 'Fråga 4 är fel.' };
    assert.equal((await judged.fill(refusal).press('Underkänn intyget')).kind, 'closed');
    const own = (await it1.sendFile('nytt intyg.pdf', pdf('nytt'))).at(-1) ?? assert.fail('no answer');
    assert.match(textOf(own), /Bifoga som intyg: Fil Test/);
    assert.match(wordsOf(await it1.press(own, 'Lägg till')), /Bifogat/);
    await cardOf(it1, number, task, { in: itQueue, says: 'ska bedömas' });
    await cardOf(manager, number, status, { says: 'Filer: 2' });
  });

  it('R18, R26, R87, R94: noted, judged, turned down, given anew, approved and delivered', async () => {
    const number = await ordered(manager);
    const card = await cardOf(manager, number, status, { says: 'Ska vara klart: omkring 9 mars 2026' });
    assert.match(textOf(card), /Väntar på intyg/);
    assert.match(textOf(card), /Intyg om informationssäkerhet – saknas; senast 9 mars 2026/);
    assert.match(textOf(card), /Nästa steg: bifoga intyget senast 9 mars 2026/);
    const give = async (from: typeof card, text: string): Promise<void> => {
      const dialog = await open(manager, from, 'Bifoga intyg');
      assert.equal(
        (await dialog.fill({ 'Är det redan skickat? Skriv när och hur': text }).press('Intyget är redan skickat')).kind,
        'closed',
      );
    };
    await give(card, 'Med e-post till IT i fredags');
    const first = await open(it1, await cardOf(it1, number, task, { in: itQueue }), 'Öppna');
    assert.match(first.text(), /Var det finns: Med e-post till IT i fredags/);
    assert.ok(!first.buttons().includes('Klarmarkera'));
    const reason = { 'Anledning om du underkänner (skriv inget personnummer)': 'Fråga 4 är fel.' };
    assert.equal((await first.fill(reason).press('Underkänn intyget')).kind, 'closed');
    const news = await cardOf(manager, number, 'Intyget är underkänt', { says: 'Fråga 4 är fel.' });
    await give(news, 'Ett nytt, med e-post i dag');
    await it1.waitFor('Intyget har kommit från Anna Ek. Öppna ärendet och bedöm det.', { in: itQueue });
    const second = await open(it1, await cardOf(it1, number, task, { in: itQueue, says: 'ska bedömas' }), 'Öppna');
    assert.match(second.text(), /Underkänt av David Sand .*: Fråga 4 är fel\./);
    const ready = await second.press('Godkänn intyget');
    assert.ok(ready.kind === 'dialog' && ready.dialog.buttons().includes('Klarmarkera'), wordsOf(ready));
    const given = { Användarnamn: 'dei123', 'Tillfälligt lösenord': 'Sommar-2026-x' };
    assert.equal((await ready.dialog.fill(given).press('Klarmarkera')).kind, 'closed');
    const done = await cardOf(manager, number, 'Beställningen är klar');
    assert.ok(buttonsOf(done).includes('Installationspaket') && buttonsOf(done).includes('Användarhandledning'));
    const kept = await cardOf(manager, number, `Inloggningsuppgifter: ${task}`);
    const details = await open(manager, kept, 'Visa inloggningsuppgifter');
    assert.match(details.text(), /Installera programvaran.*enligt överenskommelse/);
    assert.match(details.text(), /dei123/);
  });

  it('R95: reminded after three and six days, closed after a week over the change of clocks, and ordered anew', async function () {
    this.timeout(90_000);
    await house.restart(22 * day);
    const number = await ordered(manager, { Namn: 'Lisa Test', Personnummer: lisasNumber });
    await cardOf(manager, number, status);
    await house.restart(3 * day);
    const reminder = await cardOf(manager, number, 'Påminnelse: intyget saknas', { says: 'Väntar på dig' });
    const left = await open(manager, reminder, 'Bifoga intyg');
    await house.restart(5 * day);
    const closed = await cardOf(manager, number, 'Beställningen är avslutad', { says: 'inom 7 dagar' });
    const late = left.fill({ 'Är det redan skickat? Skriv när och hur': 'Med e-post i går.' });
    assert.match(wordsOf(await late.press('Intyget är redan skickat')), /avslutades/);
    const file = (await manager.sendFile('intyg.pdf', pdf('intyg'))).at(-1) ?? assert.fail('no answer');
    assert.ok(!textOf(file).includes(number), 'no longer a place for a file');
    assert.deepEqual(buttonsOf(await cardOf(manager, number, status, { says: 'Avslutad' })), [
      'Beställ på nytt',
      'Historik',
    ]);
    const form = await open(manager, closed, 'Beställ på nytt');
    assert.match(form.text(), /Lisa Test/);
    assert.match(form.text(), /Dokumentera i Treserva/);
  });
});
