import assert from 'node:assert/strict';
import fc from 'fast-check';
import { kindOf } from '../../src/files/kind.ts';
import { contentsOf } from '../../src/files/zip.ts';
import { docx, jpg, pdf, png, webPage, zip } from '../support/samples.ts';

const named = (...names: string[]): Buffer => zip(names.map((name) => ({ name })));
const types = '[Content_Types].xml';

describe('files/kind', () => {
  for (const [what, bytes, kind] of [
    ['a PDF', pdf(), 'pdf'],
    ['a picture in PNG', png, 'png'],
    ['a picture in JPG', jpg, 'jpg'],
    ['a document of Word', docx, 'docx'],
    ['a sheet of Excel', named(types, 'xl/workbook.xml'), 'xlsx'],
    ['a web page', webPage, 'webPage'],
    ['a web page in capitals', Buffer.from('<HTML><BODY>'), 'webPage'],
    ['XHTML', Buffer.from('<?xml version="1.0"?>\n<!-- x -->\n<html xmlns="x">'), 'webPage'],
    ['a web page that begins with a script', Buffer.from('<script>alert(1)</script>'), 'webPage'],
    ['SVG, which can hold scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'other'],
    ['XML', Buffer.from('<?xml version="1.0"?><x/>'), 'other'],
    ['text', Buffer.from('hej'), 'other'],
    ['text that speaks of PDF', Buffer.from('hej %PDF-1.7'), 'other'],
    ['a PDF behind something else', Buffer.concat([Buffer.from('MZ'), pdf()]), 'other'],
    ['a program', Buffer.from('MZ\x90\0\x03\0'), 'other'],
    ['a zip', named('a.txt'), 'other'],
    ['a zip of nothing', zip([]), 'other'],
    ['a document with macros', named(types, 'word/document.xml', 'word/vbaProject.bin'), 'other'],
    [
      'a document that unpacks to 4 GB',
      zip([{ name: types }, { name: 'word/document.xml', unpacked: 2 ** 32 - 1 }]),
      'other',
    ],
    ['an OpenDocument', named('mimetype', 'content.xml'), 'other'],
    ['a document in Microsoft’s old form', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'other'],
    ['two letters', Buffer.from('PK'), 'other'],
    ['half a zip', docx.subarray(0, docx.length - 30), 'other'],
    ['a GIF', Buffer.from('GIF89a'), 'other'],
  ] as const)
    it(`${what} is ${kind}`, async () => assert.equal(await kindOf(bytes), kind));

  it('whatever the bytes are, there is an answer, and nothing is unpacked for it', async () => {
    const beginnings = fc.constantFrom(
      ...[pdf(), png, jpg, docx, webPage, Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(0)],
    );
    await fc.assert(
      fc.asyncProperty(beginnings, fc.uint8Array({ maxLength: 200 }), fc.nat(400), async (beginning, rest, cut) => {
        const bytes = Buffer.concat([beginning.subarray(0, cut), rest]);
        assert.match(await kindOf(bytes), /^(pdf|png|jpg|docx|xlsx|webPage|other)$/);
      }),
      { numRuns: 500 },
    );
  });

  it('a zip whose list has been tampered with is none, or says what is there', () => {
    fc.assert(
      fc.property(fc.nat(docx.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Buffer.from(docx);
        bytes[at] = byte;
        const contents = contentsOf(bytes);
        assert.ok(contents === undefined || contents.names.length <= 3);
      }),
      { numRuns: 500 },
    );
  });

  it('a list that says it has more entries than there are is none', () => {
    const bytes = Buffer.from(docx);
    bytes.writeUInt16LE(60_000, bytes.length - 12);
    assert.equal(contentsOf(bytes), undefined);
  });
});
