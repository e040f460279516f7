import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { parseHashKey, parseKeyRing } from '../../src/store/key-ring.ts';

const [first, second] = [randomBytes(32), randomBytes(32)];
const [one, two] = [first.toString('base64'), second.toString('base64')];

describe('the key ring', () => {
  it('is a list of ids with keys, in the order given', () => {
    assert.deepEqual(parseKeyRing(`2026:${one}, old_1:${two}`), [
      { id: '2026', key: first },
      { id: 'old_1', key: second },
    ]);
  });

  const refused: Record<string, [string, RegExp]> = {
    'an empty text': ['', /Key 1 of the key ring is not written id:base64/],
    'a key without id': [one, /Key 1 .* not written id:base64/],
    'a forgotten comma': [`a:${one}b:${two}`, /Key 1 .* not written id:base64/],
    'an empty entry': [`a:${one},`, /Key 2 .* not written id:base64/],
    'an empty id': [`:${one}`, /Key 1 .* id/],
    'a key where its id should stand': [`${one}:2026`, /Key 1 .* id/],
    'an id with a full stop': [`a.b:${one}`, /Key 1 .* id/],
    'text that is not base64': [`a:${one},b:${two.slice(0, -2)}*=`, /Key 2 .* not base64/],
    base64url: [`a:${Buffer.alloc(32, 0xff).toString('base64url')}`, /Key 1 .* not base64/],
    'a short key': [`a:${first.subarray(1).toString('base64')}`, /Key 1 .* 31 bytes long, not 32/],
    'the same id twice': [`a:${one},a:${two}`, /same id/],
  };
  for (const [what, [text, message]] of Object.entries(refused)) {
    it(`is refused with ${what}, without being shown`, () => {
      assert.throws(
        () => parseKeyRing(text),
        (error: Error) => {
          assert.match(error.message, message);
          const shown = error.stack ?? '';
          assert.ok(![one, two, first.subarray(1).toString('base64')].some((key) => shown.includes(key.slice(0, 12))));
          return true;
        },
      );
    });
  }
});

describe('the key for hashing', () => {
  it('is 32 bytes in base64', () => {
    assert.deepEqual(parseHashKey(`${one}\n`), first);
    for (const text of ['', 'not base64', first.subarray(1).toString('base64')]) {
      assert.throws(() => parseHashKey(text), /The hash key/);
    }
  });
});
