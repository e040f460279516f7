import assert from 'node:assert/strict';
import { anna, bertil, cecilia, david, itQueue } from '../../local/people.ts';
import type { Inputs, LocalTeams, User } from '../../local/teams/index.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  begin,
  buttonsOf,
  cardOf,
  dialogOf,
  kimsNumber,
  labelled,
  meant,
  next,
  numberIn,
  open,
  order,
  ownTick,
  startCard,
  textOf,
  toSummary,
  wordsOf,
} from '../support/walk.ts';

describe('e2e: order', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    manager = teams.as(anna.id);
  });
  after(() => house?.close());

  const sentBy = (user: User): number => user.cards().filter((card) => textOf(card).includes('✓ Skickad')).length;

  it('R11, R15, R16: a simple application takes at most five presses', async () => {
    const start = await startCard(manager);
    let presses = 1;
    let form = await open(manager, start, 'Börja');
    form.fill({ Namn: 'Kim Test', Personnummer: kimsNumber });
    const steps: readonly Inputs[] = [{}, { System: ['TES'] }, { Roll: 'Planerare' }];
    for (const inputs of steps) {
      presses += 1;
      form = await next(form.fill(inputs));
    }
    const sent = await form.fill({ [ownTick]: true }).press('Skicka');
    presses += 1;
    const number = numberIn(wordsOf(sent));
    assert.ok(presses <= 5, `${presses} presses`);
    await cardOf(manager, number, 'Ansökan om behörighet', { says: 'Handläggs' });
  });

  it('R69, R72: a press without name and personnummer says what is missing, and nothing is sent', async () => {
    const before = sentBy(manager);
    const form = await next(await begin(manager));
    assert.match(form.text(), /Rätta 2 uppgifter nedan\. Det du har skrivit finns kvar\./);
    assert.match(form.text(), /Fältet är obligatoriskt\./);
    assert.equal(sentBy(manager), before);
  });

  const refusedPersonnummer = {
    'a letter too many': ['19900602-239x', 'Skriv personnumret så här: ååååmmdd-xxxx.'],
    'too few digits': ['900602', 'Skriv personnumret så här: ååååmmdd-xxxx.'],
    'a serial of zeros': ['19900602-0007', 'Skriv personnumret så här: ååååmmdd-xxxx.'],
    'a wrong check digit': ['19900602-2398', 'Personnumret stämmer inte. Kontrollera siffrorna.'],
    'a day that does not exist': ['19900631-2397', 'Födelsedatumet i personnumret finns inte.'],
    'a day to come': ['20260303-2392', 'Födelsedatumet i personnumret har inte varit än.'],
    'a century in doubt': ['230161-2392', 'Menar du 19230161-**** eller 20230161-****? Skriv året med fyra siffror.'],
  } as const;
  for (const [what, [typed, words]] of Object.entries(refusedPersonnummer)) {
    it(`R72: a personnummer with ${what} is refused beside its field, and what was typed stays`, async () => {
      const first = await begin(manager);
      const form = await next(first.fill({ Namn: 'Kim Test', Personnummer: typed, Tjänstetitel: 'Undersköterska' }));
      assert.match(form.text(), /Vem gäller det\?/);
      assert.ok(form.text().includes(words), form.text());
      assert.equal(form.values['Personnummer (obligatoriskt)'], typed);
      assert.equal(form.values['Tjänstetitel'], 'Undersköterska');
    });
  }

  for (const typed of ['900602 2397', '9006022397', '1990 06 02 – 2397', '19900602‑2397']) {
    it(`R72: a personnummer typed as "${typed}" is understood`, async () => {
      const summary = await toSummary(await begin(manager), { personnummer: typed });
      assert.match(summary.text(), /Gäller: Kim Test, 19900602-\*\*\*\*/);
    });
  }

  const refusedFields: Readonly<Record<string, readonly [Inputs, RegExp]>> = {
    'R66: T.o.m. before Fr.o.m.': [{ 'Fr.o.m.': '2026-05-02', 'T.o.m.': '2026-05-01' }, /T\.o\.m\. är före Fr\.o\.m\./],
    'R66: T.o.m. in the past': [{ 'T.o.m.': '2026-03-01' }, /T\.o\.m\. har redan passerat\./],
    'R62: a text of 20 000 characters': [
      { Beskrivning: 'å'.repeat(20_000) },
      /Texten är för lång: högst 2000 tecken\. Här finns bara början/,
    ],
    'R62: a personnummer in Beskrivning': [
      { Beskrivning: 'Ring Kim, 900602-2397, före nio.' },
      /ser ut att innehålla ett personnummer/,
    ],
    'R63: a personnummer in Anledning': [
      { Anledning: 'Nyanställd 19900602 2397' },
      /ser ut att innehålla ett personnummer/,
    ],
    'R69: a name of digits': [{ Namn: '1234' }, /Skriv för- och efternamn med bokstäver\./],
    'R70: a telephone number of letters': [{ Telefonnummer: 'ring mig' }, /Skriv ett telefonnummer med riktnummer/],
    'R71: a user name with blanks': [{ Användarnamn: 'dei 12345' }, /Skriv användarnamnet utan mellanslag/],
  };
  for (const [rule, [inputs, words]] of Object.entries(refusedFields)) {
    it(`${rule} is refused beside its field, and nothing is sent`, async () => {
      const before = sentBy(manager);
      const first = await begin(manager);
      const form = await next(first.fill({ Namn: 'Kim Test', Personnummer: kimsNumber, ...inputs }));
      assert.match(form.text(), /Vem gäller det\?/);
      assert.match(form.text(), words);
      assert.equal(sentBy(manager), before);
    });
  }

  it('R66: a refused T.o.m. can be taken away again', async () => {
    const first = await begin(manager);
    const form = await next(first.fill({ Namn: 'Kim Test', Personnummer: kimsNumber, 'T.o.m.': '2026-03-01' }));
    const systems = await next(form.fill({ 'T.o.m.': '' }));
    assert.match(systems.text(), /Vilka system\?/);
  });

  it('R76: no system chosen is said, and Nästa leads no further', async () => {
    const systems = await next((await begin(manager)).fill({ Namn: 'Kim Test', Personnummer: kimsNumber }));
    const again = await next(systems);
    assert.match(again.text(), /Vilka system\?[^]*Välj minst ett system\./);
  });

  it("R3, R78: a system's unit that is missing, unknown or nearly right is explained", async () => {
    const fields = await toFields(await begin(manager), ['Treserva']);
    const filled = dialogOf(await (await next(fields)).press('Tillbaka'));
    const missing = await next(filled.fill({ 'Enhet/enheter': '' }));
    assert.match(missing.text(), /Uppgifter för systemen[^]*Fältet är obligatoriskt\./);
    const more = 'Fler enheter, en per rad';
    const unknown = await next(missing.fill({ 'Enhet/enheter': 'Nattpatrullen (47140)', [more]: 'Rymdstationen' }));
    assert.match(unknown.text(), /Enheten ”Rymdstationen” finns inte\. Välj en enhet i listan\./);
    const near = await next(unknown.fill({ [more]: 'Hemtjanst Vilberjen' }));
    assert.match(near.text(), /Menar du Hemtjänst Vilbergen \(47150\)/);
    const right = await next(near.fill({ [more]: '47130' }));
    assert.match(right.text(), /Enhet\/enheter: Nattpatrullen \(47140\), Hemtjänst Öster \(47130\)/);
  });

  it("R77: a system's role that is missing is explained, and the list is fixed", async () => {
    const fields = await toFields(await begin(manager), ['TES']);
    const missing = await next(fields);
    assert.match(missing.text(), /Uppgifter för systemen[^]*Fältet är obligatoriskt\./);
    assert.deepEqual(missing.choices('Roll'), ['Omsorgspersonal', 'Planerare', 'Chef', 'Läsbehörighet']);
  });

  it('R75: neither own attest nor an approver is explained, and nothing is sent', async () => {
    const before = sentBy(manager);
    const summary = await toSummary(await begin(manager));
    const again = dialogOf(await summary.press('Skicka'));
    assert.match(again.text(), /Bocka i rutan om du själv attesterar, eller välj vem som ska godkänna\./);
    assert.equal(sentBy(manager), before);
  });

  it('R5, R61, R76: the summary shows everything, the personnummer masked, and who will be told', async () => {
    const summary = await toSummary(await begin(manager), {
      person: {
        'Vad ansökan gäller': 'Ändra',
        Beskrivning: 'Byter arbetslag.',
        Anledning: 'Ny tjänst',
        Anställningsform: 'Vikariat',
        'Fr.o.m.': '2026-04-01',
        'T.o.m.': '2026-06-30',
        Enhet: 'Hemtjänst Söder (47120)',
        Telefonnummer: '011-15 25 55',
        Användarnamn: 'kimtes',
        Tjänstetitel: 'Undersköterska',
        Ansvarskod: '47190',
      },
      systems: ['Treserva', 'TES'],
      fields: { Roll: 'Planerare' },
    });
    const lines = summary.text().split('\n');
    for (const line of [
      'Läs igenom innan du skickar',
      'Gäller: Kim Test, 19900602-****',
      'Utförare: Omsorg AB',
      'Vad ansökan gäller: Ändra',
      'Beskrivning: Byter arbetslag.',
      'Anledning: Ny tjänst',
      'Anställningsform: Vikariat',
      'Fr.o.m.: 1 april 2026',
      'T.o.m.: 30 juni 2026',
      'Enhet: Hemtjänst Söder (47120)',
      'Telefonnummer: 011-15 25 55',
      'Användarnamn: kimtes',
      'Tjänstetitel: Undersköterska',
      'Ansvarskod: 47190',
      'Enhet/enheter: Hemtjänst Söder (47120)',
      'Roll: Planerare',
      // R71: an unusual user name is let through with a question.
      'Användarnamnet ”kimtes” börjar inte som de brukar. Är det rätt?',
      '2. Kommunens IT-enhet',
      '3. Systemförvaltningen (Treserva och TES)',
    ])
      assert.ok(lines.includes(line), `${line} is missing in:\n${lines.join('\n')}`);
    assert.match(summary.text(), /Inloggningsuppgifterna kommer till dig här i chatten\. Bara ansvarig chef/);
    assert.match(summary.text(), /Räkna med en viss handläggningstid/);
    assert.ok(!summary.text().includes('2397'));
  });

  it('R68: the own unit is filled in, and may be changed', async () => {
    const first = await begin(manager);
    assert.equal(first.values['Enhet'], 'Hemtjänst Norr (47110)');
    const summary = await toSummary(first, { person: { Enhet: 'Hemtjänst Ektorp (47170)' } });
    assert.match(summary.text(), /Enhet: Hemtjänst Ektorp \(47170\)/);
  });

  it('what was typed survives Tillbaka', async () => {
    const summary = await toSummary(await begin(manager), { name: 'Bo Bakåt', systems: ['TES', 'Phoniro'] });
    const fields = dialogOf(await summary.press('Tillbaka'));
    assert.equal(fields.values['Roll (obligatoriskt)'], 'Omsorgspersonal');
    const systems = dialogOf(await fields.fill({ Roll: 'Chef' }).press('Tillbaka'));
    assert.match(String(systems.values['System (obligatoriskt)']), /TES.*Phoniro/);
    const person = dialogOf(await systems.press('Tillbaka'));
    assert.equal(person.values['Namn (obligatoriskt)'], 'Bo Bakåt');
    assert.equal(person.values['Personnummer (obligatoriskt)'], kimsNumber);
    const there = await next(await next(await next(person)));
    assert.match(there.text(), /Gäller: Bo Bakåt[^]*Roll: Chef/);
  });

  it('what was typed survives Stäng: Fortsätt leads back to it, right or wrong', async () => {
    const systems = await next((await begin(manager)).fill({ Namn: 'Sten Stängd', Personnummer: kimsNumber }));
    const closed = await systems.fill({ System: ['TES'] }).press('Stäng');
    assert.match(wordsOf(closed), /Utkastet är sparat\..*Fortsätt/);
    const fields = await goOn(manager);
    assert.match(fields.text(), /Uppgifter för systemen\nTES/);
    const back = dialogOf(await dialogOf(await fields.press('Tillbaka')).press('Tillbaka'));
    assert.equal(back.values['Namn (obligatoriskt)'], 'Sten Stängd');
    await back.fill({ Personnummer: '19900602-2398' }).press('Stäng');
    assert.equal((await goOn(manager)).values['Personnummer (obligatoriskt)'], '19900602-2398');
  });

  it('what was typed survives leaving the chat, and a restart of the bot', async () => {
    await next((await begin(manager)).fill({ Namn: 'Gunilla Gick', Personnummer: kimsNumber }));
    await house.restart();
    const systems = await goOn(manager);
    assert.match(systems.text(), /Vilka system\?/);
    const person = dialogOf(await systems.press('Tillbaka'));
    assert.equal(person.values['Namn (obligatoriskt)'], 'Gunilla Gick');
  });

  it("a draft is nobody else's: another manager of the provider begins with an empty form", async () => {
    await next((await begin(manager)).fill({ Namn: 'Hemlig Utkast', Personnummer: kimsNumber }));
    const other = teams.as(bertil.id);
    const start = await startCard(other);
    assert.deepEqual(buttonsOf(start), ['Börja']);
    assert.equal((await open(other, start, 'Börja')).values['Namn (obligatoriskt)'], '');
  });

  it('Skicka pressed twice on the same dialog gives one case', async () => {
    const before = sentBy(manager);
    const summary = (await toSummary(await begin(manager))).fill({ [ownTick]: true });
    const number = numberIn(wordsOf(await summary.press('Skicka')));
    assert.match(wordsOf(await summary.press('Skicka')), new RegExp(`${number} är redan skickat`));
    await cardOf(manager, number, 'Ansökan om behörighet');
    assert.equal(sentBy(manager), before + 1);
    const it = teams.as(david.id);
    await cardOf(it, number, 'Konto och ansvarskod', { in: itQueue });
    assert.equal(it.cards(itQueue).filter((card) => textOf(card).includes(number)).length, 1);
  });

  it('Skicka pressed twice at once gives one case, and both answers name it', async () => {
    const before = sentBy(manager);
    const summary = (await toSummary(await begin(manager))).fill({ [ownTick]: true });
    const answers = (await Promise.all([summary.press('Skicka'), summary.press('Skicka')])).map(wordsOf);
    const [number = ''] = answers.map(numberIn);
    assert.ok(
      answers.every((answer) => answer.includes(number)),
      answers.join('\n'),
    );
    assert.equal(answers.filter((answer) => answer.includes('redan skickat')).length, 1, answers.join('\n'));
    await cardOf(manager, number, 'Ansökan om behörighet');
    assert.equal(sentBy(manager), before + 1);
  });

  it('Börja on the card of an application that was sent begins a new one', async () => {
    const start = await startCard(manager);
    const button = buttonsOf(start).includes('Börja') ? 'Börja' : 'Börja på en ny';
    const summary = await toSummary(await open(manager, start, button));
    const number = numberIn(wordsOf(await summary.fill({ [ownTick]: true }).press('Skicka')));
    const again = await open(manager, start, button);
    assert.equal(again.values['Namn (obligatoriskt)'], '');
    const second = await toSummary(again, { name: 'Lisa Ny' });
    const other = numberIn(wordsOf(await second.fill({ [ownTick]: true }).press('Skicka')));
    assert.notEqual(other, number);
  });

  it('Fortsätt on the card of an application that was sent says so', async () => {
    await next((await begin(manager)).fill({ Namn: 'Kim Test', Personnummer: kimsNumber }));
    const start = await startCard(manager);
    const systems = await open(manager, start, 'Fortsätt');
    const summary = meant(await next(await next(systems.fill({ System: ['Treserva'] }))));
    const number = numberIn(wordsOf(await summary.fill({ [ownTick]: true }).press('Skicka')));
    assert.match(wordsOf(await manager.press(start, 'Fortsätt')), new RegExp(`${number} är redan skickat`));
  });

  it('a press in a form that was sent from another device changes nothing', async () => {
    const person = await begin(manager);
    const summary = await toSummary(person);
    const number = numberIn(wordsOf(await summary.fill({ [ownTick]: true }).press('Skicka')));
    assert.match(
      wordsOf(await person.fill({ Namn: 'Någon Annan' }).press('Nästa')),
      new RegExp(`${number} är redan skickat`),
    );
    assert.match(textOf(await cardOf(manager, number, 'Ansökan om behörighet')), /Gäller: Kim Test/);
  });

  it('text with Markdown, templates, mark-up, emoji and formulas is shown as it was typed, everywhere', async () => {
    const nasty = '=1+1 **fet** [länk](https://ond.example) ${1+1} ${$root.id} <b>b</b> 👩🏽‍⚕️ `kod` \\n # rubrik';
    const clean = nasty.replace('\u200d', '');
    const number = await order(manager, {
      name: 'Åsa **Fet** ${namn} [x](y) 👩',
      person: { Beskrivning: nasty, Anledning: `\u202e${nasty}\u2066\u0007`, Tjänstetitel: '=HYPERLINK("x")' },
      approver: bertil.name,
    });
    const asked = await cardOf(teams.as(bertil.id), number, 'Ansökan att godkänna');
    await teams.as(bertil.id).press(asked, 'Godkänn');
    const task = await cardOf(teams.as(david.id), number, 'Konto och ansvarskod', { in: itQueue });
    const opened = await open(teams.as(david.id), task, 'Öppna');
    for (const text of [textOf(asked), opened.text()]) {
      assert.ok(text.includes(`Beskrivning: ${clean}\n`), text);
      assert.ok(text.includes(`Anledning: ${clean}\n`), text);
      assert.ok(text.includes('Tjänstetitel: =HYPERLINK("x")'));
      assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Bidi_Control}\p{Cc}]/u);
    }
    assert.ok(textOf(task).includes('Gäller: Åsa **Fet** ${namn} [x](y) 👩'), textOf(task));
    const cards = [asked.card, task.card, opened.card].flatMap((card) => markdownIn(card));
    assert.deepEqual(
      cards.filter((text) => text.includes('Fet') || text.includes('ond.example')),
      [],
    );
  });

  it('R4, R16: private providers are offered the systems of the routine, the own organisation everything', async () => {
    const systemsOf = async (user: User): Promise<string> => {
      const systems = await next((await begin(user)).fill({ Namn: 'Kim Test', Personnummer: kimsNumber }));
      return systems.text();
    };
    assert.match(await systemsOf(manager), /Treserva\nTES\nPhoniro\nNästa/);
    const municipal = await systemsOf(teams.as(cecilia.id));
    for (const system of ['Axsor', 'Senior Alert', 'WebFocus', 'Public 360', 'SOC/AVK'])
      assert.ok(municipal.includes(system));
  });

  it('R75: everybody with attest right but oneself can be asked', async () => {
    const summary = await toSummary(await begin(manager));
    assert.deepEqual(summary.choices(labelled(summary, 'Godkänns av')), ['Bertil Lund', 'Gunnar Ros', 'Karin Dal']);
  });

  it('Teams had nothing to complain of', () =>
    assert.deepEqual(
      teams.failures().map(({ problem }) => problem),
      [],
    ));
});

/** The step of the systems' own fields, for a person who is in order. */
async function toFields(first: Awaited<ReturnType<typeof begin>>, systems: readonly string[]) {
  return next((await next(first.fill({ Namn: 'Kim Test', Personnummer: kimsNumber }))).fill({ System: systems }));
}

/** Fortsätt on a new start card. */
async function goOn(user: User) {
  return open(user, await startCard(user), 'Fortsätt');
}

/** What Teams reads as Markdown in a card. */
function markdownIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(markdownIn);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text, value } = node as Record<string, unknown>;
  const own = type === 'TextBlock' ? [String(text)] : type === undefined && 'title' in node ? [String(value)] : [];
  return [...own, ...Object.values(node).flatMap(markdownIn)];
}
