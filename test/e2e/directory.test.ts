import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { anna, bertil, cecilia, david, hanna, itQueue, ivar, jonas, karin } from '../../local/people.ts';
import type { Dialog, LocalTeams, User } from '../../local/teams/index.ts';
import { dataOf, forge } from '../support/forge.ts';
import { type House, openHouse } from '../support/house.ts';
import {
  ask,
  begin,
  buttonsOf,
  cardOf,
  dialogOf,
  kimsNumber,
  next,
  open,
  order,
  startCard,
  textOf,
  toSummary,
  wordsOf,
} from '../support/walk.ts';

const refused = 'Du kan inte beställa här';

describe('e2e: directory and talk', () => {
  let house: House;
  let teams: LocalTeams;
  let manager: User;
  let admin: User;
  let stranger: User;
  before(async () => {
    house = await openHouse();
    ({ teams } = house);
    manager = teams.as(anna.id);
    admin = teams.as(hanna.id);
    stranger = teams.as(ivar.id);
  });
  after(() => house?.close());

  const answer = async (user: User, text: string): Promise<string> =>
    textOf((await user.say(text)).at(-1) ?? assert.fail(`silence at ${text}`));

  it('R14, R60: a stranger cannot order, and is told where to turn', async () => {
    const text = textOf(await ask(stranger, 'ny behörighet', refused));
    assert.match(text, /Bara ansvarig chef hos en utförare får beställa behörigheter/);
    assert.match(text, /Servicedesk IT: 15 25 55, it-enheten@norrkoping\.se/);
    assert.ok(!(await answer(stranger, 'hjälp')).includes('Ny behörighet'));
  });

  it('R1: the manager of a provider that is not certified cannot order, and is told where to turn', async () => {
    const text = textOf(await ask(teams.as(jonas.id), 'ny behörighet', refused));
    assert.match(text, /Trygg Hemvård AB: Utföraren är inte certifierad och aktuell just nu/);
    assert.match(text, /15 25 55/);
  });

  it('R1, R14: a forged way into the form is refused to strangers, other managers and those not certified', async () => {
    const start = await startCard(manager);
    const title = buttonsOf(start).find((button) => button.startsWith('Börja')) ?? '';
    const data = dataOf(start, title);
    const opened = async (user: User, more: object = {}): Promise<string> =>
      forge(teams, user, { press: 'task/fetch', data: { ...data, ...more } });
    assert.match(await opened(stranger), /Bara ansvarig chef hos en utförare får beställa/);
    assert.match(await opened(teams.as(cecilia.id)), /Bara ansvarig chef hos en utförare får beställa/);
    assert.match(await opened(manager, { provider: 'egen-regi' }), /bara för den egna utföraren/);
    assert.match(await opened(teams.as(jonas.id), { provider: 'trygg-hemvard' }), /inte certifierad och aktuell/);
  });

  it('R1, R11, R14: an admin sets up a provider by chat, and its manager orders', async () => {
    const overview = await ask(admin, 'administrera', 'Administrera');
    const form = await open(admin, overview, 'Lägg till utförare');
    const empty = dialogOf(await form.press('Spara'));
    assert.match(empty.text(), /Fältet är obligatoriskt\./);
    const named = empty.fill({
      Namn: 'Solgården Vård AB',
      Certifierad: true,
      'Giltig från': '2026-03-01',
      'Enheter, en per rad: namn; ansvarskod': 'Solgården Öst; 49110\nSolgården Väst 49120',
    });
    const line = dialogOf(await named.press('Spara'));
    assert.match(line.text(), /Rad 2: skriv namn; ansvarskod/);
    const saved = await line
      .fill({
        'Enheter, en per rad: namn; ansvarskod': 'Solgården Öst; 49110\nSolgården Väst; 49120',
        'Lägg till ansvarig chef': 'Karin Dal',
        'Namn på den du lägger till, obligatoriskt för en ny person (ansvarig chef)': 'Karin Dal',
      })
      .press('Spara');
    assert.match(wordsOf(saved), /Sparat: Solgården Vård AB\..*Tillagd ansvarig chef: Karin Dal/);
    const after = textOf(await ask(admin, 'administrera', 'Administrera'));
    assert.match(after, /Solgården Vård AB\ncertifierad · privat, 2 enheter, 1 ansvarig chef/);

    const karinsNumber = await order(teams.as(karin.id), { name: 'Sol Ny' });
    const status = await cardOf(teams.as(karin.id), karinsNumber, 'Ansökan om behörighet', { says: 'Handläggs' });
    assert.match(textOf(status), /Solgården Vård AB[^]*Enhet: Solgården Öst \(49110\)/);
    await cardOf(teams.as(david.id), karinsNumber, 'Konto och ansvarskod', { in: itQueue });
  });

  it('R1: once the certificate is taken away, ordering stops, also in a form that is open', async () => {
    const summary = await toSummary(await begin(teams.as(cecilia.id)));
    const overview = await ask(admin, 'administrera', 'Administrera');
    const form = await open(admin, overview, { title: 'Ändra', near: 'Norrköpings kommun, egen regi' });
    assert.match(wordsOf(await form.fill({ Certifierad: false }).press('Spara')), /Certifierad: nej/);
    assert.match(wordsOf(await summary.press('Skicka')), /inte certifierad och aktuell just nu/);
    await ask(teams.as(cecilia.id), 'ny behörighet', refused);
  });

  it('only an admin keeps the directory and links channels', async () => {
    for (const other of [manager, stranger]) {
      assert.match(await answer(other, 'administrera'), /Det här kan bara botens administratör göra/);
      for (const dialog of ['adminProvider', 'adminGroups'])
        assert.match(
          await forge(teams, other, { press: 'task/fetch', data: { dialog, provider: '' } }),
          /bara botens administratör/,
        );
      assert.match(await forge(teams, other, { verb: 'adminPage', data: { offset: 0 } }), /bara botens administratör/);
    }
    const inChannel = await teams.as(david.id).sayIn(itQueue, 'koppla systemförvaltning');
    assert.match(textOf(inChannel.at(-1) ?? assert.fail('silence')), /Det här kan bara botens administratör göra/);
  });

  it('a forged verb, dialog or case id is refused with words, and never breaks anything', async () => {
    const number = await order(manager);
    const status = await cardOf(manager, number, 'Ansökan om behörighet', { says: 'Handläggs' });
    const data = dataOf(status, 'Dra tillbaka ansökan');
    const ids = [
      [data['case']],
      { case: data['case'] },
      `${String(data['case'])}'`,
      "' or 1 eq 1 or '",
      '../../x',
      '',
      7,
      null,
    ];
    for (const id of ids) {
      const words = [
        await forge(teams, manager, { verb: 'withdraw', data: { ...data, case: id } }),
        await forge(teams, manager, { verb: 'show', data: { ...data, case: id } }),
        await forge(teams, manager, { press: 'task/fetch', data: { ...data, dialog: 'credentials', case: id } }),
        await forge(teams, manager, { press: 'task/submit', data: { ...data, dialog: 'task', case: id } }),
        await forge(teams, manager, {
          press: 'task/submit',
          data: { dialog: 'order', step: 'person', press: 'next', case: id },
        }),
      ];
      for (const text of words) assert.match(text, /Knappen går inte att använda|Formuläret gick inte att läsa/);
    }
    const slots = [
      'queue.it.1',
      'approver.9',
      'credentials.it.1',
      'nonsense',
      'owner.status!x',
      '',
      ['owner.status'],
      'x'.repeat(200),
    ];
    for (const slot of slots) {
      for (const verb of ['approve', 'take', 'requestCredentials', 'undoApproval']) {
        const text = await forge(teams, manager, { verb, data: { ...data, slot } });
        assert.notEqual(text, '', `${verb} ${String(slot)}`);
        assert.doesNotMatch(text, /Något gick fel/);
      }
    }
    for (const forgery of [
      { verb: 'explode', data },
      { verb: '__proto__', data },
      { verb: 'constructor', data },
      { verb: 'withdraw' },
      { press: 'task/fetch' as const, data: { ...data, dialog: 'explode' } },
      { press: 'task/fetch' as const, data: { ...data, dialog: '__proto__' } },
      { press: 'task/submit' as const, data: { ...data, dialog: ['order'] } },
      { press: 'task/submit' as const },
    ])
      assert.match(await forge(teams, manager, forgery), /Knappen går inte att använda/, JSON.stringify(forgery));
    assert.match(await forge(teams, manager, { verb: 42 }), /Knappen gick inte att läsa/);
    assert.match(textOf(await cardOf(manager, number, 'Ansökan om behörighet')), /Handläggs/);
    assert.doesNotMatch(house.log(), /"level":50/);
  });

  it('another tenant is refused, whoever it says that it is', async () => {
    const before = manager.messages().length;
    const tenant = { id: randomUUID() };
    const { status } = await teams.post({ text: 'ny behörighet', channelData: { tenant } });
    assert.equal(status, 403);
    assert.equal((await teams.post({ channelData: {}, conversation: { id: manager.chatId } })).status, 403);
    assert.equal(manager.messages().length, before);
  });

  for (const said of [
    'Ny behörighett',
    'nybehorighet',
    'NY BEHÖRIGHET!',
    'ny  behörighet',
    'Ny behorighet.',
    'ny behöriget',
  ])
    it(`"${said}" is understood as ny behörighet`, async () => {
      assert.ok(buttonsOf(await ask(manager, said, 'Ny behörighet')).some((title) => title.startsWith('Börja')));
    });

  for (const [said, heading] of [
    ['min ärenden', 'Mina ärenden'],
    ['Mina arenden', 'Mina ärenden'],
    ['mina uppgiter', 'Mina uppgifter'],
    ['hjälp!', 'Det här kan du göra'],
    ['hjalp', 'Det här kan du göra'],
  ] as const)
    it(`"${said}" is understood as meant`, async () => void (await ask(manager, said, heading)));

  it('what is not understood is answered with suggestions, which can be pressed', async () => {
    const near = await ask(manager, 'behörigheter och sådant', 'Menade du något av det här?');
    assert.ok(buttonsOf(near).includes('Ny behörighet'));
    assert.match(wordsOf(await manager.press(near, 'Ny behörighet')), /^Ny behörighet\n/);
    const far = await ask(manager, 'vad blir det för mat i dag?', 'Jag förstod inte');
    assert.ok(buttonsOf(far).includes('Mina ärenden'));
    for (const odd of ['', '   ', '🙂', '${1+1}', '<b>', "'; drop table", 'x'.repeat(9_000)])
      assert.match(await answer(manager, odd), /Jag förstod inte|Menade du|Det här kan du göra/, odd.slice(0, 20));
  });

  for (const typed of [kimsNumber, `ny behörighet för Kim ${kimsNumber}`, '900602-2397', '19900602 2397', '9006022397'])
    it(`R72: a personnummer typed in the chat ("${typed}") is warned about and not repeated`, async () => {
      const text = await answer(manager, typed);
      assert.match(text, /ser ut att innehålla ett personnummer\. Ta bort det ur chatten/);
      assert.ok(!text.includes('2397'));
    });

  it('R17, R60: hjälp says what one can do, and where to turn', async () => {
    const text = textOf(await ask(manager, 'hjälp', 'Det här kan du göra'));
    assert.match(text, /ny behörighet[^]*mina ärenden[^]*mina uppgifter[^]*ärende <nummer>/i);
    assert.match(text, /Servicedesk IT: 15 25 55, it-enheten@norrkoping\.se/);
    assert.match(text, /Kundservice online: .*guide/);
    assert.ok(!text.toLowerCase().includes('administrera'));
    assert.ok((await answer(admin, 'hjälp')).toLowerCase().includes('administrera'));
  });

  it('whoever installs the bot is welcomed once, though Teams tells of it twice', async () => {
    const newcomer = teams.as(bertil.id);
    const welcomes = (): number => newcomer.messages().filter((message) => textOf(message).startsWith('Hej!')).length;
    await newcomer.uninstall();
    const before = welcomes();
    await newcomer.install();
    const card = await newcomer.waitFor('Hej! Här sköter du behörigheter i Norrköpings kommun');
    assert.match(textOf(card), /15 25 55/);
    assert.ok(buttonsOf(card).includes('Ny behörighet'));
    await ask(newcomer, 'hjälp', 'Det här kan du göra');
    assert.equal(welcomes(), before + 1);
  });

  describe('units', () => {
    let form: Dialog;
    before(async () => void (form = await begin(manager)));
    const titles = async (query: string): Promise<string[]> =>
      (await form.search('Enhet', query)).map(({ title }) => title);

    it('R68: at most five hits at once, and a way to all of them', async () => {
      assert.deepEqual(await titles('hem'), [
        'Hemtjänst Norr (47110)',
        'Hemtjänst Söder (47120)',
        'Hemtjänst Öster (47130)',
        'Hemtjänst Vilbergen (47150)',
        'Hemtjänst Hageby (47160)',
        'Visa alla (6)',
      ]);
      assert.equal((await titles('')).at(-1), 'Visa alla (7)');
      const all = (await form.search('Enhet', 'hem')).at(-1);
      const data = { ...dataOf(form, 'Nästa'), [inputId(form, 'Enhet')]: all?.value };
      const listed = await forge(teams, manager, { press: 'task/submit', data });
      assert.match(listed, /Vem gäller det\?[^]*Enhet\nHemtjänst Norr \(47110\)/);
    });

    it('R68: found by name, by part of it, without diacritics, and by ansvarskod', async () => {
      assert.deepEqual(await titles('natt'), ['Nattpatrullen (47140)']);
      assert.deepEqual(await titles('oster'), ['Hemtjänst Öster (47130)']);
      assert.deepEqual(await titles('4717'), ['Hemtjänst Ektorp (47170)']);
      assert.deepEqual(await titles('finns inte'), []);
    });

    it("R10: another provider's units are never found, shown or taken", async () => {
      assert.deepEqual(await titles('Åsen'), []);
      assert.deepEqual(await titles('412'), []);
      const { postActivity, activities, world } = teams;
      const place = world.place(manager.chatId) ?? assert.fail();
      const value = { queryText: '', queryOptions: { skip: 0, top: 15 }, dataset: 'units/egen-regi' };
      const { body } = await postActivity(activities.invoke(manager.person, place, 'application/search', value));
      assert.deepEqual((body as { value: { results: unknown[] } }).value.results, []);
      const data = {
        ...dataOf(form, 'Nästa'),
        [inputId(form, 'Namn')]: 'Kim Test',
        [inputId(form, 'Personnummer')]: kimsNumber,
        [inputId(form, 'Enhet')]: 'Hemtjänst Skärgården (41320)',
      };
      const taken = await forge(teams, manager, { press: 'task/submit', data });
      assert.match(taken, /Enheten ”Hemtjänst Skärgården \(41320\)” finns inte/);
    });

    it('R68, R81: "Visa alla enheter" shows every unit by name in a list, and keeps what was typed', async () => {
      const fresh = await begin(manager);
      const all = dialogOf(await fresh.fill({ Namn: 'Kim Test' }).press('Visa alla enheter'));
      assert.equal(all.values['Namn (obligatoriskt)'], 'Kim Test');
      assert.equal(all.choices('Enhet').length, 7);
      const systems = await next(all.fill({ Enhet: 'Hemtjänst Ektorp (47170)', Personnummer: kimsNumber }));
      const fields = await next(systems.fill({ System: ['Phoniro'] }));
      assert.equal(fields.values['Enhet/enheter (obligatoriskt)'], 'Hemtjänst Ektorp (47170)');
      const listed = dialogOf(await fields.press('Visa alla enheter'));
      assert.equal(listed.choices('Enhet/enheter').length, 7);
    });
  });

  it('Teams had nothing to complain of', () =>
    assert.deepEqual(
      teams.failures().map(({ problem }) => problem),
      [],
    ));
});

/** The id of an input, for requests that no client would make. */
function inputId(form: Dialog, label: string): string {
  const found = JSON.stringify(form.card).match(
    new RegExp(`\\{[^{}]*"id":"([^"]+)","label":"${label}(?: \\(obligatoriskt\\))?"`),
  );
  return found?.[1] ?? assert.fail(`no input ${label}`);
}
