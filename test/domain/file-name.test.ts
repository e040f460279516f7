import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fileName, namedAs } from '../../src/domain/file-name.ts';
import { fileTypeNames } from '../../src/domain/file.ts';
import { containsPersonnummer } from '../../src/domain/personnummer.ts';

describe('domain/file-name', () => {
  for (const [given, expected] of [
    ['Anställningsavtal 2026.pdf', 'Anställningsavtal 2026.pdf'],
    ['intyg.PDF', 'intyg.pdf'],
    ['intyg', 'intyg.pdf'],
    ['bild.png', 'bild.pdf'],
    ['intyg.pdf.exe', 'intyg.pdf.pdf'],
    ['v1.2 slutlig.docx', 'v1.2 slutlig.pdf'],
    ['../../x', 'x.pdf'],
    ['..\\..\\x', 'x.pdf'],
    ['/etc/passwd', 'passwd.pdf'],
    ['C:\\Users\\kim\\intyg.pdf', 'intyg.pdf'],
    ['..', 'fil.pdf'],
    ['.htaccess', 'fil.pdf'],
    ['', 'fil.pdf'],
    [' \t\n', 'fil.pdf'],
    ['👍', 'fil.pdf'],
    ['CON.pdf', 'fil.pdf'],
    ['com1', 'fil.pdf'],
    ['<img src=x onerror=alert(1)>.pdf', 'img src=x onerror=alert(1).pdf'],
    ['a:b*c?d"e|f%00.pdf', 'a b c d e f 00.pdf'],
    ['gnp.\u202Efdp.exe', 'gnp.fdp.pdf'],
    ['a\u0000b\u0007\u200b.pdf', 'ab.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'a Set-Cookie x.pdf'],
    ['Å\u030A.pdf', 'Å̊.pdf'],
    ['19900602-2397.pdf', 'fil.pdf'],
    ['Kim 9006022397 intyg.pdf', 'fil.pdf'],
    ['19900602_2397_intyg.pdf', 'fil.pdf'],
    ['intyg 19900602.2397', 'fil.pdf'],
  ] as const)
    it(`${JSON.stringify(given)} becomes ${expected}`, () =>
      assert.equal(fileName(given, 'pdf'), expected.normalize('NFC')));

  const names = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(fc.constantFrom('..', '/', '\\', '.', ' ', 'nul', '19900602', '-', '2397', '\u202e', 'å', '%2e', ':'), {
        maxLength: 12,
      })
      .map((parts) => parts.join('')),
  );

  it('a name of ours is short, in one line, without folders, hidden signs and personnummer, and ends as its bytes deserve', () => {
    fc.assert(
      fc.property(names, fc.constantFrom(...fileTypeNames), (given, type) => {
        const name = fileName(given, type);
        assert.doesNotMatch(name, /[/\\<>:"|?*%~\p{Cc}\p{Cf}\p{Cs}]/u);
        assert.doesNotMatch(name, /^[\s.]|[\s.]\.\w+$/u);
        assert.ok(name.endsWith(`.${type}`) && name.length > type.length + 1);
        assert.ok([...name].length <= 80 + 1 + type.length);
        assert.ok(!containsPersonnummer(name));
        assert.equal(name, name.normalize('NFC'));
      }),
      { numRuns: 2000 },
    );
  });

  it('is the same when it is given again', () => {
    fc.assert(
      fc.property(names, (given) => assert.equal(fileName(fileName(given, 'pdf'), 'pdf'), fileName(given, 'pdf'))),
    );
  });

  it('a refused file is called as it was sent, without what nobody should read', () => {
    assert.equal(namedAs('../../x\u202e.exe'), '”x.exe”');
    assert.equal(namedAs('19900602-2397.exe'), 'Filen');
    assert.equal(namedAs(''), 'Filen');
  });
});
