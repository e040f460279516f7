import assert from 'node:assert/strict';
import { UNREACHABLE } from '../../local/teams/index.ts';
import {
  ANNA,
  BO,
  CIM,
  QUEUE,
  TENANT,
  card,
  cardAnswer,
  dialogAnswer,
  message,
  setStage,
  type Stage,
} from './fakeBot.ts';
import type { CardNode } from '../../local/teams/cards/node.ts';

const execute = (title: string, more: object = {}): object => ({
  type: 'Action.Execute',
  title,
  verb: 'do',
  data: { case: 7 },
  ...more,
});
const fetchDialog = { type: 'Action.Submit', title: 'Börja', data: { case: 7, msteams: { type: 'task/fetch' } } };
const name = {
  type: 'Input.Text',
  id: 'name',
  label: 'Namn (obligatoriskt)',
  isRequired: true,
  errorMessage: 'Skriv ett namn.',
  maxLength: 20,
  regex: '^[A-Ö]',
};
const unit = {
  type: 'Input.ChoiceSet',
  id: 'unit',
  label: 'Enhet',
  style: 'filtered',
  choices: [{ title: 'Norr (1)', value: 'u1' }],
  'choices.data': { type: 'Data.Query', dataset: 'units' },
};
const withActions = (content: CardNode, ...actions: object[]): CardNode => ({ ...content, actions });

describe('local Teams: what a person does reaches the bot as from Teams', () => {
  let stage: Stage;
  const shown = async (content: CardNode, chatId = stage.teams.as(ANNA).chatId) => {
    await stage.connector.call('POST', `v3/conversations/${chatId}/activities`, message(content));
    const last = stage.teams.as(ANNA).messages(chatId).at(-1);
    assert.ok(last);
    return last;
  };

  beforeEach(async () => void (stage = await setStage({ invokeDeadline: 200 })));
  afterEach(() => stage.end());

  it('a personal message carries tenant, person and service URL', async () => {
    await stage.teams.as('Anna Ek').say('hjälp');
    const [activity = {}] = stage.received;
    assert.equal(activity['text'], 'hjälp');
    assert.equal(activity['channelId'], 'msteams');
    assert.equal(activity['serviceUrl'], stage.teams.url);
    assert.deepEqual(activity['from'], { id: '29:anna', name: 'Anna Ek', aadObjectId: ANNA });
    assert.deepEqual(activity['channelData'], { tenant: { id: TENANT } });
  });

  it('in a channel the bot hears only what mentions it', async () => {
    await stage.teams.as(ANNA).sayIn(QUEUE, 'bara mellan oss', { mention: false });
    assert.equal(stage.received.length, 0);
    await stage.teams.as(ANNA).sayIn(QUEUE, 'koppla it');
    const [activity = {}] = stage.received;
    assert.equal(activity['text'], '<at>Behörighetsbot</at> koppla it');
    assert.match(JSON.stringify(activity['entities']), /"type":"mention"/);
    const [, post] = stage.teams.as(BO).channel(QUEUE).messages();
    assert.equal((activity['conversation'] as { id: string }).id, `${QUEUE};messageid=${post?.id}`);
  });

  it('people without the bot cannot write to it, and strangers to a team see no channel', async () => {
    await assert.rejects(stage.teams.as(CIM).say('hej'), /no chat open/);
    await assert.rejects(stage.teams.as(CIM).sayIn(QUEUE, 'hej'), /sees no chat/);
    assert.throws(() => stage.teams.as('Dan Okänd'), /Nobody called/);
  });

  it('installing tells the bot twice, as Teams does', async () => {
    await stage.teams.as(CIM).install();
    assert.deepEqual(
      stage.received.map(({ type }) => type),
      ['conversationUpdate', 'installationUpdate'],
    );
    await stage.teams.as(CIM).say('hej');
    assert.equal(stage.received.length, 3);
  });

  it('Action.Execute sends verb, data, inputs and a manual trigger; the card answered replaces it for the clicker alone', async () => {
    stage.behave = () => cardAnswer(card({ type: 'TextBlock', text: 'Taget' }));
    const post = await shown(withActions(card(name), execute('Ta ärendet', { id: 'take' })), QUEUE);
    const seen = await stage.teams.as(ANNA).press(post, 'Ta ärendet', { Namn: 'Åsa' });
    assert.equal(seen.kind, 'card');
    const [activity = {}] = stage.received;
    assert.equal(activity['replyToId'], post.id);
    assert.deepEqual(activity['value'], {
      action: { type: 'Action.Execute', id: 'take', verb: 'do', data: { case: 7, name: 'Åsa' } },
      trigger: 'manual',
    });
    assert.match(JSON.stringify(stage.teams.as(ANNA).cards(QUEUE)[0]?.card), /Taget/);
    assert.doesNotMatch(JSON.stringify(stage.teams.as(BO).cards(QUEUE)[0]?.card), /Taget/);
  });

  it('a message answer is a notice, and so is an error', async () => {
    const asked = await shown(withActions(card(), execute('Godkänn')));
    stage.behave = () => ({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Klart' });
    assert.deepEqual(await stage.teams.as(ANNA).press(asked, 'Godkänn'), { kind: 'notice', text: 'Klart' });
    stage.behave = () => ({
      statusCode: 403,
      type: 'application/vnd.microsoft.error',
      value: { code: 'no', message: 'Du får inte.' },
    });
    assert.deepEqual(await stage.teams.as(ANNA).press(asked, 'Godkänn'), { kind: 'notice', text: 'Du får inte.' });
    assert.equal(stage.teams.as(ANNA).cards()[0]?.notice, 'Du får inte.');
  });

  for (const [what, answer] of Object.entries({
    nothing: undefined,
    'a body without statusCode': { type: 'application/vnd.microsoft.activity.message', value: 'x' },
    'a card of version 1.6': cardAnswer({ ...card(), version: '1.6' }),
  })) {
    it(`answering a click with ${what} is a failure to the user`, async () => {
      stage.behave = () => answer;
      const asked = await shown(withActions(card(), execute('Godkänn')));
      assert.deepEqual(await stage.teams.as(ANNA).press(asked, 'Godkänn'), { kind: 'failed', text: UNREACHABLE });
      assert.equal(stage.teams.failures().length, 1);
    });
  }

  it('an invoke answered after the deadline is a failure to the user', async () => {
    stage.behave = async () => new Promise((resolve) => setTimeout(resolve, 400, cardAnswer(card())));
    const asked = await shown(withActions(card(), execute('Godkänn')));
    assert.deepEqual(await stage.teams.as(ANNA).press(asked, 'Godkänn'), { kind: 'failed', text: UNREACHABLE });
  });

  it('a dialog opens, goes on step by step with its inputs, and closes with a message or without', async () => {
    const start = await shown(withActions(card(), fetchDialog));
    stage.behave = () =>
      dialogAnswer(
        withActions(card(name, unit), { type: 'Action.Submit', title: 'Nästa', data: { step: 1 } }),
        'Steg 1',
      );
    const first = await stage.teams.as(ANNA).press(start, 'Börja');
    assert.ok(first.kind === 'dialog');
    assert.deepEqual([first.dialog.title, first.dialog.labels()], ['Steg 1', ['Namn (obligatoriskt)', 'Enhet']]);
    stage.behave = () => ({ task: { type: 'message', value: 'Skickat' } });
    const last = await first.dialog.fill({ Namn: 'Åsa', Enhet: 'Norr (1)' }).press('Nästa');
    assert.deepEqual(last, { kind: 'message', text: 'Skickat' });
    assert.deepEqual(
      stage.received.map((activity) => activity['name']),
      ['task/fetch', 'task/submit'],
    );
    assert.deepEqual((stage.received[1]?.['value'] as { data: unknown }).data, { step: 1, name: 'Åsa', unit: 'u1' });
    stage.behave = () => undefined;
    assert.deepEqual(await first.dialog.press('Nästa'), { kind: 'closed' });
  });

  it('Action.Execute cannot stand in a dialog', async () => {
    stage.behave = () => dialogAnswer(withActions(card(), execute('Nästa')));
    assert.equal(
      (await stage.teams.as(ANNA).press(await shown(withActions(card(), fetchDialog)), 'Börja')).kind,
      'failed',
    );
  });

  it('Action.Submit outside a dialog is a message without text', async () => {
    const asked = await shown(withActions(card(name), { type: 'Action.Submit', title: 'Skicka', data: { a: 1 } }));
    assert.deepEqual(await stage.teams.as(ANNA).press(asked, 'Skicka', { Namn: 'Åsa' }), { kind: 'sent' });
    const [activity = {}] = stage.received;
    assert.deepEqual(
      [activity['type'], activity['text'], activity['value'], activity['replyToId']],
      ['message', undefined, { a: 1, name: 'Åsa' }, asked.id],
    );
  });

  for (const [what, value] of Object.entries({
    missing: '',
    'too long': 'Å'.repeat(21),
    'against its pattern': '1a',
  })) {
    it(`the client sends nothing while an input is ${what}`, async () => {
      const asked = await shown(
        withActions(card(name), execute('Godkänn'), execute('Stäng', { associatedInputs: 'none' })),
      );
      const seen = await stage.teams.as(ANNA).press(asked, 'Godkänn', { Namn: value });
      assert.deepEqual(seen, { kind: 'invalid', errors: [{ label: name.label, message: 'Skriv ett namn.' }] });
      assert.equal(stage.received.length, 0);
      await stage.teams.as(ANNA).press(asked, 'Stäng', { Namn: value });
      assert.equal(stage.received.length, 1);
    });
  }

  it('buttons are found in rows, ShowCards and selectActions; of several with one title, by what is near', async () => {
    stage.behave = () => cardAnswer(card());
    const row = (text: string): object => ({
      type: 'Container',
      items: [
        { type: 'TextBlock', text },
        { type: 'ActionSet', actions: [execute('Öppna', { data: { text } })] },
      ],
    });
    const inner = { ...withActions(card(name), execute('Avslå ändå')) };
    const tapped = { type: 'Container', items: [], selectAction: execute('Visa') };
    const asked = await shown(
      withActions(card(row('Ärende 1'), row('Ärende 2'), tapped), {
        type: 'Action.ShowCard',
        title: 'Avslå',
        card: inner,
      }),
    );
    const anna = stage.teams.as(ANNA);
    await assert.rejects(anna.press(asked, 'Öppna'), /2 buttons/);
    await assert.rejects(anna.press(asked, 'Ångra'), /No button "Ångra"/);
    await anna.press(asked, { title: 'Öppna', near: 'Ärende 2' }, {}, { asSeen: true });
    await anna.press(asked, 'Avslå ändå', { Namn: 'Åsa' }, { asSeen: true });
    await anna.press(asked, 'Visa', {}, { asSeen: true });
    assert.match(JSON.stringify(stage.received.map(({ value }) => value)), /Ärende 2.*Åsa.*"case":7/);
  });

  it("type-ahead asks the bot with Teams' question, and a picked title becomes its value", async () => {
    stage.behave = ({ name: invoked }) =>
      invoked === 'application/search'
        ? {
            type: 'application/vnd.microsoft.search.searchResponse',
            value: { results: [{ title: 'Söder (2)', value: 'u2' }] },
          }
        : cardAnswer(card());
    const asked = await shown(withActions(card(unit), execute('Godkänn')));
    assert.deepEqual(await stage.teams.as(ANNA).search(asked, 'Enhet', 'sö'), [{ title: 'Söder (2)', value: 'u2' }]);
    const { queryText, queryOptions, dataset } = stage.received[0]?.['value'] as CardNode;
    assert.deepEqual([queryText, queryOptions, dataset], ['sö', { skip: 0, top: 15 }, 'units']);
    await stage.teams.as(ANNA).press(asked, 'Godkänn', { Enhet: 'Söder (2)' });
    assert.match(JSON.stringify(stage.received.at(-1)), /"unit":"u2"/);
    await assert.rejects(
      stage.teams.as(ANNA).press(asked, 'Godkänn', { Enhet: 'Väster' }, { asSeen: true }),
      /offers no choice "Väster"/,
    );
  });

  it('the people picker is answered by Teams itself, without guests', async () => {
    const picker = {
      ...unit,
      label: 'Godkänns av',
      choices: [],
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    };
    const asked = await shown(withActions(card(picker), execute('Godkänn')));
    assert.deepEqual(await stage.teams.as(ANNA).search(asked, 'Godkänns av', 'bo'), [{ title: 'Bo Al', value: BO }]);
    assert.equal(stage.received.length, 0);
  });

  it('an attached file is told by a link that this server answers for an hour', async () => {
    let now = Date.now();
    await stage.end();
    stage = await setStage({ clock: () => new Date(now) });
    await stage.teams.as(ANNA).sendFile('intyg.pdf', '%PDF-1.7');
    const [attachment] = stage.received[0]?.['attachments'] as {
      contentType: string;
      name: string;
      content: { downloadUrl: string; fileType: string };
    }[];
    assert.ok(attachment);
    assert.deepEqual(
      [attachment.contentType, attachment.name, attachment.content.fileType],
      ['application/vnd.microsoft.teams.file.download.info', 'intyg.pdf', 'pdf'],
    );
    const { downloadUrl } = attachment.content;
    assert.equal(await (await fetch(downloadUrl)).text(), '%PDF-1.7');
    now += 61 * 60 * 1000;
    assert.equal((await fetch(downloadUrl)).status, 403);
  });

  it('a click on what was seen a moment ago still reaches the bot; one on what stands now finds no button', async () => {
    stage.behave = () => cardAnswer(card());
    const asked = await shown(withActions(card(), execute('Godkänn')));
    await stage.connector.call('PUT', `v3/conversations/${asked.chatId}/activities/${asked.id}`, message(card()));
    await assert.rejects(stage.teams.as(ANNA).press(asked, 'Godkänn'), /No button/);
    await stage.teams.as(ANNA).press(asked, 'Godkänn', {}, { asSeen: true });
    assert.equal(stage.received.length, 1);
  });
});
