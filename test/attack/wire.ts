import type { SignedDoor } from './signed-door.ts';

/** Bytes that no client of Teams would send. Without a status nothing is answered, and the line is cut. */
export type WireAttack = {
  readonly name: string;
  readonly status?: number;
  readonly bytes: (token: string, body: string) => string;
};

const post = (headers: string, content: (body: string) => string) => (token: string, body: string) =>
  `POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: ${token}\r\n${headers}\r\n\r\n${content(body)}`;
const get = (path: string, method = 'GET', headers = '') =>
  `${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`;
const line = (name: string, status: number, bytes: string): WireAttack => ({ name, status, bytes: () => bytes });
const whole = (body: string): string => body;

export const wireAttacks: readonly WireAttack[] = [
  { name: 'two lengths', status: 400, bytes: post('Content-Length: 5\r\nContent-Length: 6', whole) },
  {
    name: 'a second request smuggled behind the first',
    status: 400,
    bytes: post('Content-Length: 5\r\nTransfer-Encoding: chunked', () => '0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n'),
  },
  { name: 'a negative length', status: 400, bytes: post('Content-Length: -1', whole) },
  { name: 'a length beyond numbers', status: 400, bytes: post('Content-Length: 99999999999999999999', whole) },
  { name: 'a length of a gigabyte', status: 413, bytes: post('Content-Length: 1073741824', whole) },
  { name: 'a length in letters', status: 400, bytes: post('Content-Length: many', whole) },
  { name: 'pieces of no size', status: 400, bytes: post('Transfer-Encoding: chunked', () => 'ZZ\r\n') },
  { name: 'an empty content encoding', status: 415, bytes: post('Content-Encoding:\r\nContent-Length: 0', () => '') },
  { name: 'a header of 20 KB', status: 431, bytes: post(`X-Y: ${'a'.repeat(20_000)}\r\nContent-Length: 0`, () => '') },
  {
    name: '3,000 headers',
    status: 431,
    bytes: post(Array.from({ length: 3000 }, (_, n) => `X-${n}: 1`).join('\r\n'), () => ''),
  },
  { name: 'an expectation of its own', status: 417, bytes: post('Expect: a miracle\r\nContent-Length: 0', () => '') },
  line('a NUL in a header', 400, get('/healthz', 'GET', 'X-Y: a\0b\r\n')),
  line('a path that cannot be decoded', 404, get('/%E0%A4%A')),
  line('a path out of the house', 404, get('/../../etc/passwd')),
  line('a path out of the house, in disguise', 404, get('/%2e%2e/%2e%2e/etc/passwd')),
  line('a path of 8,000 characters', 404, get(`/${'a'.repeat(8000)}`)),
  line('a path of an object', 404, get('/api/messages/constructor', 'POST')),
  line('the path in capitals', 404, get('/API/MESSAGES', 'POST')),
  line('the address of somebody else', 404, get('http://169.254.169.254/latest/meta-data/')),
  line('the webhook behind two slashes', 404, get('//evil.example/api/messages', 'POST')),
  line('no host', 400, 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n'),
  line('GET of the webhook', 405, get('/api/messages')),
  line('GET that says it is POST', 405, get('/api/messages', 'GET', 'X-HTTP-Method-Override: POST\r\n')),
  line('TRACE', 405, get('/api/messages', 'TRACE')),
  line('PROPFIND', 405, get('/api/messages', 'PROPFIND')),
  line('a method of its own', 400, get('/api/messages', 'BREW')),
  line('DELETE of the health', 405, get('/healthz', 'DELETE')),
  line('HTTP/2 without asking', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  line('TLS', 400, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'),
  { name: 'CONNECT', bytes: () => 'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n' },
  {
    name: 'a WebSocket',
    bytes: () => get('/api/messages', 'GET', 'Upgrade: websocket\r\n').replace('close', 'Upgrade'),
  },
];

export async function wired(door: SignedDoor, { bytes }: WireAttack): Promise<string> {
  return door.raw(bytes(await door.bearer(), JSON.stringify(door.activity())));
}
