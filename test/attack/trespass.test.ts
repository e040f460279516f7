import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  anna,
  bertil,
  cecilia,
  david,
  elin,
  fatima,
  gunnar,
  hanna,
  ivar,
  itQueue,
  jonas,
  karin,
  systemQueue,
} from '../../local/people.ts';
import type { Inputs, Shown, User } from '../../local/teams/index.ts';
import { azurite } from '../support/azurite.ts';
import { dataOf } from '../support/forge.ts';
import { ask, cardOf, dialogOf, finish, open, order, textOf, wordsOf } from '../support/walk.ts';
import { secrets, trespasser, type Trespasser } from './trespass.ts';
import { openTown, type Town } from './town.ts';

const guest = { id: randomUUID(), name: 'Gäst Gran', teamsId: '29:local-guest', installed: true, guest: true };
const account = 'Konto och ansvarskod';
const brief = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 40);
const unusable = /Knappen (?:går inte att använda|gick inte att läsa)/;

describe('attack: other people’s cards and data that was forged', () => {
  let town: Town;
  let thief: Trespasser;
  const user = (person: { id: string }): User => town.teams.as(person.id);
  let manager: User;
  let caseworker: User;
  before(async () => {
    town = await openTown(await azurite(), [guest]);
    thief = trespasser(town);
    manager = user(anna);
    caseworker = user(david);
    // Their own chats are known from now on, so that nothing new is stored when they press.
    for (const { id } of [anna, bertil, cecilia, david, elin, fatima, gunnar, hanna, ivar, jonas, karin, guest])
      await town.teams.as(id).say('hjälp');
  });
  after(() => town?.close());

  const asked = async (approver = karin): Promise<{ number: string; card: Shown; data: Data }> => {
    const number = await order(manager, { approver: approver.name });
    const card = await cardOf(user(approver), number, 'Ansökan att godkänna');
    return { number, card, data: dataOf(card, 'Godkänn') };
  };
  const queued = async (): Promise<{ number: string; card: Shown; data: Data }> => {
    const number = await order(manager);
    const card = await cardOf(caseworker, number, account, { in: itQueue });
    return { number, card, data: dataOf(card, 'Ta ärendet') };
  };
  const handedOver = async (): Promise<{ number: string; card: Shown; data: Data }> => {
    const number = await order(manager);
    const task = await cardOf(caseworker, number, account, { in: itQueue });
    await finish(caseworker, task, { userName: 'dei-kim', password: 'Lingon-2' });
    const card = await cardOf(manager, number, `Inloggningsuppgifter: ${account}`);
    return { number, card, data: dataOf(card, 'Visa inloggningsuppgifter') };
  };
  type Data = Readonly<Record<string, unknown>>;

  it('verbs that no card has do nothing, also those that the bot uses itself', async () => {
    const { data } = await asked();
    const verbs = [
      '',
      ' approve',
      'APPROVE',
      'submit',
      'elapse',
      'unreachable',
      'complete',
      'receipt',
      'chooseApprover',
    ];
    const objects = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '0', 'size'];
    const others = ['openPersonnummer', 'openCredentials', 'reject', 'supplement', 'refuseTask', 'x'.repeat(100_000)];
    await thief.traceless(async () => {
      for (const verb of [...verbs, ...objects, ...others, null, 7, ['approve'], { verb: 'approve' }])
        assert.match(await thief.forge(user(karin), { verb, data }), unusable, brief(verb));
      for (const dialog of ['', ' task', 'TASK', 'take', ...objects, null, ['task']])
        for (const press of ['task/fetch', 'task/submit'] as const)
          assert.match(await thief.forge(user(karin), { press, data: { ...data, dialog } }), unusable);
    });
  });

  it('a case id, slot or version of another type or shape does nothing', async () => {
    const { data } = await asked();
    const id = String(data['case']);
    const ids = [
      [id],
      { id },
      `'${id}`,
      `${id}'`,
      `${id}' or RowKey ne '`,
      id.toLowerCase(),
      `${id}\n`,
      `${id}!`,
      '../../x',
    ];
    const longs = ['A'.repeat(200_000), '', null, 0, true];
    const slots = [
      ['approver.1'],
      {},
      'approver.1\n',
      'approver.01.1',
      'approver.-1',
      'approver.1e1',
      'approver',
      '__proto__',
    ];
    const versions = ['1', null, [1], {}, 1.5, 1e308, -1, 0, 999, Number.MAX_SAFE_INTEGER];
    const fields = { case: [...ids, ...longs], slot: [...slots, ...longs], version: versions };
    await thief.traceless(async () => {
      for (const [field, values] of Object.entries(fields))
        for (const value of values) {
          const words = await thief.forge(user(karin), { verb: 'approve', data: { ...data, [field]: value } });
          assert.doesNotMatch(words, /Du godkände/, `${field}: ${brief(value)}`);
          const sent = { ...data, dialog: 'reject', text: 'Nej', [field]: value };
          const told = await thief.forge(user(karin), { press: 'task/submit', data: sent });
          assert.notEqual(told, '', `${field}: ${brief(value)}`);
        }
    });
  });

  it('a version that is not the card’s is answered with the card as it is, and does nothing', async () => {
    const { data } = await asked();
    await thief.traceless(async () => {
      for (const version of [-1, 0, 2, 999, Number.MAX_SAFE_INTEGER])
        assert.match(
          await thief.forge(user(karin), { verb: 'approve', data: { ...data, version } }),
          /Ärendet har ändrats/,
        );
    });
  });

  for (const [name, made] of [
    ['an approver’s', asked],
    ['a queue’s', queued],
    ['a manager’s, with login details,', handedOver],
  ] as const)
    it(`${name} card tells strangers, guests and other providers’ managers nothing, wherever they press it`, async () => {
      const { number, data } = await made();
      await thief.traceless(async () => {
        for (const person of [ivar, cecilia, jonas, guest]) {
          await thief.pressesAll(user(person), data);
          for (const slot of ['owner.status', 'approver.1', 'queue.it.1', 'credentials.it.1', 'owner.question.1'])
            assert.doesNotMatch(await thief.forge(user(person), { verb: 'show', data: { ...data, slot } }), secrets);
        }
        await thief.pressesAll(user(guest), data, itQueue);
        await thief.pressesAll(user(ivar), data, itQueue);
        await thief.pressesAll(user(fatima), data, systemQueue);
      });
      for (const person of [ivar, cecilia, jonas, guest]) {
        const last = user(person).messages().at(-1);
        await user(person).say(`ärende ${number}`);
        await user(person).say('mina uppgifter');
        assert.doesNotMatch(thief.since(user(person), last), secrets, person.name);
      }
    });

  it('a card of another conversation, pressed by the one it is for, is not taken over there', async () => {
    const { card, data } = await asked();
    const strayed = (forgery: object, chat: object, replyToId: string): Record<string, unknown> => ({
      ...town.teams.activities.invoke(
        karin,
        { kind: 'personal', chatId: `a:${karin.id}`, person: karin },
        'adaptiveCard/action',
        {
          action: { type: 'Action.Execute', ...forgery },
        },
      ),
      conversation: { tenantId: '11111111-1111-4111-8111-111111111111', ...chat },
      replyToId,
    });
    const press = { verb: 'approve', data: { ...data, version: 0 } };
    const strange = user(david).messages(itQueue).at(-1)?.id ?? '1';
    await thief.traceless(async () => {
      const group = await town.teams.postActivity(
        strayed(press, { id: '19:grupp@thread.v2', conversationType: 'groupChat' }, card.id),
      );
      assert.match(group.text, unusable);
      const nameless = await town.teams.postActivity(strayed(press, { id: '19:grupp@thread.v2' }, card.id));
      assert.match(nameless.text, unusable);
      const channel = { id: itQueue, conversationType: 'channel' };
      assert.match((await town.teams.postActivity(strayed(press, channel, strange))).text, /Ärendet har ändrats/);
    });
  });

  it('a queue’s card pressed by one who is not in its team takes no message of the channel over', async () => {
    const { data } = await queued();
    await ask(caseworker, 'öppna ärenden', 'Öppna ärenden', itQueue);
    const target = user(david).messages(itQueue).at(-1);
    const place = town.teams.world.place(itQueue) ?? assert.fail();
    await thief.traceless(async () => {
      for (const person of [ivar, guest, fatima]) {
        const value = { action: { type: 'Action.Execute', verb: 'take', data }, trigger: 'manual' };
        const invoke = town.teams.activities.invoke(person, place, 'adaptiveCard/action', value, target?.id);
        const { text } = await town.teams.postActivity(invoke);
        assert.match(text, /Bara den som är med i köns team/);
        for (const dialog of ['task', 'history', 'ask', 'reject']) {
          const opened = { data: { ...data, dialog } };
          await town.teams.postActivity(town.teams.activities.invoke(person, place, 'task/fetch', opened, target?.id));
        }
      }
    });
  });

  it('a press that comes as a message shows nobody in the channel anything', async () => {
    const { card, data } = await asked();
    const place = town.teams.world.place(itQueue) ?? assert.fail();
    const queue = user(david).cards(itQueue).at(-1);
    await thief.traceless(async () => {
      for (const value of [
        { ...data, verb: 'approve', version: 0 },
        { ...data, verb: 'show' },
        { verb: 'say', text: 'hjälp' },
      ])
        for (const replyToId of [card.id, queue?.id ?? ''])
          await town.teams.postActivity(town.teams.activities.submitted(karin, place, '1', replyToId, value));
    });
  });

  it('a team whose id is none is no place to be greeted in', async () => {
    const place = town.teams.world.place(itQueue) ?? assert.fail();
    const tenant = { id: '11111111-1111-4111-8111-111111111111' };
    await thief.traceless(async () => {
      for (const id of ['', ' ', '../lease', "' or 1 eq 1 or '", '!~', 'x'.repeat(10_000)]) {
        const more = {
          membersAdded: [{ id: '28:behorighetsbot' }],
          action: 'add',
          channelData: { tenant, team: { id } },
        };
        const activity = town.teams.activities.base('installationUpdate', ivar, place, more);
        assert.deepEqual(await town.teams.postActivity(activity).then(({ status }) => status), 200);
      }
    });
    assert.doesNotMatch(town.door.log(), /"level":[56]0/);
  });

  it('people from another tenant are refused, also in a conversation of ours', async () => {
    const { data } = await asked();
    const tenantId = randomUUID();
    const value = { action: { type: 'Action.Execute', verb: 'approve', data } };
    const place = { kind: 'personal', chatId: `a:${karin.id}`, person: karin } as const;
    const invoke = town.teams.activities.invoke(karin, place, 'adaptiveCard/action', value);
    const from = { ...(invoke['from'] as object), tenantId };
    await thief.traceless(async () => {
      for (const more of [{ from }, { channelData: { tenant: { id: tenantId } } }])
        assert.deepEqual((await town.teams.postActivity({ ...invoke, ...more })).status, 403);
    });
  });

  it('an approver who has been taken out of the directory may not answer, and is shown nothing more', async () => {
    const { number, data } = await asked();
    const away = user(karin);
    await change('Attesträtt i dag – bocka i den som ska tas bort', karin.name);
    await thief.traceless(() => thief.pressesAll(away, data));
    const last = away.messages().at(-1);
    for (const said of [`ärende ${number}`, 'mina uppgifter', 'mina ärenden']) await away.say(said);
    assert.doesNotMatch(thief.since(away, last), secrets);
    assert.match(textOf(await cardOf(manager, number, 'Ansökan om behörighet')), /Väntar på attest/);
    await giveBack();
  });

  it('a manager who has been taken out of the directory is shown nothing more of the own cases', async () => {
    const { number, data } = await handedOver();
    const admin = user(hanna);
    const overview = async (): Promise<Shown> => ask(admin, 'administrera', 'Administrera');
    const provider = async (inputs: Inputs): Promise<void> => {
      const form = await open(admin, await overview(), { title: 'Ändra', near: 'Omsorg AB' });
      assert.match(wordsOf(await form.fill(inputs).press('Spara')), /Sparat/);
    };
    await provider({ 'Ansvariga chefer i dag – bocka i den som ska tas bort': [anna.name] });
    await thief.traceless(() => thief.pressesAll(manager, data));
    const last = manager.messages().at(-1);
    for (const said of [`ärende ${number}`, 'mina ärenden', 'mina uppgifter', 'ny behörighet']) await manager.say(said);
    assert.doesNotMatch(thief.since(manager, last), secrets);
    await provider({
      'Objekt-id, om personen inte finns i listan (ansvarig chef)': anna.id,
      'Namn på den du lägger till, obligatoriskt för en ny person (ansvarig chef)': anna.name,
    });
  });

  it('a member who has left the team is shown nothing sealed at once, and may do nothing after that', async () => {
    const { number, card, data } = await queued();
    const colleague = user(elin);
    await colleague.press(card, 'Ta ärendet');
    const dialog = await open(colleague, card, 'Öppna');
    const team = town.teams.world.teams().find(({ channels }) => channels.some(({ id }) => id === itQueue));
    await town.teams.removeMember(team?.id ?? '', elin.id);
    await thief.traceless(async () => {
      const opened = { press: 'task/fetch', data: { ...data, dialog: 'task' } } as const;
      assert.match(await thief.forge(colleague, opened, itQueue), /Bara den som är med i köns team/);
      await thief.pressesAll(colleague, data, itQueue);
      assert.match(
        wordsOf(await dialog.fill({ 'Inga nya uppgifter': true }).press('Klarmarkera')),
        /Bara den som är med/,
      );
    });
    const last = colleague.messages().at(-1);
    for (const said of [`ärende ${number}`, 'mina uppgifter']) await colleague.say(said);
    assert.doesNotMatch(thief.since(colleague, last), secrets);
    await town.teams.addMember(team?.id ?? '', elin.id);
  });

  it('login details are neither receipted unopened nor opened twice by an old dialog', async () => {
    const { card, data } = await handedOver();
    await thief.traceless(async () => {
      const words = await thief.forge(manager, { press: 'task/submit', data: { ...data, dialog: 'credentials' } });
      assert.match(words, /Öppna uppgifterna först/);
    });
    const dialog = await open(manager, card, 'Visa inloggningsuppgifter');
    assert.equal((await dialog.press('Klar – radera uppgifterna')).kind, 'closed');
    await thief.traceless(async () => {
      for (const press of ['task/fetch', 'task/submit'] as const)
        assert.doesNotMatch(
          await thief.forge(manager, { press, data: { ...data, dialog: 'credentials' } }),
          /Lingon|dei-kim/,
        );
      assert.doesNotMatch(wordsOf(await dialog.press('Klar – radera uppgifterna')), /Lingon|dei-kim/);
    });
  });

  const change = async (label: string, name: string): Promise<void> => {
    const form = await open(
      user(hanna),
      await ask(user(hanna), 'administrera', 'Administrera'),
      'Ändra kommunens egna',
    );
    const saved = await form.fill({ [label]: [name] }).press('Spara');
    assert.match(wordsOf(saved), /Sparat/, saved.kind === 'dialog' ? dialogOf(saved).text() : '');
  };
  const giveBack = async (): Promise<void> => {
    const form = await open(
      user(hanna),
      await ask(user(hanna), 'administrera', 'Administrera'),
      'Ändra kommunens egna',
    );
    const labels = form.labels();
    const find = (beginning: string): string =>
      labels.find((label) => label.startsWith(beginning) && label.endsWith('(person med attesträtt)')) ?? '';
    await form.fill({ [find('Objekt-id')]: karin.id, [find('Namn')]: karin.name }).press('Spara');
  };
});
