import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { exportSPKI, generateKeyPair } from 'jose';
import sinon from 'sinon';
import { createIdentity, type Forgery, type Identity } from '../../local/identity.ts';
import type { TeamsSettings } from '../../src/teams/settings.ts';
import { activity, type Bot, type Connector, fakeConnector, startBot, tenant } from './harness.ts';

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

describe('teams: signed requests', () => {
  // The SDK's caches are global to the process: an app id of its own keeps this suite's tokens apart.
  const appId = randomUUID();
  let identity: Identity;
  let connector: Connector;
  let bot: Bot;

  before(async () => {
    // The SDK writes every refused signature on the console.
    sinon.stub(console, 'error');
    connector = await fakeConnector();
    identity = await createIdentity({ appId, serviceUrl: connector.serviceUrl });
    const settings: TeamsSettings = {
      app: { kind: 'registered', type: 'SingleTenant', appId, tenantId: tenant },
      tenantId: tenant,
      serviceUrlHosts: ['127.0.0.1'],
      endpoints: identity.endpoints,
    };
    bot = await startBot({ settings, tokens: (scope) => identity.fetchToken(scope) });
  });

  after(async () => {
    sinon.restore();
    await bot.close();
    await identity.close();
    connector.close();
  });

  beforeEach(() => {
    bot.handled.length = 0;
    bot.lines.length = 0;
    connector.calls.length = 0;
    bot.reply(async () => ({ kind: 'none' }));
  });

  const send = async (forgery: Forgery, more: object = {}) =>
    bot.send(activity(connector.serviceUrl, more), { Authorization: `Bearer ${await identity.sign(forgery)}` });

  const assertRefused = (response: { status: number; text: string }, status: number): void => {
    assert.deepEqual(response, { status, text: '{}' });
    assert.deepEqual(bot.handled, []);
    assert.deepEqual(connector.calls, []);
  };

  it('takes what Teams has signed, and answers with its own token', async () => {
    bot.reply(async () => ({ kind: 'notice', text: 'Hej' }));
    assert.equal((await send({})).status, 200);
    assert.equal(bot.handled.length, 1);
    assert.equal(connector.calls.length, 1);
    assert.ok(identity.issued(connector.calls[0]?.authorization));
  });

  /** The reason shows that the token never reached the SDK, which believes more than it should. */
  const claims: readonly [string, Forgery['claims'], string][] = [
    ['expired a second ago', { exp: inSeconds(-1) }, 'expired'],
    ['expired an hour ago', { exp: inSeconds(-3600) }, 'expired'],
    ['without expiry', { exp: undefined }, 'claims'],
    ['with an expiry that is no number', { exp: '9999999999' as unknown as number }, 'claims'],
    // Reckoned when the file is read, long before the test is run.
    ['not valid yet', { nbf: inSeconds(24 * 3600) }, 'not yet valid'],
    ['for another audience', { aud: randomUUID() }, 'audience'],
    ['for several audiences', { aud: [appId, randomUUID()] }, 'claims'],
    ['without audience', { aud: undefined }, 'claims'],
    [
      'from Entra',
      { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', ver: '1.0', appid: appId },
      'issuer',
    ],
    ['without issuer', { iss: undefined }, 'claims'],
    ['for another service URL', { serviceurl: 'https://smba.trafficmanager.net/emea/' }, 'serviceurl'],
    ['without service URL', { serviceurl: undefined }, 'claims'],
    ['from another tenant', { tid: randomUUID() }, 'tid'],
  ];
  for (const [name, forged, reason] of claims) {
    it(`refuses a token ${name}`, async () => {
      assertRefused(await send({ claims: forged ?? {} }), 401);
      assert.match(bot.lines.join(''), new RegExp(`"reason":"${reason}"`));
    });
  }

  it('refuses a token of a key that is not Teams’', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    assertRefused(await send({ key: privateKey }), 401);
  });

  it('refuses a token of an unknown key', async () => assertRefused(await send({ header: { kid: 'other' } }), 401));

  it('refuses a token signed with the public key as a secret', async () => {
    const key = new TextEncoder().encode(await exportSPKI(identity.publicKey));
    assertRefused(await send({ header: { alg: 'HS256' }, key }), 401);
  });

  const headers: readonly [string, (token: string) => string][] = [
    ['no token', () => ''],
    ['an empty token', () => 'Bearer '],
    ['another scheme', (token) => `Basic ${token}`],
    ['half a token', (token) => `Bearer ${token.slice(0, token.lastIndexOf('.'))}`],
    ['two tokens', (token) => `Bearer ${token} ${token}`],
    ['a token that is no token', () => 'Bearer a.b.c'],
    ['an unsigned token', (token) => `Bearer ${unsigned(token)}.`],
    ['an unsigned token with the old signature', (token) => `Bearer ${unsigned(token)}.${token.split('.')[2]}`],
    ['a tampered token', (token) => `Bearer ${tampered(token)}`],
    ['a token with another signature', (token) => `Bearer ${token.slice(0, -8)}AAAAAAAA`],
  ];
  for (const [name, header] of headers) {
    it(`refuses ${name}`, async () => {
      const authorization = header(await identity.sign());
      const sent: Record<string, string> = authorization === '' ? {} : { Authorization: authorization };
      assertRefused(await bot.send(activity(connector.serviceUrl), sent), 401);
    });
  }

  const activities: readonly [string, object, number][] = [
    ['from another channel', { channelId: 'emulator' }, 403],
    ['from the channel with rules of its own', { channelId: 'AseChannel' }, 403],
    ['without channel', { channelId: undefined }, 400],
    ['without service URL', { serviceUrl: undefined }, 401],
    ['for a service URL that is not the token’s', { serviceUrl: 'http://127.0.0.1:1/' }, 401],
    ['of another tenant', { conversation: { id: 'a:1', conversationType: 'personal', tenantId: randomUUID() } }, 403],
  ];
  for (const [name, more, status] of activities) {
    it(`refuses an activity ${name}`, async () => assertRefused(await send({}, more), status));
  }

  for (const serviceUrl of [
    'http://169.254.169.254/',
    'https://evil.example/',
    'https://127.0.0.1.evil.example/',
    'https://smba.trafficmanager.net/emea/',
    'http://user@127.0.0.1/',
    'file:///etc/passwd',
    'nonsense',
  ]) {
    it(`refuses ${serviceUrl}, though the token names it`, async () => {
      assertRefused(await send({ claims: { serviceurl: serviceUrl } }, { serviceUrl }), 403);
    });
  }
});

function unsigned(token: string): string {
  const header = Buffer.from(token.split('.')[0] ?? '', 'base64url')
    .toString('utf8')
    .replace('RS256', 'none');
  return `${Buffer.from(header).toString('base64url')}.${token.split('.')[1]}`;
}

function tampered(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = Buffer.from(payload, 'base64url')
    .toString('utf8')
    .replace(/"exp":\d+/, '"exp":9999999999');
  return [header, Buffer.from(claims).toString('base64url'), signature].join('.');
}
