import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanLine, cleanText, codePoints, excess, fold, plainSigns } from '../../src/domain/text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

describe('domain/text', () => {
  for (const [typed, clean] of [
    ['  hej  ', 'hej'],
    ['a\u0000b\u0007c', 'abc'],
    ['a\u202eb\u2066c\u200fd', 'abcd'],
    ['1990\u200b06', '199006'],
    ['A\u030angstro\u0308m', 'Ångström'],
    ['ett   två\u00a0\u2009tre', 'ett två tre'],
    ['ett\ttvå', 'ett två'],
    ['rad 1 \r\n rad 2\rrad 3\u2028rad 4', 'rad 1\nrad 2\nrad 3\nrad 4'],
    ['a\n\n\n\nb', 'a\n\nb'],
    ['\n\n a \n', 'a'],
    ['\ud800x', 'x'],
    ['👩🏽', '👩🏽'],
  ] as const) {
    it(`cleans ${JSON.stringify(typed)}`, () => assert.equal(cleanText(typed), clean));
  }

  it('leaves no control, format or lone surrogate character but newline, and cleans no further', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const clean = cleanText(typed);
        assert.doesNotMatch(clean, /(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
        assert.equal(cleanText(clean), clean);
        assert.equal(clean, clean.normalize('NFC'));
        assert.doesNotMatch(cleanLine(typed), /\n/);
      }),
    );
  });

  it('puts lines together where there is one line', () =>
    assert.equal(cleanLine('Hemtjänst\n\nNorr'), 'Hemtjänst Norr'));

  it('counts code points and says how many are too many', () => {
    assert.equal(codePoints('å😀'), 2);
    assert.equal(excess('å😀b', 2), 1);
    assert.equal(excess('å😀', 2), 0);
    assert.equal(excess('', 2), 0);
  });

  it('makes signs plain and folds case and diacritics for comparing', () => {
    assert.equal(plainSigns(' ０１１—15\u00a025\u00ad '), '011-15 25');
    assert.equal(fold('ÅNGSTRÖM  Éva'), fold('angstrom eva'));
  });
});
