import assert from 'node:assert/strict';
import { ada, anna, bo, filledIn, inputOf, omsorg, stina, textOf, userOf } from '../support/admin.ts';
import { approved, finished } from '../support/cases.ts';
import { createTestServices, type TestServices } from '../support/services.ts';

const now = '2026-03-02T09:00:00.000Z';

describe('the people in the admin’s dialogs', () => {
  let services: TestServices;
  beforeEach(async () => {
    services = createTestServices({ adminIds: [ada.id] });
    await services.directory.saveProvider(undefined, omsorg, ada, now);
  });
  const provider = async () => (await services.directory.provider('omsorg-ab'))?.value ?? assert.fail();
  const open = () => userOf(services, ada).open('adminProvider', { provider: 'omsorg-ab' });
  const submit = (data: object) => userOf(services, ada).submit('adminProvider', data);

  it('are picked from Teams’ own list, with another way beside it', async () => {
    const dialog = await open();
    assert.deepEqual(inputOf(dialog, 'managersPick')['choices.data'], {
      type: 'Data.Query',
      dataset: 'graph.microsoft.com/users',
    });
    assert.match(String(inputOf(dialog, 'managersId')['label']), /^Objekt-id, om personen inte finns i listan/);
    assert.match(
      textOf(await submit(filledIn(dialog, { managersId: bo.id, managersName: 'Bo Chef' }))),
      /Tillagd ansvarig chef: Bo Chef/,
    );
    assert.deepEqual((await provider()).managers, [anna, bo]);
  });

  it('have the name that the directory knows already', async () => {
    await services.directory.saveGroups(
      undefined,
      { revision: 1, orderers: [], elderCare: [], approvers: [bo] },
      ada,
      now,
    );
    await submit(filledIn(await open(), { managersPick: bo.id }));
    assert.deepEqual((await provider()).managers, [anna, bo]);
  });

  it('are refused where the two ways disagree, or an id is none', async () => {
    const both = await submit(
      filledIn(await open(), { managersPick: bo.id, managersId: stina.id, managersName: 'Bo' }),
    );
    assert.match(textOf(both), /valt en person i listan och skrivit ett annat objekt-id/);
    assert.match(
      textOf(await submit(filledIn(await open(), { managersId: 'bo@x.se', managersName: 'Bo' }))),
      /Ett objekt-id skrivs så här/,
    );
    assert.match(
      textOf(await submit(filledIn(await open(), { managersId: bo.id, managersName: '20000101-2384' }))),
      /innehålla ett personnummer/,
    );
  });

  it('R115: are at most two as named contacts', async () => {
    for (const [one, left] of [
      [bo, true],
      [stina, true],
      [anna, false],
    ] as const) {
      const reply = await submit(filledIn(await open(), { contactsId: one.id, contactsName: one.name }));
      assert.equal(reply.kind === 'notice', left, textOf(reply));
    }
    assert.deepEqual((await provider()).namedContacts, [bo, stina]);
  });

  it('leave when ticked, with a warning when the last manager does', async () => {
    const reply = await submit(filledIn(await open(), { managersRemove: anna.id }));
    assert.match(
      textOf(reply),
      /Borttagen ansvarig chef: Anna Chef\. Omsorg AB har ingen ansvarig chef: ingen kan beställa/,
    );
    assert.deepEqual(await services.directory.rights(anna.id), { managerOf: [], groups: [], admin: false });
  });

  it('leave with a warning of their open cases', async () => {
    const cases = [
      { ...approved, id: 'OPEN0001' },
      { ...finished, id: 'DONE0001' },
      { ...approved, id: 'ELSE0001', provider: { id: 'vard-ab', name: 'Vård AB' } },
    ];
    for (const c of cases) {
      await services.table.commit([
        { put: `list!mine:${anna.id}!1!${c.id}`, value: { caseId: c.id, slot: 'owner.status' } },
        { put: `case!${c.id}`, value: c },
      ]);
    }
    const reply = await submit(filledIn(await open(), { managersRemove: anna.id }));
    assert.match(textOf(reply), /Minst ett ärende pågår, och ingen kan svara på frågor/);
  });

  it('stay though another admin changed something meanwhile, and what was typed stays too', async () => {
    const dialog = await open();
    const stored = (await services.directory.provider('omsorg-ab')) ?? assert.fail();
    await services.directory.saveProvider(
      stored,
      { ...omsorg, name: 'Omsorg i Norr AB', managers: [anna, bo] },
      stina,
      now,
    );
    const told = await submit(filledIn(dialog, { units: 'Öster; 47130' }));
    assert.match(
      textOf(told),
      /Någon annan har ändrat här[^]*Namn: Omsorg i Norr AB[^]*Enheter: Hemtjänst Norr; 47110[^]*Ansvariga chefer: Anna Chef, Bo Chef/,
    );
    assert.equal(inputOf(told, 'units')['value'], 'Öster; 47130');
    assert.equal((await provider()).revision, 2);
    assert.match(textOf(await submit(filledIn(told, { name: 'Omsorg i Norr AB' }))), /^Sparat/);
    const { managers, units, revision } = await provider();
    assert.deepEqual(
      { managers, units, revision },
      { managers: [anna, bo], units: [{ name: 'Öster', costCode: '47130' }], revision: 3 },
    );
  });

  it('are saved once by two presses of Spara', async () => {
    const data = filledIn(await open(), { managersId: bo.id, managersName: 'Bo Chef' });
    const replies = await Promise.all([submit(data), submit(data)]);
    assert.deepEqual(
      replies.map(({ kind }) => kind),
      ['notice', 'notice'],
    );
    assert.equal((await provider()).revision, 2);
  });
});

describe('the municipality’s own people', () => {
  const services = () => createTestServices({ adminIds: [ada.id] });

  it('are added to and removed from each group, with their rights at once', async () => {
    const own = services();
    const user = userOf(own, ada);
    const typed = { approversPick: bo.id, approversName: 'Bo Chef', orderersId: anna.id, orderersName: 'Anna Chef' };
    const saved = await user.submit('adminGroups', filledIn(await user.open('adminGroups', {}), typed));
    assert.equal(textOf(saved), 'Sparat. Tillagd beställare: Anna Chef. Tillagd person med attesträtt: Bo Chef.');
    assert.deepEqual((await own.directory.rights(bo.id)).groups, ['approvers']);
    await user.submit('adminGroups', filledIn(await user.open('adminGroups', {}), { approversRemove: bo.id }));
    assert.deepEqual((await own.directory.rights(bo.id)).groups, []);
    assert.deepEqual((await own.directory.rights(anna.id)).groups, ['orderers']);
  });

  it('keep what was typed when something is wrong, or somebody else changed them', async () => {
    const own = services();
    const user = userOf(own, ada);
    const dialog = await user.open('adminGroups', {});
    const nameless = await user.submit('adminGroups', filledIn(dialog, { elderCareId: anna.id }));
    assert.match(textOf(nameless), /Rätta en uppgift nedan[^]*Skriv namnet också/);
    assert.equal(inputOf(nameless, 'elderCareId')['value'], anna.id);
    await own.directory.saveGroups(
      undefined,
      { revision: 1, orderers: [stina], elderCare: [], approvers: [] },
      stina,
      now,
    );
    const told = await user.submit('adminGroups', filledIn(nameless, { elderCareName: 'Anna Chef' }));
    assert.match(textOf(told), /Någon annan har ändrat här[^]*Beställare: Stina Stranger/);
    assert.match(textOf(await user.submit('adminGroups', filledIn(told))), /^Sparat/);
    const { orderers, elderCare } = (await own.directory.groups())?.value ?? assert.fail();
    assert.deepEqual({ orderers, elderCare }, { orderers: [stina], elderCare: [anna] });
  });
});
