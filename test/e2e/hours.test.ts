import assert from 'node:assert/strict';
import { anna, bertil, david, elin, itQueue } from '../../local/people.ts';
import type { LocalTeams, Shown, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  begin,
  cardOf,
  dialogOf,
  finish,
  labelled,
  numberIn,
  order,
  ownTick,
  textOf,
  toSummary,
  wordsOf,
} from '../support/walk.ts';

const summary = 'Inkommet medan kön hade stängt';
const account = 'Konto och ansvarskod';
const status = 'Ansökan om behörighet';

/** What the bot has posted in a channel about cases: the answers to `koppla` are left out. */
const posted = (user: User, channel: string): string[] =>
  user
    .messages(channel)
    .filter(({ from }) => from.bot)
    .map(textOf)
    .filter((text) => !/^(Kön är kopplad|Behörighetsbot är tillagd|Samma team)/.test(text));

describe('e2e: midsommarafton at two in the night', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let first: User;
  before(async () => {
    house = await openHouse({}, '2026-06-19T02:00:00+02:00');
    ({ teams } = house);
    manager = teams.as(anna.id);
    first = teams.as(david.id);
  });
  after(() => house?.close());

  let own: string;
  let asked: string;

  it('R122: hjälp says when it is open, why it is not now, and when it is next', async () => {
    await manager.say('hjälp');
    const text = textOf(await manager.waitFor('Det här kan du göra'));
    assert.match(text, /Öppettider: Måndag–torsdag 08\.00–16\.30, fredag 08\.00–16\.00\./);
    assert.match(text, /Stängt: midsommarafton\. Öppnar måndag 22 juni kl\. 08\.00\./);
  });

  it('R30: an application may be sent; the answer and the card name the opening', async () => {
    const filled = await toSummary(await begin(manager));
    const sent = wordsOf(await filled.fill({ [ownTick]: true }).press('Skicka'));
    assert.match(
      sent,
      /Den är attesterad och går nu till handläggning\. Kommunens IT-enhet öppnar måndag 22 juni kl\. 08\.00\./,
    );
    own = numberIn(sent);
    await cardOf(manager, own, status, { says: 'Kommunens IT-enhet öppnar måndag 22 juni kl. 08.00.' });
  });

  it('R30: so does the answer where somebody else is to approve, and the approval wakes nobody', async () => {
    const filled = await toSummary(await begin(manager), { name: 'Lisa Prov', personnummer: '20000101-2384' });
    const approver = { [labelled(filled, 'Godkänns av')]: bertil.name };
    const sent = wordsOf(await filled.fill(approver).press('Skicka'));
    assert.match(sent, /Bertil Lund får ett kort .* Kommunens IT-enhet öppnar måndag 22 juni kl\. 08\.00\./);
    asked = numberIn(sent);
    const chief = teams.as(bertil.id);
    await chief.press(await cardOf(chief, asked, 'Ansökan att godkänna'), 'Godkänn');
    await cardOf(manager, asked, status, { says: 'öppnar måndag 22 juni kl. 08.00.' });
    assert.deepEqual(posted(first, itQueue), []);
  });

  it('R30: on the Monday the channel gets one message with both, when it opens', async () => {
    const opening = Date.parse('2026-06-22T07:59:57+02:00') - Date.parse('2026-06-19T02:00:00+02:00');
    await house.restart(opening / 60_000);
    const message = await first.waitFor(
      Object.assign((one: Shown) => textOf(one).startsWith(summary), { toString: () => summary }),
      { in: itQueue },
    );
    const text = textOf(message);
    assert.match(text, /Kommunens IT-enhet, måndag 22 juni\n2 nya ärenden/);
    assert.ok(text.includes(own) && text.includes(asked), text);
    await cardOf(manager, own, status, { says: 'Kommunens IT-enhet handlägger.' });
    assert.deepEqual(
      posted(first, itQueue).filter((one) => one.startsWith(account)),
      [],
    );
  });

  it('each is taken and finished from there: its own card stands in the thread', async () => {
    const message = first.messages(itQueue).find((one) => textOf(one).startsWith(summary)) ?? assert.fail('no summary');
    const answer = await first.press(message, { title: 'Ta ärendet', near: own });
    assert.match(wordsOf(answer), /2 nya ärenden, 1 väntar och 1 är taget/);
    const card = await cardOf(first, own, account, { in: itQueue, says: 'David Sand har ärendet' });
    assert.equal(card.rootId, message.id);
    await finish(first, card);
    await cardOf(teams.as(david.id), own, account, { in: itQueue, says: 'Klar' });
    const second = teams.as(elin.id);
    const dialog = dialogOf(await second.press(message, { title: 'Öppna', near: asked }));
    assert.equal((await dialog.fill({ 'Inga nya uppgifter': true }).press('Klarmarkera')).kind, 'closed');
    await cardOf(manager, asked, status, { says: 'Systemförvaltningen handlägger.' });
  });
});

describe('e2e: a Friday at four', () => {
  let house: House;
  before(async () => {
    house = await openHouse({}, '2026-12-11T15:57:00+01:00');
  });
  after(() => house?.close());

  it('R30, R122: what comes before goes to the channel at once, and what comes after waits for Monday', async () => {
    const manager = house.teams.as(anna.id);
    const first = house.teams.as(david.id);
    const early = await order(manager);
    await cardOf(first, early, account, { in: itQueue });
    await house.restart(4);
    const late = await order(manager, { name: 'Lisa Prov', personnummer: '20000101-2384' });
    await cardOf(manager, late, status, { says: 'Kommunens IT-enhet öppnar måndag 14 december kl. 08.00.' });
    assert.ok(posted(first, itQueue).every((text) => !text.includes(late)));
  });
});
