import fc from 'fast-check';

/** JSON that no serializer writes: put in as it stands, by way of a string that is taken out again. */
const raw = (json: string): string => `\u0001raw:${json}\u0001`;

/** The text of an activity, with what `raw` hid in it. */
export function toJson(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replace(/"\\u0001raw:((?:[^"\\]|\\.)*?)\\u0001"/g, (_whole, json: string) =>
    String(JSON.parse(`"${json}"`)),
  );
}

const nested = (levels: number): unknown => Array.from({ length: levels }).reduce((inner) => [inner], 'x');

/** What breaks code that believes in its types. */
const values = fc.constantFrom<unknown>(
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  raw('1e999'),
  raw('-0'),
  raw('123456789012345678901234567890'),
  '0',
  '1',
  '-1',
  '1e3',
  [],
  {},
  [[]],
  [null],
  nested(30),
  Array.from({ length: 2000 }, (_, n) => n),
  { length: 3, 0: 'a' },
  { toString: 'x', valueOf: 'y' },
  { then: 'x', toJSON: 'y', catch: 1 },
  { constructor: { prototype: { admin: true } }, hasOwnProperty: 1 },
  { case: ['0'], slot: {}, version: [] },
  { type: 'AdaptiveCard', $root: '${$root}', $data: '${rows}' },
);

const texts = fc.constantFrom(
  '',
  ' ',
  "'",
  "' or 1 eq 1 or '",
  '"',
  '\\',
  '../../lease',
  '%2e%2e%2f',
  'a/b?c=d#e',
  '!~',
  '\0',
  '\r\nX-Header: 1',
  '\u2028\u2029',
  '\u202eabc\u2066',
  '\ud800',
  'a\udc00b',
  '\ufffe\uffff',
  '👩‍👩‍👧‍👦'.repeat(20),
  'e\u0301'.repeat(200),
  '${$root}',
  '${json(host)}',
  '{{DATE(2026-01-01,SHORT)}}',
  '[länk](https://evil.example)',
  '<at>Behörighetsbot</at>',
  '<script>alert(1)</script>',
  '&#1114111;&#55296;&#0;&#999999;',
  '=1+1',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'true',
  'queue:constructor',
  'mine',
  'owner.status',
  'approver.1',
  'queue.account.1',
  'queue.__proto__.1',
  'credentials.account.9999',
  'owner.question.0001',
  '00000000',
  'ZZZZZZZZ',
  '00000000-0000-4000-8000-000000000000',
  '2026-02-30',
  '9999-99-99',
  '+276759-09-30',
  '19900602-2397',
  'a:',
  '19:x@thread.tacv2;messageid=',
  '19:'.repeat(2000),
  '(('.repeat(2000),
  '19900602-239'.repeat(700),
  'a '.repeat(5000),
  'ä'.repeat(100_000),
);

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: values },
  { weight: 4, arbitrary: texts },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
);

export const oddKey: fc.Arbitrary<string> = fc.constantFrom(
  'constructor',
  'toString',
  'hasOwnProperty',
  'prototype',
  'length',
  'then',
  '',
  ' ',
  'verb',
  'case',
  'slot',
  'version',
  'dialog',
  'text',
  '\u202e',
  'ä'.repeat(300),
);
