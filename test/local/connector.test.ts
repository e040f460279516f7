import assert from 'node:assert/strict';
import { ANNA, BO, CIM, GENERAL, QUEUE, TENANT, card, message, setStage, type Stage } from './fakeBot.ts';

const HELLO = { type: 'message', text: 'hej' };
const personal = (id: string, activity?: unknown): object => ({
  members: [{ id }],
  channelData: { tenant: { id: TENANT } },
  ...(activity ? { activity } : {}),
});
const inChannel = (id: string, activity: unknown): object => ({
  isGroup: true,
  channelData: { channel: { id } },
  activity,
});
const text = (words: string): object => ({ type: 'TextBlock', text: words, wrap: true });

describe('local Teams: the connector lets the bot do what Teams lets it do', () => {
  let stage: Stage;
  const call = (...args: Parameters<Stage['connector']['call']>) => stage.connector.call(...args);
  const refusal = async (...args: Parameters<Stage['connector']['call']>): Promise<string> => {
    const { status, body } = await call(...args);
    const { error } = body as { error?: { code: string } };
    return `${status} ${error?.code ?? ''}`;
  };

  beforeEach(async () => void (stage = await setStage()));
  afterEach(() => stage.end());

  it('a personal conversation is found by aadObjectId and by 29: id, and is one and the same', async () => {
    const first = await call('POST', 'v3/conversations', personal(ANNA, HELLO));
    const second = await call('POST', 'v3/conversations', personal('29:anna'));
    assert.equal(first.status, 201);
    assert.equal(first.body['id'], second.body['id']);
    assert.equal(stage.teams.as(ANNA).messages()[0]?.id, first.body['activityId']);
    assert.equal('activityId' in second.body, false);
  });

  it('unknown people, people without the bot, former users and blockers are refused, each by its own code', async () => {
    assert.equal(await refusal('POST', 'v3/conversations', personal('29:nobody')), '404 ConversationNotFound');
    assert.equal(await refusal('POST', 'v3/conversations', personal(CIM)), '403 ForbiddenOperationException');
    const { chatId } = stage.teams.as(BO);
    stage.teams.as(BO).block();
    assert.equal(
      await refusal('POST', `v3/conversations/${chatId}/activities`, HELLO),
      '403 ConversationBlockedByUser',
    );
    await stage.teams.as(BO).uninstall();
    assert.equal(
      await refusal('POST', `v3/conversations/${chatId}/activities`, HELLO),
      '403 BotNotInConversationRoster',
    );
  });

  it('another tenant and a missing tenant are refused', async () => {
    assert.equal(
      await refusal('POST', 'v3/conversations', { ...personal(ANNA), channelData: { tenant: { id: 'other' } } }),
      '400 BadSyntax',
    );
    assert.equal(await refusal('POST', 'v3/conversations', { members: [{ id: ANNA }] }), '400 BadSyntax');
  });

  it('an unknown conversation is refused', async () => {
    assert.equal(
      await refusal('POST', 'v3/conversations/19:none@thread.tacv2/activities', HELLO),
      '404 ConversationNotFound',
    );
    assert.equal(
      await refusal('POST', `v3/conversations/${QUEUE};messageid=1/activities`, HELLO),
      '404 ConversationNotFound',
    );
  });

  it('a post opens a thread; what answers it stands under it', async () => {
    const { body } = await call('POST', 'v3/conversations', inChannel(QUEUE, message(card(text('Ärende')))));
    assert.equal(body['id'], `${QUEUE};messageid=${String(body['activityId'])}`);
    const reply = await call('POST', `v3/conversations/${encodeURIComponent(String(body['id']))}/activities`, HELLO);
    const [post, answer] = stage.teams.as(ANNA).channel(QUEUE).messages();
    assert.deepEqual([post?.rootId, answer?.rootId, answer?.id], [post?.id, post?.id, reply.body['id']]);
  });

  it('an update replaces the message where it stands, without making it unread', async () => {
    const { body } = await call('POST', 'v3/conversations', personal(ANNA, message(card(text('före')))));
    stage.teams.as(ANNA).markRead();
    await call(
      'PUT',
      `v3/conversations/${String(body['id'])}/activities/${String(body['activityId'])}`,
      message(card(text('efter'))),
    );
    const [shown] = stage.teams.as(ANNA).cards();
    assert.deepEqual(shown?.card, card(text('efter')));
    assert.equal(shown.edited, true);
    assert.equal(stage.teams.as(ANNA).unread(), 0);
  });

  it("only the bot's own message in that very conversation can be updated or deleted", async () => {
    const { chatId } = stage.teams.as(ANNA);
    assert.equal(
      await refusal('PUT', `v3/conversations/${chatId}/activities/1`, HELLO),
      '404 ActivityNotFoundInConversation',
    );
    await stage.teams.as(ANNA).say('min egen');
    const [own] = stage.teams.as(ANNA).messages();
    assert.equal(
      await refusal('PUT', `v3/conversations/${chatId}/activities/${own?.id}`, HELLO),
      '404 ActivityNotFoundInConversation',
    );
    const { body } = await call('POST', 'v3/conversations', personal(BO, HELLO));
    assert.equal(
      await refusal('DELETE', `v3/conversations/${chatId}/activities/${String(body['activityId'])}`),
      '404 ActivityNotFoundInConversation',
    );
  });

  it('a deleted message is gone and cannot be updated', async () => {
    const { body } = await call('POST', 'v3/conversations', personal(ANNA, HELLO));
    const path = `v3/conversations/${String(body['id'])}/activities/${String(body['activityId'])}`;
    assert.equal((await call('DELETE', path)).status, 200);
    assert.deepEqual(stage.teams.as(ANNA).messages(), []);
    assert.equal(await refusal('PUT', path, HELLO), '404 ActivityNotFoundInConversation');
  });

  it('text and card in one activity become two messages, and no id comes back', async () => {
    const both = { ...message(card(text('kort'))), text: 'ord' };
    const { chatId } = stage.teams.as(ANNA);
    assert.deepEqual((await call('POST', `v3/conversations/${chatId}/activities`, both)).body, {});
    assert.equal('activityId' in (await call('POST', 'v3/conversations', personal(ANNA, both))).body, false);
    assert.equal(stage.teams.as(ANNA).messages().length, 4);
    assert.equal(stage.teams.as(ANNA).cards().length, 2);
  });

  it('messages over 100 KB and cards over 28 KB are refused', async () => {
    const { chatId } = stage.teams.as(ANNA);
    const path = `v3/conversations/${chatId}/activities`;
    assert.equal(
      await refusal('POST', path, { type: 'message', text: 'å'.repeat(51 * 1024) }),
      '413 MessageSizeTooBig',
    );
    assert.equal(await refusal('POST', path, message(card(text('å'.repeat(14 * 1024))))), '413 MessageSizeTooBig');
    assert.equal((await call('POST', path, message(card(text('å'.repeat(13 * 1024)))))).status, 201);
  });

  for (const [what, content] of Object.entries({
    'version 1.6': { ...card(text('x')), version: '1.6' },
    'no version': { type: 'AdaptiveCard', body: [text('x')] },
    'an unknown element': card({ type: 'Badge', text: 'x' }),
    'an unknown action': { ...card(), actions: [{ type: 'Action.Http', title: 'x' }] },
    'an unknown value': card({ type: 'TextBlock', text: 'x', size: 'gigantic' }),
    'two inputs with one id': card(
      { type: 'Input.Text', id: 'a', label: 'A' },
      { type: 'Input.Text', id: 'a', label: 'B' },
    ),
    'an obligatory input without a label': card({
      type: 'Input.Text',
      id: 'a',
      isRequired: true,
      errorMessage: 'Fyll i',
    }),
  })) {
    it(`a card with ${what} is refused`, async () => {
      assert.equal(await refusal('POST', 'v3/conversations', personal(ANNA, message(content))), '400 BadSyntax');
    });
  }

  it('members are found in a team, a channel, a thread and a personal chat; others are not', async () => {
    const { body } = await call('POST', 'v3/conversations', inChannel(QUEUE, HELLO));
    for (const where of [GENERAL, QUEUE, encodeURIComponent(String(body['id'])), stage.teams.as(ANNA).chatId]) {
      const member = await call('GET', `v3/conversations/${where}/members/${ANNA}`);
      assert.deepEqual(
        [member.body['id'], member.body['aadObjectId'], member.body['tenantId']],
        ['29:anna', ANNA, TENANT],
      );
      assert.equal(
        await refusal('GET', `v3/conversations/${where}/members/29:cim`),
        '404 MemberNotFoundInConversation',
      );
    }
  });

  it('rosters come in pages, and a team tells its channels', async () => {
    const first = await call('GET', `v3/conversations/${GENERAL}/pagedmembers?pageSize=1`);
    const token = String(first.body['continuationToken']);
    const second = await call('GET', `v3/conversations/${GENERAL}/pagedmembers?pageSize=1&continuationToken=${token}`);
    assert.match(JSON.stringify([first.body, second.body]), /29:anna.*29:bo/);
    assert.equal('continuationToken' in second.body, false);
    assert.equal((await call('GET', `v3/teams/${GENERAL}`)).body['name'], 'IT-enheten');
    assert.deepEqual((await call('GET', `v3/teams/${GENERAL}/conversations`)).body['conversations'], [
      { id: GENERAL },
      { id: QUEUE, name: 'Behörigheter' },
    ]);
  });

  it('a team that the bot was taken out of is closed to it', async () => {
    await stage.teams.removeBot(GENERAL, ANNA);
    assert.equal(await refusal('POST', 'v3/conversations', inChannel(QUEUE, HELLO)), '403 BotNotInConversationRoster');
    assert.equal(await refusal('GET', `v3/conversations/${GENERAL}/members/${ANNA}`), '403 BotNotInConversationRoster');
  });

  it('a fault hits one request; after accepting, the message is there all the same', async () => {
    stage.teams.faults.next(({ method }) => (method === 'POST' ? { status: 502, afterAccepting: true } : undefined));
    const path = `v3/conversations/${stage.teams.as(ANNA).chatId}/activities`;
    assert.equal((await call('GET', `v3/teams/${GENERAL}`)).status, 200);
    assert.equal((await call('POST', path, HELLO)).status, 502);
    assert.equal((await call('POST', path, HELLO)).status, 201);
    assert.equal(stage.teams.as(ANNA).messages().length, 2);
  });
});

describe('local Teams: limits on what a bot sends', () => {
  it('the eighth message to a chat within a second gets 429 and a time to wait', async () => {
    const { teams, connector, end } = await setStage({ rateLimits: true });
    const path = `v3/conversations/${teams.as(ANNA).chatId}/activities`;
    for (let sent = 0; sent < 7; sent++) assert.equal((await connector.call('POST', path, HELLO)).status, 201);
    const refused = await connector.call('POST', path, HELLO);
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '1']);
    assert.equal((await connector.call('POST', 'v3/conversations', personal(BO, HELLO))).status, 201);
    await end();
  });
});
