import assert from 'node:assert/strict';
import { anna, bertil, fatima, systemQueue } from '../../../local/people.ts';
import type { Dialog, Inputs, User } from '../../../local/teams/index.ts';
import { type House, openMolndal } from '../../support/house.ts';
import {
  ask,
  begin,
  cardOf,
  dialogOf,
  finish,
  kimsNumber,
  labelled,
  lisasNumber,
  meant,
  next,
  numberIn,
  open,
  stepWith,
  textOf,
  wordsOf,
} from '../../support/walk.ts';

const title = 'Anmälan av databehörighet';

describe('e2e, Mölndal: application and avanmälan', () => {
  let house: House;
  let manager: User;
  let other: User;
  let administrator: User;
  before(async () => {
    house = await openMolndal();
    [manager, other, administrator] = [anna, bertil, fatima].map(({ id }) => house.teams.as(id)) as [User, User, User];
  });
  after(() => house?.close());

  const systems = async (person: Inputs, user = manager): Promise<Dialog> => {
    const first = await begin(user);
    return next(first.fill({ Namn: 'Kim Test', Personnummer: kimsNumber, ...person }));
  };
  const chosen = async (person: Inputs, login: string | undefined, user = manager): Promise<Dialog> => {
    const second = await systems(person, user);
    const given = second.fill({
      [labelled(second, 'System: Verksamhetssystem')]: ['Treserva'],
      ...(login === undefined ? {} : { [labelled(second, 'System: Inloggning')]: login }),
    });
    return next(given);
  };
  const withMobile = async (person: Inputs, mobile: string, user = manager): Promise<Dialog> => {
    const fields = await chosen(person, 'Sms-kod', user);
    return fields.fill({ [labelled(fields, 'Mobilnummer')]: mobile });
  };
  const given = async (number: string, system: string): Promise<void> => {
    const task = await cardOf(administrator, number, system, { in: systemQueue });
    await finish(administrator, task);
  };

  it('R100, R109: every system of the document can be chosen, and the login is one choice', async () => {
    const step = await systems({});
    assert.deepEqual(step.choices(labelled(step, 'System: Verksamhetssystem')), [
      'Treserva',
      'Dokumentation',
      'Inrapportering till avgiftssystem',
      'Avvikelserapportering',
      'Synpunkter och klagomål',
      'Treservas mobilapp',
    ]);
    assert.deepEqual(step.choices(labelled(step, 'System: Inloggning')), [
      'Yubikey',
      'Sms-kod',
      'Personen har det redan',
    ]);
  });

  it('R105: neither of the two is said so, with what to choose', async () => {
    const neither = (await chosen({}, undefined)).text();
    assert.match(neither, /Välj också ett sätt att logga in: Yubikey eller Sms-kod\. Inget av dem är registrerat/);
    // Under the choice that it is about.
    assert.ok(neither.indexOf('System: Inloggning') < neither.indexOf('Välj också'), neither);
  });

  it('R102, R110: the order is the decision: it goes to VOF IT, and is promised in a week from when it came', async () => {
    const summary = await next(await withMobile({}, '070-123 45 67'));
    assert.match(summary.text(), /Det ska vara klart omkring 9 mars 2026/);
    assert.ok(!summary.labels().some((label) => label.startsWith('Godkänns av')));
    const number = numberIn(wordsOf(await meant(summary).press('Skicka')));
    await cardOf(manager, number, title, { says: 'Ska vara klart: omkring 9 mars 2026' });
    await given(number, 'Treserva');
    await given(number, 'Sms-kod');
    await cardOf(manager, number, title, { says: 'Klar' });
  });

  for (const spelling of ['+46 70 123 45 67', '0046701234567', '070 – 123 45 67', '+46 (0)70-1234567']) {
    it(`R104: ${spelling} is the number that somebody else has, and what was typed stays`, async () => {
      const lisa = { Namn: 'Lisa Test', Personnummer: lisasNumber };
      const again = dialogOf(await (await withMobile(lisa, spelling, other)).press('Till sammanfattning'));
      assert.match(again.text(), /Numret är redan registrerat på någon annan/);
      assert.ok(again.text().includes(spelling));
    });
  }

  it('R105: who has the one is not given the other', async () => {
    const step = await chosen({}, 'Yubikey');
    assert.match(step.text(), /Personen har redan Sms-kod, och ska ha antingen Yubikey eller Sms-kod/);
  });

  it('R104: of two who send the same number at once, one is told', async () => {
    const number = '073-555 11 22';
    const nils = { Namn: 'Nils Test', Personnummer: '19480977-2389' };
    const lisa = { Namn: 'Lisa Test', Personnummer: lisasNumber };
    const forms = [await next(await withMobile(nils, number)), await next(await withMobile(lisa, number, other))];
    const answers = await Promise.all(forms.map((form) => meant(form).press('Skicka')));
    const sent = answers.filter((answer) => answer.kind !== 'dialog');
    assert.equal(sent.length, 1, answers.map(wordsOf).join('\n---\n'));
    const refused = dialogOf(answers.find((answer) => answer.kind === 'dialog') ?? assert.fail('both were sent'));
    assert.match(refused.text(), /Numret är redan registrerat på någon annan/);
    const step = await stepWith(refused, 'Mobilnummer');
    const summary = await next(step.fill({ [labelled(step, 'Mobilnummer')]: '073-555 11 23' }));
    numberIn(wordsOf(await meant(summary).press('Skicka')));
  });

  it('R113: avanmälan is what avsluta is called here, both are understood, and the number is free afterwards', async () => {
    const help = await ask(manager, 'hjälp', 'Det här kan du göra');
    assert.match(textOf(help), /avanmälan – Avsluta när någon slutar/);
    await ask(manager, 'avsluta', 'Vad ska avslutas?');
    const start = await ask(manager, 'avanmälan', 'Vad ska avslutas?');
    const who = await open(manager, start, 'En medarbetare');
    const kim = who.choices('Medarbetare').find((name) => name.startsWith('Kim')) ?? '';
    const what = await next(who.fill({ Medarbetare: kim }));
    const summary = await next(what);
    const said = wordsOf(await summary.press('Skicka'));
    assert.match(said, /Avanmälan [0-9A-Z-]+ är skickad/);
    const number = numberIn(said);
    const ended = async (system: string): Promise<void> => {
      const task = await cardOf(administrator, number, `Avsluta ${system}`, { in: systemQueue });
      assert.equal((await (await open(administrator, task, 'Öppna')).press('Klarmarkera')).kind, 'closed');
    };
    await ended('Treserva');
    const lisa = { Namn: 'Lisa Test', Personnummer: lisasNumber };
    const early = await next(await withMobile({ ...lisa, ['Vad ansökan gäller']: 'Ändra' }, '0701234567', other));
    assert.match(early.text(), /redan registrerat på någon annan/);
    await ended('Sms-kod');
    await cardOf(manager, number, 'Avanmälan av databehörighet', { says: 'Klar' });
    const free = await next(await withMobile({ ...lisa, ['Vad ansökan gäller']: 'Ändra' }, '0701234567', other));
    assert.doesNotMatch(free.text(), /redan registrerat/);
    assert.deepEqual(house.teams.failures(), []);
  });
});
