import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createDownload, type DownloadSettings } from '../../src/files/download.ts';

const megabyte = 1024 * 1024;

describe('files/download', () => {
  let server: Server;
  let origin: string;
  let asked: { url: string; headers: Readonly<Record<string, unknown>> }[];
  let answer: (response: ServerResponse, url: string) => void;
  before(async () => {
    server = createServer((request, response) => {
      asked.push({ url: request.url ?? '', headers: request.headers });
      answer(response, request.url ?? '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    asked = [];
    answer = (response) => void response.end('innehåll');
  });

  // In two steps: restify, where it is loaded, leaves writeHead without its answer.
  const head = (
    response: ServerResponse,
    status: number,
    headers: Readonly<Record<string, string>> = {},
  ): ServerResponse => {
    response.writeHead(status, headers);
    return response;
  };

  const download = (most = megabyte, more: Partial<DownloadSettings> = {}) =>
    createDownload({ hosts: [], local: true, timeout: 1_000, ...more })(`${origin}/x?tempauth=hemlig`, most);
  const faultOf = async (most?: number, more?: Partial<DownloadSettings>): Promise<string> => {
    const downloaded = await download(most, more);
    assert.ok('fault' in downloaded, 'downloaded');
    assert.doesNotMatch(downloaded.why, /hemlig|127|http:/);
    return `${downloaded.fault}: ${downloaded.why}`;
  };

  it('fetches what the link leads to, and asks for nothing packed', async () => {
    const downloaded = await download();
    assert.ok('bytes' in downloaded);
    assert.equal(downloaded.bytes.toString(), 'innehåll');
    assert.equal(asked[0]?.headers['accept-encoding'], 'identity');
    assert.equal(asked[0]?.headers['authorization'], undefined);
  });

  it('takes as much as is allowed and not a byte more, whether or not it was announced', async () => {
    const body = Buffer.alloc(1000, 1);
    answer = (response) => void head(response, 200, { 'Content-Length': String(body.length) }).end(body);
    assert.ok('bytes' in (await download(1000)));
    assert.equal(await faultOf(999), 'tooLarge: announced');
    answer = (response) => void head(response, 200).end(body);
    assert.ok('bytes' in (await download(1000)));
    assert.equal(await faultOf(999), 'tooLarge: streamed');
  });

  it('hangs up on what never ends', async () => {
    let sent = 0;
    let closed: () => void;
    const hungUp = new Promise<void>((resolve) => (closed = resolve));
    answer = (response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024;
      };
      response.on('drain', more).on('close', () => closed());
      more();
    };
    assert.equal(await faultOf(megabyte), 'tooLarge: streamed');
    await hungUp;
    assert.ok(sent < 20 * megabyte, `${sent} bytes`);
  });

  it('follows no redirect, takes nothing packed and nothing but a plain 200', async () => {
    answer = (response, url) => void head(response, 302, { Location: url.includes('x') ? '/y' : '/x' }).end();
    assert.equal(await faultOf(), 'failed: answered 302');
    assert.equal(asked.length, 1);
    answer = (response) =>
      void head(response, 200, { 'Content-Encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50 * megabyte)));
    assert.equal(await faultOf(), 'failed: packed');
    for (const status of [204, 206, 401, 403, 404, 410, 500]) {
      answer = (response) => void head(response, status).end();
      assert.equal(await faultOf(), `failed: answered ${status}`);
    }
  });

  it('gives up when nothing comes, at once or half way, and when the connection breaks', async () => {
    answer = () => undefined;
    assert.match(await faultOf(), /^failed: (ABORT_ERR|TimeoutError|23)/);
    answer = (response) => void head(response, 200, { 'Content-Length': '100' }).write('halv');
    assert.match(await faultOf(), /^failed: /);
    answer = (response) =>
      void head(response, 200, { 'Content-Length': '100' }).write('halv', () => response.destroy());
    assert.match(await faultOf(), /^failed: /);
    answer = (response) => response.destroy();
    assert.match(await faultOf(), /^failed: ECONNRESET/);
  });

  it('asks no host that is not named', async () => {
    const downloaded = await createDownload({ hosts: ['*.sharepoint.com'], local: false })(`${origin}/x`, megabyte);
    assert.deepEqual(downloaded, { fault: 'host', why: 'not an allowed host' });
    assert.equal(asked.length, 0);
  });

  for (const [what, addresses] of [
    ['a private address', [{ address: '10.0.0.1', family: 4 }]],
    ['this machine', [{ address: '127.0.0.1', family: 4 }]],
    ['an address for machines in the cloud', [{ address: '169.254.169.254', family: 4 }]],
    [
      'a public address and a private one',
      [
        { address: '52.107.1.1', family: 4 },
        { address: '::1', family: 6 },
      ],
    ],
    ['no address', []],
  ] as const)
    it(`a named host that is ${what} is not asked`, async () => {
      const lookup = ((_host: string, _options: object, done: (error: null, all: unknown) => void) =>
        done(null, addresses)) as unknown as NonNullable<DownloadSettings['lookup']>;
      const settings = { hosts: ['kommunen.sharepoint.com'], local: false, timeout: 2_000, lookup };
      const downloaded = await createDownload(settings)('https://kommunen.sharepoint.com/x', megabyte);
      assert.deepEqual(downloaded, { fault: 'failed', why: 'not a public address' });
    });
});
