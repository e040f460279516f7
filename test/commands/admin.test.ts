import assert from 'node:assert/strict';
import { administer } from '../../src/commands/admin/index.ts';
import { ada, anna, bo, buttonsOf, filledIn, inputOf, omsorg, stina, textOf, userOf } from '../support/admin.ts';
import { createTestServices } from '../support/services.ts';

const now = '2026-03-02T09:00:00.000Z';
const services = () => createTestServices({ adminIds: [ada.id] });

describe('administrera', () => {
  it('shows providers with their standing, the municipality’s own people, and queues that have no channel', async () => {
    const own = services();
    await own.directory.saveProvider(undefined, { ...omsorg, validTo: '2026-02-28' }, ada, now);
    await own.directory.saveGroups(undefined, { revision: 1, orderers: [], elderCare: [], approvers: [bo] }, ada, now);
    const reply = await administer(await userOf(own, ada).say('administrera'));
    assert.equal(reply.kind, 'message');
    const text = textOf(reply);
    for (const line of [
      'Omsorg AB',
      'certifierad, upphörde 28 februari 2026 · privat, 1 enhet, 1 ansvarig chef',
      'Attesträtt: Bo Chef',
      'Beställare: ingen',
      'Kommunens IT-enhet: inte kopplad – nämn mig i köns kanal: @Behörighetsbot koppla it',
      'Ansvariga för SITHS-kort: får e-post till siths@norrkoping.example; ska den ha en kanal också: nämn mig i köns kanal: @Behörighetsbot koppla siths',
    ])
      assert.ok(text.includes(line), `${line} in\n${text}`);
  });

  it('is for admins in their own chat; everybody else is told where to turn', async () => {
    const own = services();
    const refused = await administer(await userOf(own, stina).say('administrera'));
    assert.match(textOf(refused), /bara botens administratör[^]*Servicedesk IT: 15 25 55/);
    const channel = { kind: 'channel', conversationId: '19:a', channelId: '19:a', teamId: 't' } as const;
    assert.match(textOf(await administer(await userOf(own, ada, channel).say('administrera'))), /i din egen chatt/);
  });

  it('refuses forged buttons and dialogs of those who are no admins', async () => {
    const own = services();
    await own.directory.saveProvider(undefined, omsorg, ada, now);
    const stranger = userOf(own, anna);
    const asked = [
      stranger.press('adminPage', { offset: 0 }),
      stranger.press('linkQueue', { queue: 'it', confirm: true }),
      stranger.open('adminProvider', { provider: 'omsorg-ab' }),
      stranger.submit('adminProvider', { entry: 'omsorg-ab', revision: 1, name: 'Mitt AB', kind: 'private' }),
      stranger.open('adminGroups', {}),
      stranger.submit('adminGroups', { revision: 0, approversId: anna.id, approversName: 'Anna' }),
    ];
    for (const reply of await Promise.all(asked)) assert.match(textOf(reply), /bara botens administratör/);
    assert.equal((await own.directory.provider('omsorg-ab'))?.value.name, 'Omsorg AB');
    assert.equal(await own.directory.groups(), undefined);
  });

  it('pages by ten', async () => {
    const own = services();
    for (let number = 10; number < 33; number++) {
      await own.directory.saveProvider(
        undefined,
        { ...omsorg, id: `p${number}`, name: `Utförare ${number}` },
        ada,
        now,
      );
    }
    const user = userOf(own, ada);
    const first = await administer(await user.say('administrera'));
    assert.match(textOf(first), /Utförare 1–10 av 23/);
    const more = buttonsOf(first).find(({ title }) => title === 'Visa fler');
    assert.deepEqual(more?.data, { offset: 10 });
    const last = await user.press('adminPage', { offset: 20 });
    assert.equal(last.kind, 'card');
    assert.match(textOf(last), /Utförare 21–23 av 23[^]*Utförare 32/);
    assert.equal(
      buttonsOf(last).some(({ title }) => title === 'Visa fler'),
      false,
    );
    assert.match(textOf(await user.press('adminPage', { offset: 5000 })), /Utförare 1–10 av 23/);
  });

  it('puts what people typed into cards as it is, also what looks like a template', async () => {
    const own = services();
    await own.directory.saveProvider(undefined, { ...omsorg, name: '${secret} [x](http://y)' }, ada, now);
    assert.ok(textOf(await administer(await userOf(own, ada).say('administrera'))).includes('${secret} [x](http://y)'));
  });
});

describe('a provider’s dialog', () => {
  it('adds a provider, with a manager from the picker', async () => {
    const own = services();
    const user = userOf(own, ada);
    const empty = await user.open('adminProvider', { provider: '' });
    const typed = {
      name: ' Ängens  Omsorg AB',
      certified: 'true',
      validFrom: '2026-01-01',
      units: 'Norr; 47110\n\nSöder ;47120',
      managersPick: anna.id.toUpperCase(),
      managersName: 'Anna Chef',
    };
    const saved = await user.submit('adminProvider', filledIn(empty, typed));
    assert.equal(saved.kind, 'notice');
    assert.match(textOf(saved), /^Sparat: Ängens Omsorg AB\..*Certifierad: ja.*Tillagd ansvarig chef: Anna Chef/);
    const { value } = (await own.directory.provider('angens-omsorg-ab')) ?? assert.fail();
    const units = [
      { name: 'Norr', costCode: '47110' },
      { name: 'Söder', costCode: '47120' },
    ];
    assert.deepEqual(value, {
      ...omsorg,
      id: 'angens-omsorg-ab',
      name: 'Ängens Omsorg AB',
      validFrom: '2026-01-01',
      units,
    });
    assert.deepEqual((await own.directory.rights(anna.id)).managerOf, ['angens-omsorg-ab']);
  });

  it('says what is wrong beside each input, and keeps what was typed', async () => {
    const own = services();
    const user = userOf(own, ada);
    const empty = await user.open('adminProvider', { provider: '' });
    const typed = {
      name: '',
      validFrom: '2026-03-01',
      validTo: '2026-02-01',
      units: 'Norr 47110',
      managersPick: anna.id,
      contactsName: 'Klas Kontakt',
    };
    const reply = await user.submit('adminProvider', filledIn(empty, typed));
    for (const fault of [
      'Rätta 5 uppgifter nedan',
      'Fältet är obligatoriskt.',
      'Giltig till är före Giltig från.',
      'Rad 1: skriv namn; ansvarskod',
      'Skriv namnet också: listan ger bara personens id.',
      'Välj personen i listan eller skriv objekt-id.',
    ])
      assert.ok(textOf(reply).includes(fault), fault);
    assert.equal(inputOf(reply, 'units')['value'], 'Norr 47110');
    assert.equal(inputOf(reply, 'managersPick')['value'], anna.id);
    assert.equal(inputOf(reply, 'contactsName')['value'], 'Klas Kontakt');
    assert.deepEqual(await own.directory.providers(), []);
  });

  const faultyUnits = [
    ['Norr; 1\nSöder', 'Rad 2: skriv namn; ansvarskod'],
    ['Norr; 1\n\nSöder; 2; 3', 'Rad 3: skriv namn; ansvarskod'],
    ['; 1', 'Rad 1: skriv namn; ansvarskod'],
    ['Norr; 1\nSöder; 2\nNÖRR; 1', 'Rad 3: samma enhet står redan på rad 1.'],
    ['Norr; <b>', 'Rad 1: Skriv ansvarskoden med siffror eller bokstäver.'],
    ['Norr 20000101-2384; 1', 'Rad 1: Namnet ser ut att innehålla ett personnummer.'],
  ] as const;
  for (const [units, fault] of faultyUnits) {
    it(`tells the line of a faulty unit: ${JSON.stringify(units)}`, async () => {
      const user = userOf(services(), ada);
      const reply = await user.submit(
        'adminProvider',
        filledIn(await user.open('adminProvider', { provider: '' }), { name: 'A', units }),
      );
      assert.ok(textOf(reply).includes(fault), textOf(reply));
    });
  }

  it('takes namesakes among units that have ansvarskoder of their own', async () => {
    const own = services();
    const user = userOf(own, ada);
    await user.submit(
      'adminProvider',
      filledIn(await user.open('adminProvider', { provider: '' }), { name: 'Omsorg', units: 'Norr; 1\nNorr; 2' }),
    );
    assert.equal((await own.directory.provider('omsorg'))?.value.units.length, 2);
  });

  it('asks before it adds a provider whose name is nearly another’s', async () => {
    const own = services();
    await own.directory.saveProvider(undefined, omsorg, ada, now);
    const user = userOf(own, ada);
    const asked = await user.submit(
      'adminProvider',
      filledIn(await user.open('adminProvider', { provider: '' }), { name: 'Omsörg A B' }),
    );
    assert.match(textOf(asked), /finns redan en utförare som heter Omsorg AB/);
    assert.equal((await own.directory.providers()).length, 1);
    const saved = await user.submit('adminProvider', filledIn(asked, { other: 'true' }));
    assert.match(textOf(saved), /^Sparat: Omsörg A B\./);
    assert.equal((await own.directory.providers()).length, 2);
  });

  it('gives a namesake an id of its own', async () => {
    const own = services();
    await own.directory.saveProvider(undefined, omsorg, ada, now);
    const user = userOf(own, ada);
    await user.submit(
      'adminProvider',
      filledIn(await user.open('adminProvider', { provider: '' }), { name: 'Omsorg AB', other: 'true' }),
    );
    assert.equal((await own.directory.provider('omsorg-ab-2'))?.value.name, 'Omsorg AB');
  });

  it('does not ask about a name that stays, nor write what has not changed', async () => {
    const own = services();
    await own.directory.saveProvider(undefined, omsorg, ada, now);
    await own.directory.saveProvider(undefined, { ...omsorg, id: 'omsorg-abc', name: 'Omsorg ABC' }, ada, now);
    const user = userOf(own, ada);
    const reply = await user.submit(
      'adminProvider',
      filledIn(await user.open('adminProvider', { provider: 'omsorg-ab' })),
    );
    assert.equal(textOf(reply), 'Omsorg AB är sparad. Det finns inget mer att ändra.');
    assert.equal((await own.directory.provider('omsorg-ab'))?.value.revision, 1);
  });
});
