import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { activity, type Bot, type Connector, fakeConnector, inChannel, startBot, tenant } from './harness.ts';

describe('teams: the guard', () => {
  let connector: Connector;
  let bot: Bot;

  before(async () => {
    connector = await fakeConnector();
    bot = await startBot({ timeouts: { body: 200 } });
  });

  after(async () => {
    await bot.close();
    connector.close();
  });

  beforeEach(() => {
    bot.handled.length = 0;
    connector.calls.length = 0;
  });

  const assertRefused = (response: { status: number; text: string }, status: number): void => {
    assert.deepEqual(response, { status, text: '{}' });
    assert.deepEqual(bot.handled, []);
    assert.deepEqual(connector.calls, []);
  };

  const json = (more: object = {}): string => JSON.stringify(activity(connector.serviceUrl, more));
  const bytes = (text: string | Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));
  const gzip = { 'Content-Encoding': 'gzip' };

  const bodies: readonly [string, () => string | Uint8Array<ArrayBuffer>, Record<string, string>, number][] = [
    ['gzip', () => bytes(gzipSync(json())), gzip, 415],
    ['broken gzip', () => bytes(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0])), gzip, 415],
    ['any content encoding', json, { 'Content-Encoding': 'identity' }, 415],
    ['a form', () => 'type=message', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['multipart', () => '--x--', { 'Content-Type': 'multipart/form-data; boundary=x' }, 415],
    ['text', json, { 'Content-Type': 'text/plain' }, 415],
    ['another charset', json, { 'Content-Type': 'application/json; charset=utf-16' }, 415],
    ['300 KB', () => json({ text: 'x'.repeat(300_000) }), {}, 413],
    ['10 MB', () => json({ text: 'x'.repeat(10_000_000) }), {}, 413],
    ['60,000 levels', () => '['.repeat(60_000) + ']'.repeat(60_000), {}, 400],
    [
      '60,000 levels inside',
      () => json({ value: 0 }).replace('"value":0', `"value":${'{"a":'.repeat(30_000)}`),
      {},
      400,
    ],
    ['70 levels', () => json({ value: nested(70) }), {}, 400],
    ['a key that reaches prototypes', () => json().replace('{', '{"__proto__":{"admin":true},'), {}, 400],
    ['the same, written otherwise', () => json().replace('{', '{"\\u005f_proto__":{"admin":true},'), {}, 400],
    ['nothing', () => '', {}, 400],
    ['half of it', () => json().slice(0, -5), {}, 400],
    ['what is not UTF-8', () => bytes(Buffer.from([0x22, 0xff, 0x22])), {}, 400],
    ['{}', () => '{}', {}, 400],
    ['[]', () => '[]', {}, 400],
    ['null', () => 'null', {}, 400],
    ['a string', () => '"message"', {}, 400],
  ];
  for (const [name, body, headers, status] of bodies) {
    it(`refuses ${name}`, async () => assertRefused(await bot.post(body(), headers), status));
  }

  it('refuses a stream that grows too large', async () => {
    const stream = new ReadableStream({
      start: (controller) => {
        for (let n = 0; n < 40; n += 1) controller.enqueue(new TextEncoder().encode('x'.repeat(10_000)));
        controller.close();
      },
    });
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST', body: stream, headers, duplex: 'half' } as const;
    const response = await fetch(`${bot.url}/api/messages`, init);
    assertRefused({ status: response.status, text: await response.text() }, 413);
  });

  /** What the server says to bytes sent as they are; the connection is left after `patience` milliseconds. */
  const raw = (bytes: string, patience: number): Promise<string> =>
    new Promise((resolve) => {
      const heard: Buffer[] = [];
      const socket = connect(bot.port, '127.0.0.1', () => socket.write(bytes));
      const timer = setTimeout(() => socket.destroy(), patience);
      socket.on('data', (data) => heard.push(data));
      socket.on('close', () => {
        clearTimeout(timer);
        resolve(Buffer.concat(heard).toString());
      });
    });
  const head = 'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

  it('gives up on a body that does not come', async () => {
    assert.match(await raw(`${head}Content-Length: 10\r\n\r\n{`, 400), /^HTTP\/1\.1 408 /);
    assert.deepEqual(bot.handled, []);
  });

  it('outlives a caller that hangs up', async () => {
    assert.equal(await raw(`${head}Content-Length: 10\r\n\r\n{`, 50), '');
    assert.equal((await fetch(`${bot.url}/healthz`)).status, 200);
  });

  it('leaves no connection open that wants to be a WebSocket', async () => {
    const started = Date.now();
    await raw(`${head}Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 2\r\n\r\n{}`, 3000);
    assert.ok(Date.now() - started < 2000);
  });

  it('takes nesting and brackets that people write', async () => {
    const value = Array.from({ length: 100 }, () => ({ a: nested(40), b: '\\"' }));
    const { status } = await bot.post(json({ text: '[{'.repeat(100), value }));
    assert.equal(status, 200);
    assert.equal(bot.handled.length, 1);
  });

  const personal = { id: 'a:1', conversationType: 'personal' };
  const activities: readonly [string, object, number][] = [
    ['without type', { type: undefined }, 400],
    ['with a type that is no text', { type: 7 }, 400],
    ['without channel', { channelId: undefined }, 400],
    ['from another channel', { channelId: 'directline' }, 403],
    ['without service URL', { serviceUrl: undefined }, 400],
    ['with an empty service URL', { serviceUrl: '' }, 403],
    ['for the cloud’s metadata address', { serviceUrl: 'http://169.254.169.254/' }, 403],
    ['for a foreign host', { serviceUrl: 'http://evil.example/' }, 403],
    ['for Teams itself, in the local mode', { serviceUrl: 'https://smba.trafficmanager.net/emea/' }, 403],
    ['for loopback over another protocol', { serviceUrl: 'https://127.0.0.1/' }, 403],
    ['for loopback with a query', { serviceUrl: 'http://127.0.0.1/?a=' }, 403],
    ['without tenant', { conversation: personal, channelData: {} }, 403],
    ['of another tenant', { conversation: { ...personal, tenantId: randomUUID() } }, 403],
    ['of another tenant in the channel data', { channelData: { tenant: { id: randomUUID() } } }, 403],
    ['with an empty tenant', { channelData: { tenant: { id: '' } } }, 403],
    ['without sender', { from: undefined }, 400],
    ['of a sender without aadObjectId', { from: { id: '29:x' } }, 400],
    ['of a sender whose aadObjectId is no uuid', { from: { id: '29:x', aadObjectId: '29:x' } }, 403],
    ['without conversation', { conversation: undefined }, 400],
    ['without recipient', { recipient: undefined }, 400],
  ];
  for (const [name, more, status] of activities) {
    it(`refuses an activity ${name}`, async () => {
      assertRefused(await bot.send(activity(connector.serviceUrl, more)), status);
    });
  }

  it('compares tenants without regard to case, and wants one of the two only', async () => {
    const conversation = { ...personal, tenantId: tenant.toUpperCase() };
    assert.equal((await bot.send(activity(connector.serviceUrl, { conversation, channelData: null }))).status, 200);
    assert.equal((await bot.send(inChannel(connector.serviceUrl))).status, 200);
    assert.equal(bot.handled.length, 2);
  });

  it('tells nobody about other paths and methods', async () => {
    const missing = await fetch(`${bot.url}/api/messages/../secret`);
    assert.deepEqual({ status: missing.status, text: await missing.text() }, { status: 404, text: '{}' });
    const wrong = await fetch(`${bot.url}/api/messages`);
    assert.deepEqual({ status: wrong.status, text: await wrong.text() }, { status: 405, text: '{}' });
  });
});

function nested(levels: number): unknown {
  return Array.from({ length: levels }).reduce((inner) => [inner], 'x');
}
