import assert from 'node:assert/strict';
import norrkoping from '../../profiles/norrkoping.json' with { type: 'json' };
import { anna, bertil, cecilia, david, elin, gunnar, hanna, itQueue, onCallQueue, oskar } from '../../local/people.ts';
import type { Dialog, Inputs, LocalTeams, Seen, Shown, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import { ask, buttonsOf, cardOf, labelled, next, numberIn, open, textOf, wordsOf } from '../support/walk.ts';

const phrase = 'teknisk hjälp';
const task = 'Teknisk hjälp';
const status = 'Anmälan till teknisk hjälp';
const summary = 'Inkommet medan kön hade stängt';
const unreachable = 'Går inte att nå eller logga in';
const question = 'Inget fel: en fråga om funktion eller process';
const phone = norrkoping.queues.onCall.onCall.phone;
const callInstead = 'Ring om det är bråttom';

type Report = { readonly what?: string; readonly symptom?: string; readonly more?: Inputs };

async function begin(user: User): Promise<Dialog> {
  const start = await ask(user, phrase, 'Teknisk hjälp');
  return open(user, start, buttonsOf(start).includes('Börja') ? 'Börja' : 'Börja på en ny');
}

const filled = (form: Dialog, { what = 'Treserva', symptom = unreachable, more = {} }: Report = {}): Dialog =>
  form.fill({
    [labelled(form, 'Vad det gäller')]: what,
    [labelled(form, 'Vad som händer')]: symptom,
    [labelled(form, 'Sedan när')]: 'i dag kl. 09.40',
    [labelled(form, 'Hur många drabbas')]: 'Hela enheten',
    ...more,
  });

/** Sends a report, and gives the answer. */
async function report(user: User, given: Report = {}): Promise<string> {
  const sent = await (await next(filled(await begin(user), given))).press('Skicka');
  return wordsOf(sent);
}

/** Finishes a task with a word to those who reported it. */
async function solve(user: User, card: Shown, answer: string): Promise<Seen> {
  const dialog = await open(user, card, 'Öppna');
  return dialog.fill({ [labelled(dialog, 'Svar till den')]: answer }).press('Klarmarkera');
}

/** The cards of reports that stand in a channel. */
const posted = (user: User, channel: string): string[] =>
  user
    .messages(channel)
    .map(textOf)
    .filter((text) => text.startsWith(task));

describe('e2e: technical help within hours', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let municipal: User;
  let first: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    [manager, municipal, first] = [teams.as(anna.id), teams.as(cecilia.id), teams.as(david.id)];
  });
  after(() => house?.close());

  let number = '';
  let other = '';

  it('a short triage: what, where, since when and how many; what is wrong is said, and what was typed stays', async () => {
    const form = await begin(manager);
    const again = await next(form.fill({ [labelled(form, 'Sedan när')]: 'nyss' }));
    assert.match(again.text(), /Rätta 3 uppgifter nedan\. Det du har skrivit finns kvar\./);
    assert.match(again.text(), /nyss/);
    const last = await next(filled(again, { more: { Beskrivning: 'Vitt fönster efter inloggning' } }));
    assert.match(last.text(), /1\. Kommunens IT-enhet/);
    const words = wordsOf(await last.press('Skicka'));
    number = numberIn(words);
    assert.match(
      words,
      /^Anmälan .* är skickad\. Den har gått till Kommunens IT-enhet\. Du följer den på kortet här i chatten\.$/,
    );
    const twice = wordsOf(await last.press('Skicka'));
    assert.match(twice, new RegExp(`${number} är redan skickat`));
  });

  it('goes to IT at once, with all but what was written in words of the own', async () => {
    const card = await cardOf(first, number, task, { in: itQueue });
    const text = textOf(card);
    assert.match(text, /Vad det gäller: Treserva/);
    assert.match(text, /Var: Hemtjänst Norr/);
    assert.match(text, /Sedan när: i dag kl\. 09\.40/);
    assert.match(text, /Hur många drabbas: Hela enheten/);
    assert.doesNotMatch(text, /Vitt fönster|Anmälningar|Personnummer/);
    const dialog = await open(first, card, 'Öppna');
    assert.match(dialog.text(), /Vitt fönster efter inloggning/);
    assert.doesNotMatch(dialog.labels().join(), /Personnummer|Ansvarskod|Namn/);
  });

  it('the same fault from another provider gathers on that card, which counts', async () => {
    const words = await report(municipal);
    other = numberIn(words);
    assert.match(words, /Fler har anmält samma fel, och de hanteras tillsammans\./);
    await cardOf(first, number, task, { in: itQueue, says: 'Anmälningar: 2, från 2 utförare' });
    await report(teams.as(bertil.id));
    const card = await cardOf(first, number, task, { in: itQueue, says: 'Anmälningar: 3, från 2 utförare' });
    assert.equal(posted(first, itQueue).length, 1, 'the others have no card of their own in the channel');
    const asked = textOf((await first.sayIn(itQueue, `ärende ${other}`)).at(-1) ?? card);
    assert.ok(asked.includes(number) && /Anmälningar: 3/.test(asked), asked);
    const dialog = await open(first, card, 'Öppna');
    assert.match(dialog.text(), /Också anmält av: .*\n?.*Också anmält av: Omsorg AB/s);
  });

  it('another fault does not', async () => {
    const words = await report(municipal, { what: 'TES' });
    assert.doesNotMatch(words, /Fler har anmält/);
    await cardOf(first, numberIn(words), task, { in: itQueue });
  });

  it('each follows the own case, and sees nothing of the other provider', async () => {
    const card = await cardOf(first, number, task, { in: itQueue });
    await first.press(card, 'Ta ärendet');
    const own = await cardOf(municipal, other, status, { says: 'David Sand har felet sedan' });
    assert.doesNotMatch(textOf(own), /Omsorg AB|Anna Ek|Hemtjänst Norr/);
    const leading = await cardOf(manager, number, status, { says: 'Samma fel: har anmälts av fler' });
    assert.doesNotMatch(textOf(leading), /Cecilia|egen regi/i);
    assert.match(textOf((await manager.say(`ärende ${other}`)).at(-1) ?? leading), /inget ärende med det numret/);
  });

  it('each is told when it is solved, with what IT says', async () => {
    const card = await cardOf(first, number, task, { in: itQueue, says: 'David Sand har ärendet' });
    const seen = await solve(first, card, 'Servern är omstartad. Logga in igen.');
    assert.equal(seen.kind, 'closed');
    for (const [user, id] of [
      [manager, number],
      [municipal, other],
    ] as const)
      await cardOf(user, id, 'Anmälan är klar', { says: 'Servern är omstartad. Logga in igen.' });
    await cardOf(municipal, other, status, { says: 'Klar' });
    await cardOf(first, number, task, { in: itQueue, says: 'Anmälningar: 3' });
  });

  it('once it is solved, the same again is a new fault', async () => {
    const words = await report(municipal);
    assert.doesNotMatch(words, /Fler har anmält/);
    await cardOf(first, numberIn(words), task, { in: itQueue });
  });

  it('two at the same moment: one is the first, and the card counts both', async () => {
    const both = await Promise.all([report(manager, { what: 'Phoniro' }), report(municipal, { what: 'Phoniro' })]);
    assert.equal(both.filter((words) => /Fler har anmält/.test(words)).length, 1);
    const leading = both.find((words) => !/Fler har anmält/.test(words)) ?? '';
    await cardOf(first, numberIn(leading), task, { in: itQueue, says: 'Anmälningar: 2, från 2 utförare' });
  });

  it('the first taken back: the next report gets the card, and nobody is forgotten', async () => {
    const taken = numberIn(await report(manager, { what: 'SITHS-kort' }));
    const left = numberIn(await report(municipal, { what: 'SITHS-kort' }));
    await cardOf(first, taken, task, { in: itQueue, says: 'Anmälningar: 2' });
    await manager.press(await cardOf(manager, taken, status, { says: 'Samma fel' }), 'Dra tillbaka ansökan');
    await cardOf(first, left, task, { in: itQueue, says: 'Vad det gäller: SITHS-kort' });
  });

  it('whoever may not report is told where to turn', async () => {
    const text = textOf((await teams.as(gunnar.id).say(phrase)).at(-1) as Shown);
    assert.match(text, /Säg till din chef/);
    assert.match(text, /Servicedesk IT: 15 25 55/);
  });
});

describe('e2e: technical help at two in the night', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  before(async () => {
    house = await openHouse({}, '2026-06-19T02:00:00+02:00');
    ({ teams } = house);
    manager = teams.as(anna.id);
  });
  after(() => house?.close());

  it('R30: a question about how something works wakes nobody, and the answer names the next opening', async () => {
    const last = await next(filled(await begin(manager), { symptom: question }));
    assert.match(last.text(), /1\. Kommunens IT-enhet öppnar måndag 22 juni kl\. 08\.00\./);
    const words = wordsOf(await last.press('Skicka'));
    assert.match(words, /Kommunens IT-enhet öppnar måndag 22 juni kl\. 08\.00\./);
    assert.doesNotMatch(words, /Ring /);
    await cardOf(manager, numberIn(words), status, { says: 'Kommunens IT-enhet öppnar måndag 22 juni kl. 08.00.' });
    assert.deepEqual(posted(teams.as(david.id), itQueue), []);
  });

  it('on call without a channel: the reporter is given the number, and administrators are told at once', async () => {
    const words = await report(manager);
    assert.match(words, /Beredskap går inte att nå i Teams just nu, så ingen där ser den\./);
    assert.ok(words.includes(phone), words);
    const number = numberIn(words);
    const admin = teams.as(hanna.id);
    await admin.waitFor((message) => /Kön Beredskap har ingen kanal/.test(textOf(message)));
    await cardOf(manager, number, callInstead, { says: phone });
    await cardOf(manager, number, status, { says: `ring ${phone}` });
    const following = await report(teams.as(cecilia.id));
    assert.match(following, /Fler har anmält samma fel/);
    assert.ok(following.includes(phone), following);
    await cardOf(teams.as(cecilia.id), numberIn(following), status, { says: `ring ${phone}` });
    await admin.sayIn(onCallQueue, 'koppla beredskap');
    const card = await cardOf(teams.as(oskar.id), number, task, { in: onCallQueue });
    await teams.as(oskar.id).press(card, 'Ta ärendet');
    await cardOf(manager, number, status, { says: 'Oskar Nord har ärendet' });
  });

  it('R29: a technical fault goes to on call, and not to IT', async () => {
    const last = await next(filled(await begin(manager), { what: 'Phoniro' }));
    assert.match(last.text(), /1\. Beredskap/);
    const words = wordsOf(await last.press('Skicka'));
    assert.match(words, /Den har gått till Beredskap\./);
    assert.doesNotMatch(words, /öppnar|Ring /);
    const card = await cardOf(teams.as(oskar.id), numberIn(words), task, { in: onCallQueue });
    await solve(teams.as(oskar.id), card, 'Åtgärdat.');
    await cardOf(manager, numberIn(words), 'Anmälan är klar', { says: 'Åtgärdat.' });
    assert.deepEqual(posted(teams.as(david.id), itQueue), []);
  });

  it('R30: on the Monday IT gets the question in its summary', async () => {
    const opening = Date.parse('2026-06-22T07:59:57+02:00') - Date.parse('2026-06-19T02:00:00+02:00');
    await house.restart(opening / 60_000);
    const message = await teams.as(elin.id).waitFor(
      Object.assign((one: Shown) => textOf(one).startsWith(summary), { toString: () => summary }),
      {
        in: itQueue,
      },
    );
    assert.match(textOf(message), /1 nytt ärende/);
    assert.match(textOf(message), /Treserva/);
  });
});
