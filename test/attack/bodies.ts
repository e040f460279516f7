import { gzipSync } from 'node:zlib';
import type { Request } from './door.ts';
import type { Attack, SignedDoor } from './signed-door.ts';

type Body = string | Uint8Array<ArrayBuffer>;

/** Bytes under a token that is all right. */
const sent = (
  name: string,
  status: number,
  body: (whole: string) => Body,
  headers: Readonly<Record<string, string>> = {},
): Attack => ({
  name,
  status,
  request: async (door: SignedDoor): Promise<Request> => ({
    body: body(JSON.stringify(door.activity())),
    headers: { Authorization: await door.bearer(), ...headers },
  }),
});

const bytes = (content: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(content);
const gzip = { 'Content-Encoding': 'gzip' };
const boundary = { 'Content-Type': 'multipart/form-data; boundary=x' };
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const kilobytes = (count: number): string => 'x'.repeat(count * 1024);
const with_ = (whole: string, member: string): string => whole.replace('{', `{${member},`);
const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

export const bodyAttacks: readonly Attack[] = [
  sent('corrupt gzip', 415, () => bytes(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0])), gzip),
  sent('a gzip bomb of 150 MB', 415, () => bytes(gzipSync(Buffer.alloc(150 * 1024 * 1024))), gzip),
  sent('honest gzip', 415, (whole) => bytes(gzipSync(whole)), gzip),
  sent('gzip that says it is none', 400, (whole) => bytes(gzipSync(whole))),
  sent('two encodings', 415, (whole) => whole, { 'Content-Encoding': 'gzip, br' }),
  sent('deflate', 415, (whole) => whole, { 'Content-Encoding': 'deflate' }),
  sent(
    'multipart with a file',
    415,
    () => `--x\r\nContent-Disposition: form-data; name="f"; filename="../../x"\r\n\r\n${kilobytes(100)}\r\n--x--`,
    boundary,
  ),
  sent('a form', 415, () => 'type=invoke&__proto__[admin]=1', form),
  sent('a form that is JSON', 415, (whole) => whole, form),
  sent('text', 415, (whole) => whole, { 'Content-Type': 'text/plain' }),
  sent('XML', 415, () => '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>', {
    'Content-Type': 'application/xml',
  }),
  sent('another charset', 415, (whole) => whole, { 'Content-Type': 'application/json; charset=utf-16' }),
  sent('two types', 415, (whole) => whole, { 'Content-Type': 'application/json, text/plain' }),
  sent('300 KB', 413, (whole) => with_(whole, `"text":"${kilobytes(300)}"`)),
  sent('3 MB', 413, (whole) => with_(whole, `"text":"${kilobytes(3072)}"`)),
  sent('60,000 levels', 400, () => nested(60_000)),
  sent('60,000 levels inside', 400, (whole) => with_(whole, `"x":${nested(60_000)}`)),
  sent('60,000 levels that never end', 400, () => '{"a":'.repeat(40_000)),
  sent('61 levels', 400, (whole) => with_(whole, `"x":${nested(61)}`)),
  sent('__proto__', 400, (whole) => with_(whole, '"__proto__":{"admin":true}')),
  sent('__proto__ in disguise', 400, (whole) => with_(whole, '"\\u005f_proto\\u005f_":{"admin":true}')),
  sent('__proto__ in the data of a card', 400, (whole) => whole.replace('"data":{', '"data":{"__proto__":{},')),
  sent('half a body', 400, (whole) => whole.slice(0, -5)),
  sent('two bodies', 400, (whole) => whole + whole),
  sent('no body', 400, () => ''),
  sent('NaN', 400, (whole) => with_(whole, '"x":NaN')),
  sent('what is not UTF-8', 400, () => bytes(Buffer.from([0x22, 0xc0, 0xaf, 0x22]))),
  sent('UTF-16', 400, (whole) => bytes(Buffer.from(whole, 'utf16le'))),
  sent('a NUL', 400, (whole) => `${whole}\0`),
  ...['{}', '[]', 'null', '0', 'true', '"invoke"', '[[]]', '[{"type":"invoke"}]'].map((body) =>
    sent(body, 400, () => body),
  ),
];
