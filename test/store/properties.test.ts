import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromProperties, split, toProperties, toText } from '../../src/store/properties.ts';

/** Long texts with pairs of surrogates anywhere, also across a boundary of 30,000. */
const longText = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 35_000 }), fc.constantFrom('😀', 'å', '"', '\u2028'))
  .map(([offset, count, unit]) => 'x'.repeat(offset) + unit.repeat(count));

describe('a value over several properties', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.oneof(longText, fc.jsonValue({ stringUnit: 'binary' })), (value) => {
        assert.deepEqual(fromProperties(toProperties(toText('k', value))), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('has no piece above 30,000 characters and none with half a pair', () => {
    fc.assert(
      fc.property(longText, (text) => {
        const pieces = split(text);
        assert.equal(pieces.join(''), text);
        assert.ok(pieces.every((piece) => piece.length <= 30_000 && !/\p{Surrogate}/u.test(piece)));
      }),
    );
  });

  it('is not sent with the separators that Azurite takes for the end of a line', () => {
    assert.equal(toText('k', 'a\u2028b\u2029'), String.raw`"a\u2028b\u2029"`);
  });

  for (const broken of [{}, { v0: 1 }, { v0: '{"name":"Ingrid' }, { v1: '"late"' }]) {
    it(`${JSON.stringify(broken)} is no value, and no error that would hide the rows beside it`, () => {
      assert.equal(fromProperties(broken), undefined);
    });
  }
});
