import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { UnreadableError } from '../../src/commands/vault.ts';
import { createEnvelope } from '../../src/files/envelope.ts';
import { pdf } from '../support/samples.ts';

const first = { id: 'k1', key: randomBytes(32) };
const second = { id: 'k2', key: randomBytes(32) };
const envelope = createEnvelope([first]);

describe('files/envelope', () => {
  it('what is sealed opens again, whatever it is, and looks like nothing meanwhile', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        assert.deepEqual(envelope.open(envelope.seal(bytes, 'a'), 'a'), Buffer.from(bytes));
      }),
    );
    const sealed = envelope.seal(pdf('hemligt'), 'a');
    assert.ok(!sealed.includes('hemligt') && !sealed.includes('PDF'));
    assert.notDeepEqual(sealed, envelope.seal(pdf('hemligt'), 'a'));
  });

  it("does not open in another file's place, with another key, altered or cut", () => {
    const sealed = envelope.seal(pdf(), 'norrkoping/a');
    const refused = (bytes: Buffer, name = 'norrkoping/a', ring = envelope): void =>
      assert.throws(() => ring.open(bytes, name), UnreadableError);
    refused(sealed, 'norrkoping/b');
    refused(sealed, 'stockholm/a');
    refused(sealed, 'norrkoping/a', createEnvelope([second]));
    refused(sealed, 'norrkoping/a', createEnvelope([{ ...second, id: 'k1' }]));
    for (const length of [0, 3, 4, 10, sealed.length - 1]) refused(sealed.subarray(0, length));
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      refused(altered);
    }
    refused(pdf());
  });

  it('the first key of the ring seals, all of them open', () => {
    const old = envelope.seal(pdf(), 'a');
    const ring = createEnvelope([second, first]);
    assert.deepEqual(ring.open(old, 'a'), pdf());
    assert.throws(() => envelope.open(ring.seal(pdf(), 'a'), 'a'), UnreadableError);
  });

  it('needs a key', () => assert.throws(() => createEnvelope([])));
});
