import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  activity,
  type Bot,
  bot as botId,
  card,
  type Connector,
  fakeConnector,
  inChannel,
  startBot,
  tenant,
} from './harness.ts';

const apology = /^Något gick fel hos oss\. Försök igen om en stund\. \(Referens ([A-Z2-9]{6})\)$/;

describe('teams: a turn', () => {
  let connector: Connector;
  let bot: Bot;

  before(async () => {
    connector = await fakeConnector();
    bot = await startBot({ timeouts: { handler: 100 } });
  });

  after(async () => {
    await bot.close();
    connector.close();
  });

  beforeEach(() => {
    bot.handled.length = 0;
    bot.lines.length = 0;
    connector.calls.length = 0;
    connector.answer(() => ({ status: 201, body: { id: 'activity-1' } }));
  });

  const invoke = async (name: string, value: unknown): Promise<unknown> => {
    const { status, text } = await bot.send(
      activity(connector.serviceUrl, { type: 'invoke', name, value, replyToId: '77' }),
    );
    assert.equal(status, 200);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
  const click = (): Promise<unknown> => invoke('adaptiveCard/action', { action: { verb: 'case.take', data: {} } });
  const executed = (text: string) => ({
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: text,
  });
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];

  it('answers a message with a card in the chat', async () => {
    bot.reply(async () => ({ kind: 'message', card, summary: 'Välkommen' }));
    assert.deepEqual(await bot.send(activity(connector.serviceUrl)), { status: 200, text: '' });
    const body = {
      type: 'message',
      from: { id: botId },
      channelData: { tenant: { id: tenant } },
      summary: 'Välkommen',
      attachments,
    };
    const path = '/teams/v3/conversations/a:anna/activities';
    assert.deepEqual(connector.calls, [{ method: 'POST', path, authorization: undefined, body }]);
  });

  it('answers in the thread of a channel', async () => {
    bot.reply(async () => ({ kind: 'notice', text: 'Kopplad' }));
    await bot.send(inChannel(connector.serviceUrl));
    const [call] = connector.calls;
    assert.equal(call?.path, '/teams/v3/conversations/19:it@thread.tacv2;messageid=123/activities');
    const channelData = { tenant: { id: tenant } };
    assert.deepEqual(call?.body, {
      type: 'message',
      from: { id: botId },
      channelData,
      text: 'Kopplad',
      textFormat: 'plain',
    });
  });

  it('answers a click with a card in the response, and sends nothing', async () => {
    bot.reply(async () => ({ kind: 'card', card }));
    const expected = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card };
    assert.deepEqual(await click(), expected);
    assert.deepEqual(connector.calls, []);
  });

  it('updates the clicked card where a submit cannot return one', async () => {
    bot.reply(async () => ({ kind: 'card', card }));
    await bot.send(activity(connector.serviceUrl, { value: { verb: 'x' }, text: undefined, replyToId: '77' }));
    const [call] = connector.calls;
    assert.equal(call?.method, 'PUT');
    assert.equal(call?.path, '/teams/v3/conversations/a:anna/activities/77');
  });

  it('answers an unreadable click as Teams wants it, not as a fault', async () => {
    const answer = await invoke('adaptiveCard/action', {});
    assert.ok(typeof answer === 'object' && answer !== null && 'type' in answer && 'value' in answer);
    assert.equal(answer.type, 'application/vnd.microsoft.error');
    assert.ok(typeof answer.value === 'object' && answer.value !== null && 'code' in answer.value);
    assert.equal(answer.value.code, 'BadRequest');
    assert.deepEqual(bot.handled, []);
  });

  it('answers an empty search', async () => {
    bot.reply(async () => ({ kind: 'choices', choices: [] }));
    const type = 'application/vnd.microsoft.search.searchResponse';
    const expected = { statusCode: 200, type, value: { results: [] } };
    assert.deepEqual(await invoke('application/search', { queryText: '', dataset: 'units' }), expected);
    assert.equal(bot.handled.length, 1);
  });

  it('ignores what it does not know', async () => {
    assert.deepEqual(await bot.send(activity(connector.serviceUrl, { type: 'typing' })), { status: 200, text: '' });
    const unknown = activity(connector.serviceUrl, { type: 'invoke', name: 'composeExtension/query' });
    assert.deepEqual(await bot.send(unknown), { status: 400, text: '' });
    assert.deepEqual(bot.handled, []);
  });

  it('says in time that a click takes long, and lets the handler finish', async () => {
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    bot.reply(async () => {
      await finished;
      return { kind: 'message', card, summary: 'Till slut' };
    });
    const text = 'Det tar längre tid än vanligt. Ditt klick är mottaget; kortet uppdateras strax.';
    assert.deepEqual(await click(), executed(text));
    assert.deepEqual(connector.calls, []);
    finish();
    for (let n = 0; n < 50 && connector.calls.length === 0; n += 1) await sleep(10);
    assert.equal(connector.calls.length, 1);
  });

  it('ends a message in time', async () => {
    bot.reply(() => sleep(300, { kind: 'none' } as const));
    assert.deepEqual(await bot.send(activity(connector.serviceUrl)), { status: 200, text: '' });
  });

  const fail = async (): Promise<never> => {
    throw new TypeError('Anna Chef 19121212-1212');
  };

  it('apologises for a fault with a reference that stands in the log, and logs no personal data', async () => {
    bot.reply(fail);
    const answer = await click();
    assert.ok(typeof answer === 'object' && answer !== null && 'value' in answer);
    const reference = apology.exec(String(answer.value))?.[1];
    assert.ok(reference);
    const log = bot.lines.join('');
    assert.ok(log.includes(reference));
    assert.ok(log.includes('TypeError'));
    assert.doesNotMatch(log, /Anna|1212/);
  });

  it('apologises in the chat, in a dialog and by silence in a search', async () => {
    bot.reply(fail);
    await bot.send(activity(connector.serviceUrl));
    const [call] = connector.calls;
    assert.ok(typeof call?.body === 'object' && call.body !== null && 'text' in call.body);
    assert.match(String(call.body.text), apology);
    const dialog = JSON.stringify(await invoke('task/submit', { data: {} }));
    assert.match(dialog, /"type":"message","value":"Något gick fel/);
    assert.match(JSON.stringify(await invoke('application/search', {})), /"results":\[\]/);
  });

  it('apologises for a reply that its surface cannot show', async () => {
    bot.reply(async () => ({ kind: 'closed' }));
    assert.deepEqual(await click(), executed(''));
    bot.reply(async () => ({ kind: 'choices', choices: [] }));
    assert.match(JSON.stringify(await click()), /Något gick fel/);
  });

  it('tries a reply again where Teams asks it to, and not where it may have arrived', async () => {
    bot.reply(async () => ({ kind: 'notice', text: 'Hej' }));
    const answers = [
      { status: 429, headers: { 'Retry-After': '0' } },
      { status: 201, body: { id: '1' } },
    ];
    connector.answer(() => answers.shift() ?? { status: 500 });
    await bot.send(activity(connector.serviceUrl));
    assert.equal(connector.calls.length, 2);
    connector.answer(() => ({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }));
    await bot.send(activity(connector.serviceUrl));
    assert.equal(connector.calls.length, 3);
  });
});
