import assert from 'node:assert/strict';
import { pino } from 'pino';
import type { Target, Teams } from '../../src/commands/outbound.ts';
import { GuardedAuthentication } from '../../src/teams/authentication.ts';
import { createOutbound, createTeams } from '../../src/teams/outbound.ts';
import { anna, bot, card, type Connector, fakeConnector, local, tenant } from './harness.ts';

const log = pino({ level: 'silent' });
const message = { card, summary: 'Ny beställning' };
const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
const channelData = { tenant: { id: tenant } };
const activity = { type: 'message', from: { id: bot }, channelData, summary: 'Ny beställning', attachments };

describe('teams: what goes out', () => {
  let connector: Connector;
  let teams: Teams;
  let serviceUrl: string;

  before(async () => {
    connector = await fakeConnector();
    teams = createTeams(local, log);
    serviceUrl = connector.serviceUrl;
  });

  after(() => connector.close());

  beforeEach(() => {
    connector.calls.length = 0;
    connector.answer(() => ({ status: 201, body: { id: 'activity-1' } }));
  });

  const calls = (): unknown[] => connector.calls.map(({ method, path, body }) => ({ method, path, body }));

  it('reaches a person whose chat is known', async () => {
    const sent = await teams.create({ kind: 'person', personId: anna, conversationId: 'a:1', serviceUrl }, message);
    const shown = { conversationId: 'a:1', activityId: 'activity-1', serviceUrl };
    assert.deepEqual(sent, { kind: 'sent', shown });
    assert.deepEqual(calls(), [{ method: 'POST', path: '/teams/v3/conversations/a:1/activities', body: activity }]);
  });

  it('opens the chat of a person first met', async () => {
    connector.answer(({ path }) => ({ status: 201, body: { id: path.endsWith('/conversations') ? 'a:9' : '5' } }));
    const sent = await teams.create({ kind: 'person', personId: anna, serviceUrl }, message);
    assert.deepEqual(sent, { kind: 'sent', shown: { conversationId: 'a:9', activityId: '5', serviceUrl } });
    const body = {
      isGroup: false,
      bot: { id: bot, name: '' },
      members: [{ id: anna, name: '' }],
      tenantId: tenant,
      channelData,
    };
    assert.deepEqual(calls(), [
      { method: 'POST', path: '/teams/v3/conversations', body },
      { method: 'POST', path: '/teams/v3/conversations/a:9/activities', body: activity },
    ]);
  });

  it('begins a thread in a channel, and keeps the id of what it posted', async () => {
    const id = '19:it@thread.tacv2;messageid=8';
    connector.answer(() => ({ status: 201, body: { id, activityId: '8' } }));
    const sent = await teams.create({ kind: 'channel', channelId: '19:it@thread.tacv2', serviceUrl }, message);
    assert.deepEqual(sent, { kind: 'sent', shown: { conversationId: id, activityId: '8', serviceUrl } });
    const body = {
      isGroup: true,
      bot: { id: bot, name: '' },
      tenantId: tenant,
      channelData: { ...channelData, channel: { id: '19:it@thread.tacv2' } },
      activity,
    };
    assert.deepEqual(calls(), [{ method: 'POST', path: '/teams/v3/conversations', body }]);
  });

  it('goes on in a thread', async () => {
    const conversationId = '19:it@thread.tacv2;messageid=8';
    await teams.create({ kind: 'thread', conversationId, serviceUrl }, message);
    assert.equal(connector.calls[0]?.path, `/teams/v3/conversations/${conversationId}/activities`);
  });

  it('updates what was shown', async () => {
    const shown = { conversationId: 'a:1', activityId: '5', serviceUrl };
    assert.deepEqual(await teams.update(shown, message), { kind: 'sent', shown });
    const body = { ...activity, id: '5' };
    assert.deepEqual(calls(), [{ method: 'PUT', path: '/teams/v3/conversations/a:1/activities/5', body }]);
  });

  const target = (): Target => ({ kind: 'thread', conversationId: 'a:1', serviceUrl });
  const refusals: readonly [number, string | undefined, object][] = [
    [403, 'BotNotInConversationRoster', { kind: 'permanent', code: 'BotNotInConversationRoster' }],
    [403, 'ForbiddenOperationException', { kind: 'permanent', code: 'ForbiddenOperationException' }],
    [403, 'ConversationBlockedByUser', { kind: 'permanent', code: 'ConversationBlockedByUser' }],
    [403, undefined, { kind: 'permanent', code: 'HTTP 403' }],
    [404, 'ConversationNotFound', { kind: 'permanent', code: 'ConversationNotFound' }],
    [404, 'ActivityNotFoundInConversation', { kind: 'permanent', code: 'ActivityNotFoundInConversation' }],
    [413, 'MessageSizeTooBig', { kind: 'permanent', code: 'MessageSizeTooBig' }],
    [400, 'BadSyntax', { kind: 'permanent', code: 'BadSyntax' }],
    [401, undefined, { kind: 'later', code: 'HTTP 401' }],
    [408, undefined, { kind: 'later', code: 'HTTP 408' }],
    [412, 'PreconditionFailed', { kind: 'later', code: 'PreconditionFailed' }],
    [429, undefined, { kind: 'later', code: 'HTTP 429' }],
    [500, undefined, { kind: 'later', code: 'HTTP 500' }],
    [502, 'ServiceError', { kind: 'later', code: 'ServiceError' }],
    [503, undefined, { kind: 'later', code: 'HTTP 503' }],
    [504, undefined, { kind: 'later', code: 'HTTP 504' }],
  ];
  for (const [status, code, expected] of refusals) {
    it(`is tried once and is ${JSON.stringify(expected)} after ${status}`, async () => {
      connector.answer(() => ({ status, body: code === undefined ? undefined : { error: { code, message: 'Nej' } } }));
      assert.deepEqual(await teams.create(target(), message), expected);
      assert.equal(connector.calls.length, 1);
    });
  }

  it('waits as long as Teams says', async () => {
    const after = (header: string) => async () => {
      connector.answer(() => ({ status: 429, headers: { 'Retry-After': header } }));
      return teams.create(target(), message);
    };
    const later = { kind: 'later', code: 'HTTP 429' };
    assert.deepEqual(await after('17')(), { ...later, seconds: 17 });
    assert.deepEqual(await after('999999')(), { ...later, seconds: 3600 });
    assert.deepEqual(await after('soon')(), later);
    const sent = await after(new Date(Date.now() + 60_000).toUTCString())();
    assert.ok(sent.kind === 'later' && sent.seconds !== undefined && sent.seconds > 50 && sent.seconds <= 60);
    assert.equal(connector.calls.length, 4);
  });

  it('is tried later where nobody answers', async () => {
    const unanswered = { kind: 'thread', conversationId: 'a:1', serviceUrl: 'http://127.0.0.1:1/' } as const;
    assert.deepEqual(await teams.create(unanswered, message), { kind: 'later', code: 'ECONNREFUSED' });
  });

  it('is tried later where the answer does not come', async () => {
    connector.answer(() => ({ status: 200, hang: true }));
    const hasty = createOutbound(local, new GuardedAuthentication(local), log, 100);
    assert.deepEqual(await hasty.create(target(), message), { kind: 'later', code: 'Timeout' });
    assert.equal(connector.calls.length, 1);
  });

  it('is not sent again where no id comes back', async () => {
    connector.answer(() => ({ status: 201, body: {} }));
    assert.deepEqual(await teams.create(target(), message), { kind: 'permanent', code: 'NoActivityId' });
  });

  it('keeps one client for each service URL, and not too many of them', async () => {
    const clients = new GuardedAuthentication(local).createConnectorFactory();
    const first = await clients.create(serviceUrl);
    assert.equal(await clients.create(serviceUrl), first);
    for (let port = 1; port <= 30; port += 1) await clients.create(`http://127.0.0.1:${port}/`);
    assert.notEqual(await clients.create(serviceUrl), first);
  });

  it('follows no redirect', async () => {
    connector.answer(() => ({ status: 307, headers: { Location: `${serviceUrl}elsewhere` } }));
    assert.deepEqual(await teams.create(target(), message), { kind: 'permanent', code: 'HTTP 307' });
    assert.equal(connector.calls.length, 1);
  });

  for (const foreign of ['https://evil.example/', 'http://169.254.169.254/', 'http://localhost.evil.example/', '']) {
    it(`is never sent to a stored ${foreign || 'nothing'}`, async () => {
      const refused = { kind: 'permanent', code: 'ServiceUrlNotAllowed' };
      const shown = { conversationId: 'a:1', activityId: '5', serviceUrl: foreign };
      assert.deepEqual(await teams.create({ kind: 'person', personId: anna, serviceUrl: foreign }, message), refused);
      assert.deepEqual(await teams.update(shown, message), refused);
      assert.equal(
        await teams.isMember({ teamId: 't', serviceUrl: foreign }, { id: anna, teamsId: '29:a' }),
        'unknown',
      );
    });
  }

  const member = { id: '29:a', aadObjectId: anna, userPrincipalName: 'anna@kommun.se', userRole: 'user' };
  const members: readonly [string, number, unknown, 'yes' | 'no' | 'unknown'][] = [
    ['a member', 200, member, 'yes'],
    ['a member by the other name of the id', 200, { id: '29:a', objectId: anna.toUpperCase() }, 'yes'],
    ['somebody else’s answer', 200, { ...member, aadObjectId: tenant }, 'no'],
    ['two ids that differ', 200, { ...member, objectId: tenant }, 'no'],
    ['a guest', 200, { ...member, userRole: 'guest' }, 'no'],
    ['a guest by name', 200, { ...member, userPrincipalName: 'anna_x.se#EXT#@kommun.se' }, 'no'],
    ['nobody', 404, { error: { code: 'MemberNotFoundInConversation' } }, 'no'],
    ['an answer without id', 200, { id: '29:a' }, 'unknown'],
    ['a bot outside the team', 403, { error: { code: 'BotNotInConversationRoster' } }, 'unknown'],
    ['an overloaded Teams', 429, {}, 'unknown'],
    ['a broken Teams', 500, {}, 'unknown'],
  ];
  for (const [name, status, body, expected] of members) {
    it(`takes ${name} for ${expected}`, async () => {
      connector.answer(() => ({ status, body }));
      assert.equal(
        await teams.isMember({ teamId: '19:t@thread.tacv2', serviceUrl }, { id: anna, teamsId: '29:a' }),
        expected,
      );
      const path = '/teams/v3/conversations/19:t@thread.tacv2/members/29:a';
      assert.deepEqual(calls(), [{ method: 'GET', path, body: undefined }]);
    });
  }
});
