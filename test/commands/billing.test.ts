import assert from 'node:assert/strict';
import { createBot } from '../../src/commands/bot.ts';
import type { Services } from '../../src/commands/services.ts';
import type { Person } from '../../src/domain/person.ts';
import { ada, anna, filledIn, textOf } from '../support/admin.ts';
import {
  acceptedOf,
  anna as manager,
  application,
  ida,
  own,
  say,
  submission,
  terms,
  played,
} from '../support/cases.ts';
import { createTestServices, personalChat, type TestServices } from '../support/services.ts';
import { submit } from '../../src/domain/decisions/submit.ts';
import { readAmount } from '../../src/commands/billing/amount.ts';
import { readMonth } from '../../src/commands/billing/month.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { fetchFile } from '../../src/commands/files/ticket.ts';
import { staffPrefix } from '../../src/store/keys.ts';
import { everything } from '../../src/store/read.ts';
import { loadProfile } from '../../src/profiles/load.ts';

const desktop = { id: 'fjarrskrivbord', name: 'Fjärrskrivbord', answers: [] };
const route = [{ queue: 'it', queueName: 'IT', per: 'system' as const, title: '{system}' }];

/** Somebody in the own chat, with the whole bot. */
function userOf(services: Services, person: Person) {
  const handle = createBot(services);
  const origin = personalChat(person);
  return {
    say: (text: string) => handle({ ...origin, kind: 'message', text }),
    press: (verb: string, data: object) => handle({ ...origin, kind: 'execute', verb, data }),
    open: (dialog: string, data: object) => handle({ ...origin, kind: 'openDialog', data: { ...data, dialog } }),
    submit: (dialog: string, data: object) => handle({ ...origin, kind: 'submitDialog', data: { ...data, dialog } }),
  };
}

describe('commands/billing', () => {
  let services: TestServices;
  let cases = 0;
  beforeEach(() => {
    services = createTestServices({ adminIds: [ada.id], now: '2026-03-20T09:00:00.000Z' });
  });
  const admin = () => userOf(services, ada);
  const said = async (text: string): Promise<string> => textOf(await admin().say(text));

  /** An access that was delivered at an instant. */
  async function delivered(at: string, costCode = '47110', name = 'Kim'): Promise<string> {
    const id = `CASE000${(cases += 1)}`;
    const order = application({ systems: [desktop], unit: { name: 'Norr', costCode } });
    const subject = { ...order.subject, name, hash: `hash-${name}` };
    const sent = acceptedOf(
      submit(
        submission({ id, kind: 'remoteAccess', application: { ...order, subject }, route, terms, approver: own }),
        {
          now: at,
          actor: manager,
        },
      ),
    );
    const done = played(sent, [ida, say.done('fjarrskrivbord'), at]);
    const event = { operation: `op-${id}`, at, person: 'ida', by: 'Ida', verb: 'complete' };
    assert.equal(await services.cases.commit({ after: done, event }), 'committed');
    return id;
  }

  it('R93: a card with totals per ansvarskod and the sum; the present month is provisional', async () => {
    await delivered('2026-01-12T09:00:00.000Z');
    await delivered('2026-02-27T09:00:00.000Z', '47120', 'Lisa');
    const february = await said('debitering');
    assert.match(february, /Debitering februari 2026/);
    assert.match(february, /Fastställd 20 mars/);
    assert.match(february, /Ansvarskod 47110: 1 användare, 130 kr/);
    assert.match(february, /Ansvarskod 47120: 1 användare, 130 kr/);
    assert.match(february, /Summa: 260 kr/);
    assert.match(await said('debitering mars'), /Preliminär: månaden är inte slut/);
    assert.match(await said('debitering 2026-01'), /Summa: 130 kr/);
    assert.match(await said('debitering 2025-12'), /Inget att debitera/);
    assert.match(await said('debitering 2026-04'), /har inte börjat/);
    assert.match(await said('debitering snart'), /Skriv månaden så här/);
  });

  it('R93: a past month comes out the same always: whatever is recorded, priced or corrected later', async () => {
    await delivered('2025-12-12T09:00:00.000Z');
    await delivered('2026-02-27T09:00:00.000Z', '47120', 'Lisa');
    const months = ['2025-12', '2026-01', '2026-02'];
    const before = await Promise.all(months.map((month) => said(`debitering ${month}`)));
    const dearer = loadProfile('norrkoping');
    const systems = dearer.systems.map((system) =>
      system.price ? { ...system, price: [{ from: '2020-01-01', amount: 999, per: 'month' as const }] } : system,
    );
    services = { ...services, profile: { ...dearer, systems } };
    services.clock.now = '2026-05-02T09:00:00.000Z';
    await delivered('2026-01-02T09:00:00.000Z', '47130', 'Omar');
    const open = await admin().open('billingCorrection', { month: '2026-02' });
    await admin().submit('billingCorrection', filledIn(open, { costCode: '47110', amount: '-130', reason: 'Fel kod' }));
    assert.deepEqual(await Promise.all(months.map((month) => said(`debitering ${month}`))), before);
  });

  it('R93: an access whose last day was the last of a month is not charged for the next, though its queue is not done', async () => {
    services = createTestServices({ adminIds: [ada.id], now: '2026-04-02T07:00:00.000Z' });
    const at = '2026-03-20T09:00:00.000Z';
    const given = await delivered('2026-03-03T09:00:00.000Z');
    await delivered('2026-03-03T09:00:00.000Z', '47110', 'Lisa');
    const order = application({ systems: [desktop] });
    const subject = { ...order.subject, name: 'Kim', hash: 'hash-Kim' };
    const sent = acceptedOf(
      submit(
        submission({
          id: 'ENDING01',
          kind: 'termination',
          application: { ...order, subject },
          route,
          terms: { ...terms, approver: 'submitter' },
          approver: own,
          ends: [{ case: given, system: desktop.id, needsTask: true }],
          termination: {
            lastDay: '2026-03-31',
            cause: 'leaves',
            opensAt: '2026-03-31T22:00:00.000Z',
            employments: [],
            kept: [],
          },
        }),
        { now: at, actor: manager },
      ),
    );
    const event = { operation: 'op-end', at, person: 'anna', by: 'Anna', verb: 'submit' };
    assert.equal(await services.cases.commit({ after: sent, event }), 'committed');
    assert.match(await said('debitering mars'), /Ansvarskod 47110: 2 användare/);
    assert.match(await said('debitering april'), /Ansvarskod 47110: 1 användare/);
    const opened = played(sent, [manager, say.elapse(), '2026-04-01T06:00:00.000Z']);
    const done = played(opened, [ida, say.done(desktop.id), '2026-04-01T07:00:00.000Z']);
    const before = await services.cases.read(sent.id);
    assert.ok(before);
    const completed = { ...event, operation: 'op-done', verb: 'complete' };
    assert.equal(await services.cases.commit({ before, after: done, event: completed }), 'committed');
    assert.match(await said('debitering april'), /Ansvarskod 47110: 1 användare/);
  });

  it('a correction is an entry of its own, in the month in which it is entered, once for two presses', async () => {
    await delivered('2026-01-12T09:00:00.000Z');
    const open = await admin().open('billingCorrection', { month: '2026-02' });
    const wrong = await admin().submit(
      'billingCorrection',
      filledIn(open, { costCode: '', amount: 'mycket', reason: '' }),
    );
    assert.match(textOf(wrong), /Skriv ett belopp i kronor/);
    const typed = filledIn(open, { concerns: 'februari', costCode: '47110', amount: '−65,50', reason: 'Halv månad' });
    assert.match(
      textOf(await admin().submit('billingCorrection', typed)),
      /Sparat: .65,5 kr på ansvarskod 47110, avser februari 2026/,
    );
    assert.match(textOf(await admin().submit('billingCorrection', typed)), /redan sparad/);
    const march = await said('debitering mars');
    assert.match(march, /februari 2026, ansvarskod 47110: .65,5 kr\. Halv månad \(Ada/);
    assert.match(march, /Summa: 64,5 kr/);
    assert.doesNotMatch(await said('debitering februari'), /Halv månad/);
  });

  it('its link is for whoever asked, while they are administrators and five minutes have not passed', async () => {
    await delivered('2026-01-12T09:00:00.000Z');
    const dialog = await admin().open('billingFile', { month: '2026-02' });
    const [, ticket = ''] = /\/files\/([^"]+)"/.exec(JSON.stringify(dialog)) ?? [];
    const file = await fetchFile(services, ticket);
    assert.deepEqual([file?.name, file?.mime], ['debitering-2026-02.csv', 'text/csv; charset=utf-8']);
    assert.deepEqual([...(file?.bytes ?? [])].slice(0, 3), [0xef, 0xbb, 0xbf]);
    assert.equal(await fetchFile(services, `${ticket.slice(0, -2)}AA`), undefined);
    const demoted = createDirectory(services.table, { adminIds: [], unreadable: services.unreadable });
    assert.equal(await fetchFile({ ...services, directory: demoted }, ticket), undefined);
    services.clock.now = '2026-03-20T09:05:00.000Z';
    assert.equal(await fetchFile(services, ticket), undefined);
    const march = JSON.stringify(await admin().open('billingFile', { month: '2026-03' }));
    const provisional = await fetchFile(services, /\/files\/([^"]+)"/.exec(march)?.[1] ?? '');
    assert.equal(provisional?.name, 'debitering-2026-03-preliminär.csv');
    const off = await userOf({ ...services, files: undefined }, ada).open('billingFile', { month: '2026-02' });
    assert.doesNotMatch(JSON.stringify(off), /files\//);
    assert.match(textOf(off), /Kopiera allt i rutan/);
  });

  it('the file is CSV for Excel, and no cell of it is a formula', async () => {
    await delivered('2026-01-12T09:00:00.000Z', '=1+1');
    const open = await admin().open('billingCorrection', { month: '2026-02' });
    await admin().submit(
      'billingCorrection',
      filledIn(open, { costCode: '47110', amount: '-130', reason: '=HYPERLINK("http://x")' }),
    );
    const text = JSON.stringify(await admin().open('billingFile', { month: '2026-03' }));
    assert.match(text, /\uFEFFMånad;Typ;Ansvarskod/);
    assert.match(text, /2026-03;Avgift;'=1\+1;/);
    assert.match(text, /;2026-03;130,00;/);
    assert.match(text, /Rättelse;47110;;;;2026-02;-130,00;/);
    assert.match(text, /'=HYPERLINK/);
  });

  it('a month is not put down while something cannot be read', async () => {
    await delivered('2026-01-12T09:00:00.000Z');
    const [row] = (await everything(services.table, staffPrefix('omsorg-ab'))).filter(({ key }) => key.includes('!g.'));
    const whole = row?.value;
    await services.table.commit([{ put: row?.key ?? '', value: { broken: true } }]);
    assert.match(await said('debitering februari'), /Preliminär: uppgifter går inte att läsa/);
    await services.table.commit([{ put: row?.key ?? '', value: whole }]);
    assert.match(await said('debitering februari'), /Fastställd[^]*Summa: 130 kr/);
  });

  it('is for administrators alone, on the card and in the dialogs', async () => {
    const user = userOf(services, anna);
    const answers = [
      await user.say('debitering'),
      await user.press('billing', { month: '2026-02' }),
      await user.open('billingFile', { month: '2026-02' }),
      await user.open('billingCorrection', { month: '2026-02' }),
      await user.submit('billingCorrection', {
        month: '2026-02',
        entry: 'x',
        concerns: '2026-02',
        costCode: '1',
        amount: '1',
        reason: 'x',
      }),
    ];
    for (const answer of answers) assert.match(textOf(answer), /bara botens administratör/);
    assert.deepEqual(await services.billing.corrections('2026-03'), []);
  });

  it('months and amounts are read as people write them', () => {
    const now = '2026-03-20T09:00:00.000Z';
    for (const [text, month] of [
      ['oktober', '2025-10'],
      ['Mars', '2026-03'],
      ['feb', '2026-02'],
      ['februari 2025', '2025-02'],
      ['2026-1', '2026-01'],
      ['202601', '2026-01'],
      ['10/2025', '2025-10'],
      ['oktober, 2025', '2025-10'],
      ['2025 okt', '2025-10'],
      ['Förra månaden', '2026-02'],
      ['2026-13', undefined],
      ['smör', undefined],
    ] as const)
      assert.equal(readMonth(text, now), month, text);
    for (const [text, ore] of [
      ['130', 13_000],
      ['−65,50', -6_550],
      ['1 300 kr', 130_000],
      ['+0.5', 50],
      ['130:-', 13_000],
      ['0', undefined],
      ['1,234', undefined],
      ['9999999', undefined],
      ['', undefined],
    ] as const)
      assert.equal(readAmount(text), ore, text);
  });
});
