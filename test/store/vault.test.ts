import assert from 'node:assert/strict';
import { Console } from 'node:console';
import { createHash, randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { pino } from 'pino';
import { UnreadableError } from '../../src/commands/vault.ts';
import { Secret, type Sealed, type SealedPlace } from '../../src/domain/secret.ts';
import { createVault } from '../../src/store/vault.ts';

const old = { id: '2025', key: randomBytes(32) };
const current = { id: '2026', key: randomBytes(32) };
const hashKey = randomBytes(32);
const vault = createVault({ keys: [current, old], hashKey });
const place = { caseId: 'K7', field: 'credentials' };
const text = '19121212-1212';

const altered = (sealed: string): Sealed => sealed as Sealed;

describe('the vault', () => {
  it('opens what it sealed, where it was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (content, caseId, field) => {
        const sealed = vault.seal(new Secret(content), { caseId, field });
        assert.equal(Secret.open(vault.open(sealed, { caseId, field })), content);
      }),
    );
  });

  it('writes the version, the key id and nothing readable, never twice the same', () => {
    const [first, second] = [vault.seal(new Secret(text), place), vault.seal(new Secret(text), place)];
    assert.match(first, /^v1\.2026\.[\w-]{16}\.[\w-]+$/);
    assert.notEqual(first, second);
    assert.ok(!Buffer.from(first.split('.')[3] ?? '', 'base64url').includes(text));
  });

  it('does not open for another case or field, however the two are cut', () => {
    const short = fc.string({ maxLength: 4, unit: fc.constantFrom('a', 'b', '\u0000', '.', 'å') });
    const somewhere: fc.Arbitrary<SealedPlace> = fc.record({ caseId: short, field: short });
    fc.assert(
      fc.property(somewhere, somewhere, (here, there) => {
        fc.pre(here.caseId !== there.caseId || here.field !== there.field);
        const sealed = vault.seal(new Secret(text), here);
        assert.throws(() => vault.open(sealed, there), UnreadableError);
      }),
    );
    const sealed = vault.seal(new Secret(text), { caseId: 'ab', field: 'c' });
    assert.throws(() => vault.open(sealed, { caseId: 'a', field: 'bc' }), UnreadableError);
  });

  it('does not open when any character is another', () => {
    const sealed = vault.seal(new Secret(text), place);
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/';
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom(...characters), (at, character) => {
        fc.pre(sealed[at] !== character);
        const other = altered(sealed.slice(0, at) + character + sealed.slice(at + 1));
        assert.throws(() => vault.open(other, place), UnreadableError);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not open when anything is cut off or added', () => {
    const sealed = vault.seal(new Secret(text), place);
    for (let length = 0; length < sealed.length; length += 1) {
      assert.throws(() => vault.open(altered(sealed.slice(0, length)), place), UnreadableError);
    }
    for (const more of ['A', '=', '.', '.AAAA', '\n']) {
      assert.throws(() => vault.open(altered(sealed + more), place), UnreadableError);
    }
  });

  it('says nothing of the text when it cannot open it', () => {
    const sealed = vault.seal(new Secret(text), place);
    const error: unknown = (() => {
      try {
        return vault.open(sealed, { ...place, field: 'other' });
      } catch (reason) {
        return reason;
      }
    })();
    assert.ok(error instanceof UnreadableError);
    assert.equal(error.name, 'UnreadableError');
    assert.ok(!inspect(error).includes(sealed) && !inspect(error).includes(text));
  });

  it('seals with the first key and opens with all, so that a ring can be turned', () => {
    const before = createVault({ keys: [old], hashKey }).seal(new Secret(text), place);
    assert.equal(Secret.open(vault.open(before, place)), text);
    const now = vault.seal(new Secret(text), place);
    assert.equal(now.split('.')[1], '2026');
    const after = createVault({ keys: [current], hashKey });
    assert.equal(Secret.open(after.open(now, place)), text);
    assert.throws(() => after.open(before, place), UnreadableError);
  });

  it('does not open with another key of the same id, nor with the same key under another id', () => {
    const sealed = vault.seal(new Secret(text), place);
    const other = createVault({ keys: [{ id: '2026', key: randomBytes(32) }], hashKey });
    assert.throws(() => other.open(sealed, place), UnreadableError);
    const renamed = createVault({ keys: [{ id: '2027', key: current.key }], hashKey });
    assert.throws(() => renamed.open(altered(sealed.replace('2026', '2027')), place), UnreadableError);
  });

  it('hashes the same text to the same, whatever the ring, and to nothing one can compute without the key', () => {
    const turned = createVault({ keys: [{ id: 'x', key: randomBytes(32) }], hashKey });
    const otherKey = createVault({ keys: [current], hashKey: randomBytes(32) });
    const hash = vault.hash(new Secret(text));
    assert.match(hash, /^[\w-]{43}$/);
    assert.equal(turned.hash(new Secret(text)), hash);
    assert.notEqual(otherKey.hash(new Secret(text)), hash);
    assert.notEqual(vault.hash(new Secret(`${text} `)), hash);
    assert.notEqual(createHash('sha256').update(text).digest('base64url'), hash);
  });

  it('refuses keys that are too short, and an empty ring', () => {
    assert.throws(() => createVault({ keys: [], hashKey }), /needs keys/);
    assert.throws(() => createVault({ keys: [{ id: 'a', key: randomBytes(16) }], hashKey }), /needs keys/);
    assert.throws(() => createVault({ keys: [current], hashKey: randomBytes(31) }), /needs keys/);
  });
});

describe('a secret', () => {
  const secret = new Secret(text);

  function written(write: (to: PassThrough) => void): string {
    const stream = new PassThrough();
    write(stream);
    return String(stream.read());
  }

  const ways: Record<string, () => string> = {
    JSON: () => JSON.stringify({ person: { secret } }),
    'a template': () => `${String(secret)} ${[secret].join()}`,
    concatenation: () => '' + (secret as unknown as string),
    'util.inspect': () => inspect({ deep: { secret } }, { depth: 9, showHidden: true, getters: true }),
    'util.format': () => written((to) => new Console(to).log('%s %o %O %j', secret, secret, secret, secret)),
    'the console': () => written((to) => new Console(to).log(secret, { secret }, [secret])),
    'console.dir': () => written((to) => new Console(to).dir({ secret }, { showHidden: true })),
    'pino, alone': () => written((to) => pino(to).info(secret)),
    'pino, as a field': () => written((to) => pino(to).info({ secret, all: [secret] }, 'sealed')),
    'pino, in a message': () => written((to) => pino(to).info('%s %o %j', secret, secret, secret)),
    'pino, bound': () => written((to) => pino(to).child({ secret }).info('sealed')),
    'an error': () => inspect(new Error('refused', { cause: secret })),
    'its own parts': () => JSON.stringify([Object.entries(secret), { ...secret }, structuredClone(secret)]),
  };
  for (const [way, show] of Object.entries(ways)) {
    it(`does not show itself in ${way}`, () => {
      const shown = show();
      assert.ok(shown.length > 0 && shown !== 'null', 'nothing was written');
      assert.ok(!shown.includes(text), shown);
    });
  }

  it('shows that something is protected', () => {
    assert.equal(`${String(secret)}`, '[skyddad uppgift]');
    assert.equal(JSON.stringify({ secret }), '{"secret":"[skyddad uppgift]"}');
    assert.equal(inspect(secret), '[skyddad uppgift]');
  });

  it('is opened in one way', () => {
    assert.equal(Secret.open(secret), text);
  });
});
