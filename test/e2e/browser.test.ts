import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import {
  anna,
  bertil,
  david,
  fatima,
  hanna,
  itQueue,
  type people,
  systemQueue,
  teams as seedTeams,
} from '../../local/people.ts';
import { chromiumPath, launch, picture } from '../support/browser.ts';
import { type House, openHouse } from '../support/house.ts';
import { order } from '../support/walk.ts';

type Someone = (typeof people)[number];

/** Opens the page as somebody, in their own chat or in a channel. */
async function be(page: Page, house: House, person: Someone, channel?: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(
    `${house.teams.url}#/person/${person.id}/chat/${encodeURIComponent(channel ?? house.teams.as(person.id).chatId)}`,
  );
  await page.getByTestId('messages').waitFor();
}

const card = (page: Page, text: string): Locator => page.getByTestId('message').filter({ hasText: text }).last();
const dialog = (page: Page): Locator => page.getByTestId('dialog');
const press = (where: Locator, title: string): Promise<void> =>
  where.getByRole('button', { name: title, exact: true }).click();

describe('the main job, in a browser', function () {
  this.timeout(90_000);
  let house: House;
  let browser: Browser;
  let page: Page;

  before(async function () {
    if (chromiumPath === undefined) {
      process.stderr.write('\n  *** NO CHROMIUM FOUND: the browser tests are left out. Set CHROMIUM_PATH. ***\n\n');
      this.skip();
    }
    house = await openHouse();
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'sv-SE' });
  });

  after(async () => {
    await browser?.close();
    await house?.close();
  });

  it('R6, R19, R75: manager, approver, IT and Systemförvaltning to the end', async () => {
    await be(page, house, anna);
    await page.getByTestId('compose').fill('Ny behörighett');
    await page.getByTestId('send').click();
    await press(card(page, 'Ny behörighet'), 'Börja');
    await dialog(page).getByLabel('Namn (obligatoriskt)').fill('Kim Test');
    await dialog(page).getByLabel('Personnummer (obligatoriskt)').fill('19900602 2397');
    await picture(page, '1-person');
    await press(dialog(page), 'Nästa');
    await dialog(page).getByRole('checkbox', { name: 'TES' }).check();
    await dialog(page).getByRole('checkbox', { name: 'Treserva' }).check();
    await picture(page, '2-systems');
    await press(dialog(page), 'Nästa');
    await dialog(page).getByLabel('Roll (obligatoriskt)').selectOption({ index: 1 });
    await picture(page, '3-fields');
    await press(dialog(page), 'Till sammanfattning');
    await dialog(page).getByText('Läs igenom innan du skickar').waitFor();
    await dialog(page).getByLabel('Godkänns av').selectOption({ label: bertil.name });
    await picture(page, '4-summary');
    await press(dialog(page), 'Skicka');
    await dialog(page).getByText('är skickad').waitFor();
    await picture(page, '5-sent');
    await be(page, house, anna);
    await card(page, 'Ansökan om behörighet').getByText('Väntar på attest', { exact: true }).waitFor();
    await picture(page, '6-status');

    await be(page, house, bertil);
    await picture(page, '7-approver');
    await press(card(page, 'Ansökan att godkänna'), 'Godkänn');
    await card(page, 'Ansökan att godkänna').getByText('Du godkände').waitFor();
    await picture(page, '8-approved');

    await be(page, house, david, itQueue);
    await press(card(page, 'Konto och ansvarskod'), 'Ta ärendet');
    await card(page, 'David Sand har ärendet').waitFor();
    await picture(page, '9-it-taken');
    await press(card(page, 'Konto och ansvarskod'), 'Öppna');
    await dialog(page).getByLabel('Användarnamn').fill('dei12345');
    await dialog(page).getByLabel('Tillfälligt lösenord').fill('Sommar-2026');
    await picture(page, '10-it-open');
    await press(dialog(page), 'Klarmarkera');
    await dialog(page).waitFor({ state: 'detached' });

    await be(page, house, fatima, systemQueue);
    for (const system of ['TES', 'Treserva']) {
      await press(card(page, `${system}`), 'Öppna');
      await dialog(page).getByLabel('Ja, personen behöver inga nya uppgifter').check();
      await press(dialog(page), 'Klarmarkera');
      await dialog(page).waitFor({ state: 'detached' });
    }
    await picture(page, '11-systems-done');

    await be(page, house, anna);
    await press(card(page, 'Inloggningsuppgifter:'), 'Visa inloggningsuppgifter');
    await dialog(page).getByText('Sommar-2026').first().waitFor();
    await picture(page, '12-credentials');
    await press(dialog(page), 'Klar – radera uppgifterna');
    await dialog(page).waitFor({ state: 'detached' });
    await card(page, 'Ansökan är klar').waitFor();
    await card(page, 'Kvitterade').waitFor();
    await picture(page, '13-done');
    assert.equal(await page.getByText('Sommar-2026').count(), 0);
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, '14-phone');
  });

  it('the administrator is told of a channel that is gone, and that it is mended', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    const team = seedTeams.find(({ channels }) => channels.some(({ id }) => id === itQueue))?.id ?? '';
    await house.teams.removeBot(team, hanna.id);
    await order(house.teams.as(anna.id));
    await be(page, house, hanna);
    await card(page, 'Kanalen för Kommunens IT-enhet går inte att nå').waitFor();
    await picture(page, '15-trouble');
    await house.teams.addBot(team, hanna.id);
    await card(page, 'Åtgärdat').waitFor();
    await picture(page, '16-mended');
  });
});
