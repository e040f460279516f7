import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatCaseId, newCaseId, parseCaseId } from '../../src/domain/case-id.ts';

const alphabet = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const anyId = fc.uint8Array({ minLength: 7, maxLength: 7 }).map((bytes) => newCaseId(() => bytes));

describe('domain/case-id', () => {
  it('R61: makes eight characters without I, L, O and U out of seven random bytes', () => {
    fc.assert(fc.property(anyId, (id) => assert.match(id, /^[0-9A-HJKMNP-TV-Z]{8}$/)));
    const asked: number[] = [];
    newCaseId((count) => {
      asked.push(count);
      return new Uint8Array(count);
    });
    assert.deepEqual(asked, [7]);
  });

  it('R61: different draws make different ids', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(31), { minLength: 7, maxLength: 7 }), (bytes) => {
        const other = [...bytes];
        other[3] = ((other[3] ?? 0) + 1) % 32;
        assert.notEqual(
          newCaseId(() => Uint8Array.from(bytes)),
          newCaseId(() => Uint8Array.from(other)),
        );
      }),
    );
  });

  it('is understood in any case, with spaces, dashes and letters that look like digits', () => {
    fc.assert(
      fc.property(anyId, (id) => {
        assert.match(formatCaseId(id), /^.{4}-.{4}$/);
        for (const written of [
          id,
          formatCaseId(id),
          id.toLowerCase(),
          ` ${id.slice(0, 4)} – ${id.slice(4)} `,
          [...id].join('\u00a0'),
          id.replaceAll('0', 'o').replaceAll('1', 'l'),
          id.replaceAll('0', 'O').replaceAll('1', 'I'),
        ]) {
          assert.deepEqual(parseCaseId(written), { ok: true, id });
        }
      }),
    );
  });

  it('notices every single mistyped character', () => {
    fc.assert(
      fc.property(anyId, fc.nat(7), (id, at) => {
        for (const character of alphabet) {
          if (character === id[at]) continue;
          const typed = id.slice(0, at) + character + id.slice(at + 1);
          assert.deepEqual(parseCaseId(typed), { ok: false, fault: 'mistyped' });
        }
      }),
    );
  });

  it('notices every swap of two characters', () => {
    fc.assert(
      fc.property(anyId, fc.nat(7), fc.nat(7), (id, one, other) => {
        const swapped = [...id];
        [swapped[one], swapped[other]] = [id[other] ?? '', id[one] ?? ''];
        const parsed = parseCaseId(swapped.join(''));
        assert.equal(parsed.ok, id[one] === id[other]);
      }),
    );
  });

  it('says malformed of what can be no id, and never throws', () => {
    for (const typed of ['', 'K7M4', 'K7M4-QX9U', 'K7M4-QX922', 'K7M4/QX92', 'åäöåäöåä']) {
      assert.deepEqual(parseCaseId(typed), { ok: false, fault: 'malformed' }, typed);
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => typeof parseCaseId(typed).ok === 'boolean'));
  });
});
