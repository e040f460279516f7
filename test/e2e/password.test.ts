import assert from 'node:assert/strict';
import {
  anna,
  bertil,
  cecilia,
  david,
  fatima,
  hanna,
  itQueue,
  ivar,
  lena,
  onCallQueue,
  oskar,
  petra,
  systemQueue,
} from '../../local/people.ts';
import type { Dialog, LocalTeams, Seen, Shown, User } from '../../local/teams/index.ts';
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
  textOf,
  wordsOf,
} from '../support/walk.ts';

const status = 'Begäran om lösenord';
const treserva = 'Lösenord: Treserva';
const phone = '070-174 06 05';

type Wanted = { readonly system?: string; readonly name?: string; readonly personnummer?: string };

/** From `lösenord` to the summary. */
async function formOf(manager: User): Promise<Dialog> {
  const start = await ask(manager, 'lösenord', 'Lösenord');
  return open(manager, start, buttonsOf(start).includes('Börja') ? 'Börja' : 'Börja på en ny');
}

async function summaryOf(
  manager: User,
  { system = 'Treserva', name = 'Kim Test', personnummer = kimsNumber }: Wanted = {},
): Promise<Dialog> {
  const form = await formOf(manager);
  return next(
    form.fill({
      [labelled(form, 'System')]: system,
      [labelled(form, 'Vad har hänt')]: 'Lösenordet är glömt',
      [labelled(form, 'Namn')]: name,
      [labelled(form, 'Personnummer')]: personnummer,
      [labelled(form, 'Sedan när')]: 'i kväll',
    }),
  );
}

async function sendFor(manager: User, wanted: Wanted = {}): Promise<string> {
  return wordsOf(await (await summaryOf(manager, wanted)).press('Skicka'));
}

const found = (says: string | RegExp): ((one: Shown) => boolean) =>
  Object.assign((one: Shown) => (typeof says === 'string' ? textOf(one).includes(says) : says.test(textOf(one))), {
    toString: () => String(says),
  });

const textsIn = (user: User, chat: string): string[] => user.messages(chat).map(textOf);

/** Oskar is on call, and Petra is called after him. */
async function enterRoster(user: User, from: string, to: string): Promise<void> {
  const dialog = await open(user, await ask(user, 'beredskap', 'Jourlista: Beredskap'), 'Lägg till');
  const saved = await dialog
    .fill({
      [labelled(dialog, 'Från')]: from,
      [labelled(dialog, 'Till dag')]: to,
      [labelled(dialog, 'Har jouren')]: oskar.name,
      [labelled(dialog, 'Namn på den som')]: oskar.name,
      [labelled(dialog, 'Tillkallas sedan')]: petra.name,
      [labelled(dialog, 'Namn på den andra')]: petra.name,
    })
    .press('Spara');
  assert.match(wordsOf(saved), /^Sparat/);
}

describe('e2e: a password on midsommarafton at two in the night', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let first: User;
  let second: User;
  before(async () => {
    house = await openHouse({}, '2026-06-19T02:00:00+02:00');
    ({ teams } = house);
    [manager, first, second] = [anna, oskar, petra].map(({ id }) => teams.as(id)) as [User, User, User];
    for (const user of [first, second]) await user.say('hjälp');
    const admin = teams.as(hanna.id);
    await admin.sayIn(onCallQueue, 'koppla beredskap');
    await enterRoster(admin, '2026-06-15', '2026-06-22');
  });
  after(() => house?.close());

  let number: string;

  it('R29: for Treserva it goes to the on-call channel, and the one on duty is called', async () => {
    const sent = await sendFor(manager);
    assert.match(sent, /^Begäran .* är skickad\./);
    assert.doesNotMatch(sent, /öppnar/);
    number = numberIn(sent);
    await cardOf(first, number, treserva, { in: onCallQueue });
    await first.waitFor(found(`${oskar.name}, du har jouren.`), { in: onCallQueue });
    await cardOf(first, number, `Beredskap: ${treserva}`, { says: 'Du har jouren.' });
    await cardOf(manager, number, status, { says: 'Oskar Nord är tillkallad' });
  });

  it('R29, R30: for another system it is queued, wakes nobody, and the answer names the next opening', async () => {
    const sent = await sendFor(manager, { system: 'Phoniro' });
    assert.match(sent, /Systemförvaltningen öppnar måndag 22 juni kl\. 08\.00\./);
    const other = numberIn(sent);
    await cardOf(manager, other, status, { says: 'Systemförvaltningen öppnar måndag 22 juni kl. 08.00.' });
    for (const [user, chat] of [
      [first, onCallQueue],
      [first, first.chatId],
      [teams.as(hanna.id), systemQueue],
    ] as const)
      assert.ok(
        textsIn(user, chat).every((text) => !text.includes(other)),
        `${other} in ${chat}`,
      );
  });

  it('untaken after ten minutes it goes to the next, and the asker sees the phone number', async () => {
    await house.restart(10);
    await second.waitFor(found(`${petra.name}, du har jouren.`), { in: onCallQueue });
    await cardOf(manager, number, status, { says: `Är det bråttom: ring ${phone}.` });
    await cardOf(manager, number, 'Ring om det är bråttom', { says: phone });
  });

  it('taken, the asker sees who has it; a second press changes nothing, and another’s is told who was first', async () => {
    const own = await cardOf(second, number, `Beredskap: ${treserva}`);
    const late = await cardOf(first, number, `Beredskap: ${treserva}`);
    const [one, two] = await Promise.all([second.press(own, 'Ta ärendet'), second.press(own, 'Ta ärendet')]);
    for (const seen of [one, two]) assert.match(wordsOf(seen), /Petra Lo har ärendet/);
    assert.match(wordsOf(await first.press(late, 'Ta ärendet')), /Petra Lo/);
    await cardOf(manager, number, status, { says: 'Petra Lo har ärendet' });
  });

  it('no password is given before the questions; what was typed is kept, and no answer is asked for', async () => {
    const own = await cardOf(second, number, `Beredskap: ${treserva}`, { says: 'Petra Lo har ärendet' });
    const dialog = await open(second, own, 'Öppna');
    assert.match(dialog.text(), /Kontrollera identiteten först/);
    const filled = dialog.fill({ Användarnamn: 'dei12345', 'Tillfälligt lösenord': 'Vinterbad-42' });
    const refused = dialogOf(await filled.press('Klarmarkera'));
    assert.match(refused.text(), /Ställ kontrollfrågorna/);
    const given: Seen = await refused.fill({ Identiteten: true }).press('Klarmarkera');
    assert.equal(given.kind, 'closed');
  });

  it('the temporary password goes to the manager alone, and is gone after receipt', async () => {
    const card = await cardOf(manager, number, `Inloggningsuppgifter: ${treserva}`);
    const dialog = await open(manager, card, 'Visa inloggningsuppgifter');
    assert.match(dialog.text(), /Vinterbad-42/);
    await dialog.press('Klar – radera uppgifterna');
    await cardOf(manager, number, `Inloggningsuppgifter: ${treserva}`, { says: 'uppgifterna är raderade' });
    for (const user of [manager, first, second])
      for (const chat of [user.chatId, ...(user === manager ? [] : [onCallQueue])])
        assert.ok(!textsIn(user, chat).join('\n').includes('Vinterbad-42'));
  });

  it('given in words after a call back, the asker reads so', async () => {
    const other = numberIn(await sendFor(manager, { system: 'TES' }));
    const card = await cardOf(first, other, 'Lösenord: TES', { in: onCallQueue });
    await first.press(card, 'Ta ärendet');
    const dialog = await open(
      first,
      await cardOf(first, other, 'Lösenord: TES', { in: onCallQueue, says: 'Oskar Nord har ärendet' }),
      'Öppna',
    );
    const filled = dialog.fill({ Identiteten: true, 'Lämnat muntligt efter motringning': true });
    assert.equal((await filled.press('Klarmarkera')).kind, 'closed');
    await cardOf(manager, other, status, { says: 'lämnat muntligt efter motringning, byts vid första inloggningen' });
  });

  it('for one person it is asked so often only; the answer says when, and where to ring', async () => {
    const refused = dialogOf(await (await summaryOf(manager)).press('Skicka'));
    assert.match(
      refused.text(),
      /3 gånger för personen på 24 timmar\. Det går igen lördag 20 juni kl\. 02\.00\. Kan det inte vänta: ring .*070-174 06 05 annan tid\./,
    );
  });
});

describe('e2e: passwords in office hours', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  before(async () => {
    house = await openHouse({}, '2026-12-11T15:56:30+01:00');
    ({ teams } = house);
    manager = teams.as(anna.id);
    await teams.as(hanna.id).sayIn(onCallQueue, 'koppla beredskap');
  });
  after(() => house?.close());

  it('R29: before four on a Friday it goes to the queue of the system, and after that to those on call', async () => {
    const early = numberIn(await sendFor(manager));
    await cardOf(teams.as(hanna.id), early, treserva, { in: systemQueue });
    await house.restart(5);
    const late = numberIn(await sendFor(manager, { name: 'Lisa Prov', personnummer: lisasNumber }));
    await cardOf(teams.as(oskar.id), late, treserva, { in: onCallQueue });
  });
});

describe('e2e: whose password is asked for', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    manager = teams.as(anna.id);
    await teams.as(hanna.id).sayIn(onCallQueue, 'koppla beredskap');
  });
  after(() => house?.close());

  it('nobody asks for another provider’s employee; the own manager does', async () => {
    const number = await order(manager, { name: 'Lisa Prov', personnummer: lisasNumber });
    const it = teams.as(david.id);
    await finish(it, await cardOf(it, number, 'Konto och ansvarskod', { in: itQueue }));
    const system = teams.as(fatima.id);
    await finish(system, await cardOf(system, number, 'Treserva', { in: systemQueue }));
    await cardOf(manager, number, 'Ansökan är klar');
    const other = await summaryOf(teams.as(cecilia.id), { name: 'Lisa Prov', personnummer: lisasNumber });
    const refused = dialogOf(await other.press('Skicka'));
    assert.match(refused.text(), /Lisa Prov är inte medarbetare hos .*\. Kontrollera personnumret\./);
    assert.match(await sendFor(manager, { name: 'Lisa Prov', personnummer: lisasNumber }), /är skickad/);
  });

  it('the same is not asked for twice while somebody is at it, and two presses send it once', async () => {
    const summary = await summaryOf(manager, { system: 'TES' });
    const [one, two] = await Promise.all([summary.press('Skicka'), summary.press('Skicka')]);
    const numbers = [one, two].map((seen) => numberIn(wordsOf(seen)));
    assert.equal(numbers[0], numbers[1]);
    const again = dialogOf(await (await summaryOf(teams.as(bertil.id), { system: 'TES' })).press('Skicka'));
    assert.match(again.text(), new RegExp(`Det är redan begärt, i ärende ${numbers[0]}`));
  });

  it('a private provider is offered its own systems, and one who is known nowhere is looked at twice', async () => {
    const form = await formOf(manager);
    const systems = form.choices(labelled(form, 'System'));
    assert.deepEqual(systems, ['Treserva', 'TES', 'Phoniro', 'Fjärrskrivbord']);
    const number = numberIn(
      await sendFor(manager, { system: 'Phoniro', name: 'Nils Ny', personnummer: '19480977-2389' }),
    );
    const system = teams.as(fatima.id);
    const dialog = await open(system, await cardOf(system, number, 'Lösenord: Phoniro', { in: systemQueue }), 'Öppna');
    assert.match(dialog.text(), /Personen finns inte bland medarbetarna hos Omsorg AB/);
  });

  it('Registrera samtal: those on call record who rang, have the task, and the manager follows it', async () => {
    const onCall = teams.as(oskar.id);
    const [refused] = await manager.say('registrera samtal');
    assert.match(refused ? textOf(refused) : '', /^Samtal registreras av dem som är med i beredskapens team/);
    const dialog = await open(onCall, await ask(onCall, 'registrera samtal', 'Registrera samtal'), 'Registrera samtal');
    const faulty = dialogOf(await dialog.fill({ [labelled(dialog, 'Namn')]: 'Kim Test' }).press('Registrera'));
    assert.match(faulty.text(), /Rätta 6 uppgifter nedan\. Det du har skrivit finns kvar\./);
    assert.match(faulty.text(), /Kim Test/);
    const filled = faulty.fill({
      [labelled(faulty, 'Utförare')]: 'Omsorg AB',
      [labelled(faulty, 'System')]: 'Phoniro',
      [labelled(faulty, 'Vad har hänt')]: 'Kontot är låst',
      [labelled(faulty, 'Personnummer')]: kimsNumber,
      [labelled(faulty, 'Sedan när')]: 'nyss',
      [labelled(faulty, 'Hur identifierades')]: 'Motringning till ett känt nummer',
    });
    const [one, two] = await Promise.all([filled.press('Registrera'), filled.press('Registrera')]);
    const number = numberIn(wordsOf(one));
    assert.equal(numberIn(wordsOf(two)), number);
    await cardOf(onCall, number, 'Lösenord: Phoniro', { in: onCallQueue, says: 'Oskar Nord har ärendet' });
    await cardOf(manager, number, status, {
      says: /Registrerat samtal – Oskar Nord .*; identifierad: Motringning till ett känt nummer/,
    });
  });
});

/** Norrköping with somebody at each unit who may help first. */
const withFirst = <P extends { password: { route: object[] } }>(profile: P): object => ({
  ...profile,
  unitRoles: [{ id: 'password', name: 'lösenordsadministratör', perUnit: 1 }],
  password: {
    ...profile.password,
    route: profile.password.route.map((stage) => ({ ...stage, first: { roles: ['password'], minutes: 30 } })),
  },
});

describe('e2e: a unit with a password administrator', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let helper: User;
  before(async () => {
    house = await openHouse({}, '2026-03-02T09:00:00+01:00', withFirst);
    ({ teams } = house);
    [manager, helper] = [anna, ivar].map(({ id }) => teams.as(id)) as [User, User];
  });
  after(() => house?.close());

  it('R50: the manager names one for a unit, and no more than the profile says', async () => {
    const name = async (who: string): Promise<Seen> => {
      const dialog = await open(manager, await ask(manager, 'enhetens roller', 'Enhetens roller'), 'Utse någon');
      return dialog
        .fill({
          [labelled(dialog, 'Enhet')]: 'Hemtjänst Norr (47110)',
          [labelled(dialog, 'Roll')]: 'lösenordsadministratör',
          [labelled(dialog, 'Person')]: who,
          [labelled(dialog, 'Namn')]: who,
        })
        .press('Spara');
    };
    assert.match(wordsOf(await name(ivar.name)), /^Sparat: Ivar Stig är lösenordsadministratör på Hemtjänst Norr\./);
    assert.match(wordsOf(await name(lena.name)), /Enheten har redan 1\. Ta bort någon först\./);
  });

  it('R43, R50: they and the managers get the card first, and can take it; the queue hears nothing', async () => {
    const number = numberIn(await sendFor(manager));
    await cardOf(manager, number, status, { says: 'hos Ivar Stig, Anna Ek och Bertil Lund till' });
    await cardOf(teams.as(bertil.id), number, treserva, { says: 'Du kan ta ärendet' });
    await helper.press(await cardOf(helper, number, treserva, { says: 'Du kan ta ärendet' }), 'Ta ärendet');
    await cardOf(manager, number, status, { says: 'Ivar Stig har ärendet' });
    const dialog = await open(
      helper,
      await cardOf(helper, number, treserva, { says: 'Ivar Stig har ärendet' }),
      'Öppna',
    );
    const filled = dialog.fill({ Identiteten: true, 'Lämnat muntligt efter motringning': true });
    assert.equal((await filled.press('Klarmarkera')).kind, 'closed');
    await cardOf(manager, number, status, { says: 'lämnat muntligt efter motringning' });
    assert.ok(textsIn(teams.as(hanna.id), systemQueue).every((text) => !text.includes(number)));
  });

  it('what none of them takes goes to the queue of the system after the profile’s minutes', async () => {
    const number = numberIn(await sendFor(manager, { system: 'TES' }));
    await cardOf(helper, number, 'Lösenord: TES', { says: 'Du kan ta ärendet' });
    await house.restart(30);
    await cardOf(teams.as(fatima.id), number, 'Lösenord: TES', { in: systemQueue });
    await cardOf(helper, number, 'Lösenord: TES', { says: 'I kön' });
  });

  it('who is named no longer takes nothing more', async () => {
    const number = numberIn(await sendFor(manager, { system: 'Phoniro' }));
    const card = await cardOf(helper, number, 'Lösenord: Phoniro', { says: 'Du kan ta ärendet' });
    const list = await ask(manager, 'enhetens roller', 'Enhetens roller');
    const dialog = await open(manager, list, 'Ändra');
    assert.match(wordsOf(await dialog.fill({ 'Ta bort': true }).press('Spara')), /har inte rollen längre/);
    assert.doesNotMatch(wordsOf(await helper.press(card, 'Ta ärendet')), /Ivar Stig har ärendet/);
    await cardOf(manager, number, status, { says: 'hos Ivar Stig' });
  });
});
