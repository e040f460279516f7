import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { FetchFile } from '../../src/teams/files.ts';
import { type Bot, startBot } from './harness.ts';

const file = { name: 'Kims avtal ”1”.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF-1.7') };

describe('teams: files', () => {
  let bot: Bot;
  let asked: string[];
  let answer: FetchFile;
  before(async () => {
    bot = await startBot({
      fetchFile: (ticket) => {
        asked.push(ticket);
        return answer(ticket);
      },
    });
  });
  after(() => bot.close());
  beforeEach(() => {
    asked = [];
    answer = async (ticket) => (ticket === 'v1.k.good' ? file : undefined);
  });

  const get = (path: string, init: RequestInit = {}) => fetch(`${bot.url}${path}`, init);

  it('gives the file to save, and lets no browser run, keep or guess at it', async () => {
    const response = await get('/files/v1.k.good');
    assert.equal(response.status, 200);
    assert.equal(await response.text(), '%PDF-1.7');
    const headers = Object.fromEntries(response.headers);
    assert.equal(headers['content-type'], 'application/pdf');
    assert.equal(headers['content-length'], '8');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['content-security-policy'], "default-src 'none'; sandbox");
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(
      headers['content-disposition'],
      `attachment; filename="Kims avtal 1.pdf"; filename*=UTF-8''Kims%20avtal%20%E2%80%9D1%E2%80%9D.pdf`,
    );
  });

  it('a ticket that is over, or none, gives a few words in Swedish', async () => {
    for (const path of ['/files/x', '/files/', '/files/v1.k.good/x', '/files/..%2fx', `/files/${'x'.repeat(3000)}`]) {
      const response = await get(path);
      assert.equal(response.status, 404, path);
      assert.match(await response.text(), /^(Länken gäller inte längre|\{|$)/);
    }
    assert.ok(!asked.includes('..%2fx') || asked.every((ticket) => ticket !== '../x'));
  });

  it('is read alone', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      assert.equal((await get('/files/v1.k.good', { method })).status, 405, method);
    assert.deepEqual(asked, []);
  });

  it('a fault is told without what it was, and the next is served', async () => {
    answer = async () => {
      throw new Error('AccountKey=hemlig');
    };
    const response = await get('/files/x');
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /hemlig/);
    assert.doesNotMatch(bot.lines.join(''), /AccountKey/);
    answer = async () => file;
    assert.equal((await get('/files/x')).status, 200);
  });

  it('holds four in memory at once; the fifth is asked to wait', async () => {
    const waiting: (() => void)[] = [];
    answer = () => new Promise((resolve) => waiting.push(() => resolve(file)));
    const four = Array.from({ length: 4 }, () => get('/files/x'));
    while (waiting.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    const fifth = await get('/files/x');
    assert.deepEqual([fifth.status, fifth.headers.get('retry-after')], [503, '2']);
    waiting.forEach((finish) => finish());
    assert.deepEqual(
      (await Promise.all(four)).map(({ status }) => status),
      [200, 200, 200, 200],
    );
    answer = async () => file;
    assert.equal((await get('/files/x')).status, 200);
  });

  it('one who hangs up holds no place', async () => {
    for (let n = 0; n < 10; n += 1) {
      const socket = connect(bot.port, '127.0.0.1');
      socket.write('GET /files/v1.k.good HTTP/1.1\r\nHost: x\r\n\r\n');
      await new Promise((resolve) => setTimeout(resolve, 10));
      socket.destroy();
    }
    assert.equal((await get('/files/v1.k.good')).status, 200);
  });

  it('the log says that a file was asked for, and not which', () => {
    const log = bot.lines.join('');
    assert.match(log, /"method":"GET","path":"\/files\/\*","status":200/);
    assert.doesNotMatch(log, /v1\.k|avtal/);
  });
});
