import assert from 'node:assert/strict';
import { anna, bertil, david, fatima, itQueue, systemQueue } from '../../local/people.ts';
import type { Dialog, LocalTeams, Seen } from '../../local/teams/index.ts';
import { visibleText } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';

export function dialogOf(seen: Seen): Dialog {
  assert.equal(seen.kind, 'dialog', JSON.stringify(seen).slice(0, 600));
  return (seen as Extract<Seen, { kind: 'dialog' }>).dialog;
}

describe('the main job, over HTTP', () => {
  let house: House;
  let teams: LocalTeams;
  before(async () => {
    house = await openHouse();
    teams = house.teams;
  });
  after(() => house.close());

  it('R6, R19: from "ny behörighet" to login details in hand', async () => {
    const manager = teams.as(anna.id);
    await manager.say('ny behörighet');
    const start = await manager.waitFor('Ny behörighet');
    let dialog = dialogOf(await manager.press(start, 'Börja'));
    dialog = dialogOf(await dialog.fill({ Namn: 'Kim Test', Personnummer: '19900602-2397' }).press('Nästa'));
    dialog = dialogOf(await dialog.fill({ System: ['TES'] }).press('Nästa'));
    console.log(dialog.text(), dialog.labels());
    dialog = dialogOf(await dialog.fill({ Roll: dialog.choices('Roll')[0] ?? '' }).press('Till sammanfattning'));
    console.log(dialog.text(), dialog.labels());
    const sent = await dialog.fill({ 'Jag är chef och har attesträtt för följande beställning': true }).press('Skicka');
    console.log(JSON.stringify(sent));
    const status = await manager.waitFor('Ansökan om behörighet');
    console.log(visibleText(status.card ?? {}));

    const it = teams.as(david.id);
    const task = await it.waitFor('Konto', { in: itQueue });
    console.log(visibleText(task.card ?? {}));
    console.log(JSON.stringify(await it.press(task, 'Ta ärendet')).slice(0, 300));
    let open = dialogOf(await it.press(task, 'Öppna'));
    console.log(open.text());
    console.log(
      JSON.stringify(
        await open.fill({ Användarnamn: 'dei12345', 'Tillfälligt lösenord': 'Sommar-2026!' }).press('Klarmarkera'),
      ),
    );
    const sys = teams.as(fatima.id);
    const tes = await sys.waitFor('TES', { in: systemQueue });
    open = dialogOf(await sys.press(tes, 'Öppna'));
    console.log(JSON.stringify(await open.fill({ 'Inga nya uppgifter': true }).press('Klarmarkera')));
    const creds = await manager.waitFor('Inloggningsuppgifter');
    const shown = dialogOf(await manager.press(creds, 'Visa inloggningsuppgifter'));
    console.log(shown.text());
    console.log(JSON.stringify(await shown.press('Klar – radera uppgifterna')));
    const done = await manager.waitFor('Ansökan är klar');
    for (const m of manager.messages()) console.log('---', visibleText(m.card ?? {}), m.text);
    assert.ok(done);
    assert.deepEqual(teams.failures(), []);
    void bertil;
  });
});
