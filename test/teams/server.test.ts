import assert from 'node:assert/strict';
import type { ServerParts } from '../../src/teams/server.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { GuardedAuthentication } from '../../src/teams/authentication.ts';
import { isAllowedServiceUrl } from '../../src/teams/serviceUrl.ts';
import { defaultServiceUrlHosts, type TeamsSettings } from '../../src/teams/settings.ts';
import { activity, fakeConnector, local, startBot, tenant } from './harness.ts';

const appId = '22222222-2222-4222-8222-222222222222';
const registered = (hosts: readonly string[], more: object = {}): TeamsSettings => ({
  app: { kind: 'registered', type: 'SingleTenant', appId, password: 'x', tenantId: tenant, ...more },
  tenantId: tenant,
  serviceUrlHosts: hosts,
});

describe('teams: the server', () => {
  it('says that it lives, and whether it is ready', async () => {
    let ready: ServerParts['ready'] = async () => 'ok';
    const bot = await startBot({ ready: () => ready() });
    const get = async (path: string) => {
      const response = await fetch(`${bot.url}${path}`);
      return [response.status, await response.json()];
    };
    assert.deepEqual(await get('/healthz'), [200, { status: 'ok' }]);
    assert.deepEqual(await get('/readyz'), [200, { status: 'ok' }]);
    ready = async () => 'delivery is behind';
    assert.deepEqual(await get('/readyz'), [503, { status: 'delivery is behind' }]);
    ready = async () => {
      throw new Error('secret');
    };
    assert.deepEqual(await get('/readyz'), [503, { status: 'storage does not answer' }]);
    await bot.close();
  });

  it('logs requests without queries, bodies or unknown paths', async () => {
    const bot = await startBot();
    await fetch(`${bot.url}/healthz?code=hemlig`);
    await fetch(`${bot.url}/hemlig`);
    await bot.send(activity('http://127.0.0.1:1/', { text: 'hemlig' }));
    await bot.close();
    const log = bot.lines.join('');
    assert.match(log, /"method":"POST","path":"\/api\/messages","status":200/);
    assert.doesNotMatch(log, /hemlig|Anna/);
  });

  it('lets what is under way finish before it stops', async () => {
    const connector = await fakeConnector();
    const bot = await startBot();
    bot.reply(async () => {
      await sleep(200);
      return { kind: 'notice', text: 'Hej' };
    });
    const answer = bot.send(activity(connector.serviceUrl));
    for (let n = 0; n < 100 && bot.handled.length === 0; n += 1) await sleep(5);
    await bot.close();
    assert.equal((await answer).status, 200);
    assert.equal(connector.calls.length, 1);
    await assert.rejects(fetch(`${bot.url}/healthz`));
    connector.close();
  });

  it('refuses a port that is taken', async () => {
    const bot = await startBot();
    const { createServer } = await import('../../src/teams/server.ts');
    const { pino } = await import('pino');
    const log = pino({ level: 'silent' });
    const other = createServer({
      settings: local,
      log,
      ready: async () => 'ok',
      fetchFile: async () => undefined,
      handle: async () => ({ kind: 'none' }),
    });
    await assert.rejects(other.listen(bot.port, '127.0.0.1'), { code: 'EADDRINUSE' });
    await bot.close();
  });
});

describe('teams: service URLs', () => {
  const cases: readonly [readonly string[], string, boolean][] = [
    [defaultServiceUrlHosts, 'https://smba.trafficmanager.net/emea/', true],
    [defaultServiceUrlHosts, 'https://SMBA.trafficmanager.net/emea/', true],
    [defaultServiceUrlHosts, 'http://smba.trafficmanager.net/emea/', false],
    [defaultServiceUrlHosts, 'https://evil.trafficmanager.net/emea/', false],
    [defaultServiceUrlHosts, 'https://smba.trafficmanager.net.evil.example/', false],
    [defaultServiceUrlHosts, 'https://smba.trafficmanager.net:8443/', false],
    [defaultServiceUrlHosts, 'https://smba.trafficmanager.net@evil.example/', false],
    [defaultServiceUrlHosts, 'https://x@smba.trafficmanager.net/', false],
    [defaultServiceUrlHosts, 'https://smba.trafficmanager.net/?x=', false],
    [defaultServiceUrlHosts, 'http://127.0.0.1:3979/', false],
    [['*.example.se'], 'https://a.b.example.se/', true],
    [['*.example.se'], 'https://example.se/', false],
    [['*.example.se'], 'https://evilexample.se/', false],
    [['127.0.0.1'], 'http://127.0.0.1:3979/', true],
    [['127.0.0.1:3979'], 'http://127.0.0.1:3979/', true],
    [['127.0.0.1:3979'], 'http://127.0.0.1:4000/', false],
    [['10.0.0.1'], 'http://10.0.0.1/', false],
  ];
  for (const [hosts, url, expected] of cases) {
    it(`${expected ? 'allow' : 'refuse'} ${url} where ${hosts.join(', ')} may be`, () => {
      assert.equal(isAllowedServiceUrl(registered(hosts), url), expected);
    });
  }

  for (const url of ['http://127.0.0.1:5/', 'http://localhost:5/x/', 'http://[::1]:5/']) {
    it(`allow ${url} in the local mode`, () => assert.ok(isAllowedServiceUrl(local, url)));
  }

  it('are not asked about where the app has no id: that would switch authentication off', () => {
    assert.throws(() => new GuardedAuthentication(registered([], { appId: '' })));
    assert.throws(() => new GuardedAuthentication(registered([], { tenantId: ' ' })));
  });
});
