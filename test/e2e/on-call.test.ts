import assert from 'node:assert/strict';
import { anna, hanna, onCallQueue, oskar, petra } from '../../local/people.ts';
import type { Dialog, LocalTeams, Shown, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import { ask, buttonsOf, cardOf, finish, labelled, open, order, textOf, wordsOf } from '../support/walk.ts';

const account = 'Konto och ansvarskod';
const status = 'Ansökan om behörighet';

/** Every application goes to those on call first. */
type Profile = { permission: { route: { queue: string }[] } };
const toOnCall = <P extends Profile>(profile: P): object => {
  const [first, ...others] = profile.permission.route;
  return { ...profile, permission: { ...profile.permission, route: [{ ...first, queue: 'onCall' }, ...others] } };
};

const found = (says: string): ((one: Shown) => boolean) =>
  Object.assign((one: Shown) => textOf(one).includes(says), { toString: () => says });

async function enter(
  user: User,
  days: readonly [string, string],
  people: readonly [string, string][],
): Promise<string> {
  const card = await ask(user, 'beredskap', 'Jourlista: Beredskap');
  const dialog = await open(user, card, 'Lägg till');
  return wordsOf(await filled(dialog, days, people).press('Spara'));
}

function filled(dialog: Dialog, [from, to]: readonly [string, string], people: readonly [string, string][]): Dialog {
  const [first, second] = people;
  return dialog.fill({
    [labelled(dialog, 'Från')]: from,
    [labelled(dialog, 'Till dag')]: to,
    ...(first ? { [labelled(dialog, 'Har jouren')]: first[0], [labelled(dialog, 'Namn på den som')]: first[1] } : {}),
    ...(second
      ? { [labelled(dialog, 'Tillkallas sedan')]: second[0], [labelled(dialog, 'Namn på den andra')]: second[1] }
      : {}),
  });
}

describe('e2e: on call', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let admin: User;
  let first: User;
  let second: User;
  let number: string;
  before(async () => {
    house = await openHouse({}, '2026-03-02T20:00:00+01:00', toOnCall);
    ({ teams } = house);
    [manager, admin, first, second] = [anna, hanna, oskar, petra].map(({ id }) => teams.as(id)) as [
      User,
      User,
      User,
      User,
    ];
    // They have written to the bot once, so that Teams can be asked about them.
    for (const user of [first, second]) await user.say('hjälp');
  });
  after(() => house?.close());

  it('a channel that is not linked: administrators are told at once, and whoever waits is given the phone number', async () => {
    number = await order(manager);
    await admin.waitFor(found('Kön Beredskap har ingen kanal'));
    await cardOf(manager, number, status, { says: 'Är det bråttom: ring 070-174 06 05.' });
  });

  it('an empty roster: the card comes to the channel, and administrators are told whom to ring', async () => {
    await admin.sayIn(onCallQueue, 'koppla beredskap');
    await cardOf(first, number, account, { in: onCallQueue });
    await admin.waitFor(found('Ingen står i jourlistan nu'));
    await cardOf(manager, number, 'Ring om det är bråttom', { says: '070-174 06 05' });
  });

  it('the roster is kept by those on call and by administrators, and by nobody else', async () => {
    const [refused] = await manager.say('beredskap');
    assert.match(refused ? textOf(refused) : '', /^Jourlistan ser de som är med i beredskapens team/);
    const card = await ask(first, 'beredskap', 'Jourlista: Beredskap');
    assert.match(textOf(card), /Ingen har jouren nu/);
    const dialog = await open(first, card, 'Lägg till');
    const wrong = await filled(dialog, ['2026-03-09', '2026-03-02'], [['', oskar.name]]).press('Spara');
    assert.match(wordsOf(wrong), /Välj personen i listan\. Namnet räcker inte\./);
  });

  it('whoever is entered is called at once: mentioned in the channel, and told in the own chat', async () => {
    const saved = await enter(
      admin,
      ['2026-03-02', '2026-03-09'],
      [
        [oskar.name, oskar.name],
        [petra.name, petra.name],
      ],
    );
    assert.match(saved, /Sparat: Oskar Nord, sedan Petra Lo, måndag 2 mars kl\. 08\.00 – måndag 9 mars kl\. 08\.00\./);
    const mention = await first.waitFor(found(`${oskar.name}, du har jouren.`), { in: onCallQueue });
    assert.match(JSON.stringify(mention.card), /"type":"mention".*"id":"22222222-0000-4000-8000-000000000014"/);
    const own = await cardOf(first, number, `Beredskap: ${account}`, { says: 'Du har jouren.' });
    assert.deepEqual(buttonsOf(own), ['Ta ärendet', 'Öppna']);
    assert.equal(
      second.messages(second.chatId).some((one) => textOf(one).includes(number)),
      false,
    );
  });

  it('after ten minutes it goes to the next, and the first is told so', async () => {
    await house.restart(10);
    await second.waitFor(found(`${petra.name}, du har jouren.`), { in: onCallQueue });
    await cardOf(second, number, `Beredskap: ${account}`, { says: 'Du har jouren.' });
    await cardOf(first, number, `Beredskap: ${account}`, { says: 'Gick vidare' });
  });

  it('it is taken and finished from the own chat, and everybody sees who has it', async () => {
    const own = await cardOf(second, number, `Beredskap: ${account}`);
    await second.press(own, 'Ta ärendet');
    await cardOf(first, number, `Beredskap: ${account}`, { says: 'Petra Lo har ärendet' });
    await cardOf(manager, number, status, { says: 'Petra Lo har ärendet' });
    await cardOf(manager, number, 'Ring om det är bråttom', { says: 'Petra Lo har ärendet' });
    await finish(second, await cardOf(second, number, `Beredskap: ${account}`, { says: 'Petra Lo har ärendet' }));
    await cardOf(first, number, account, { in: onCallQueue, says: 'Klar' });
  });

  it('one who has left the team is passed over, and the next is told so in the channel', async () => {
    await teams.removeMember('19:local-beredskap@thread.tacv2', oskar.id);
    const next = await order(manager, { name: 'Lisa Prov', personnummer: '20000101-2384' });
    const mention = await second.waitFor(
      Object.assign((one: Shown) => textOf(one).includes('du har jouren') && textOf(one).includes(next), {
        toString: () => `a mention for ${next}`,
      }),
      { in: onCallQueue },
    );
    assert.match(
      textOf(mention),
      /^Petra Lo, du har jouren\.[\s\S]*Oskar Nord står i jourlistan men är inte med i teamet\./,
    );
  });
});
