import assert from 'node:assert/strict';
import fc from 'fast-check';
import { containsPersonnummer, maskPersonnummer, parsePersonnummer } from '../../src/domain/personnummer.ts';

const today = '2026-03-02';
/** Skatteverket's published test numbers; the last two are samordningsnummer. */
const published = ['20000101-2384', '20000101-2392', '19900602-2397', '19230161-2392', '19480977-2389'] as const;
const anyPublished = fc.constantFrom(...published);

function fault(input: string, day = today): string {
  const parsed = parsePersonnummer(input, day);
  return parsed.ok ? `ok ${parsed.text}` : parsed.fault;
}

describe('domain/personnummer', () => {
  for (const text of published) {
    it(`R72: takes ${text} in the form ååååmmdd-xxxx`, () => {
      assert.deepEqual(parsePersonnummer(text, today), { ok: true, text });
    });
  }

  for (const [typed, text] of [
    ['199006022397', '19900602-2397'],
    ['  19900602 2397 ', '19900602-2397'],
    ['19900602 - 2397', '19900602-2397'],
    ['1990-06-02-2397', '19900602-2397'],
    ['1990 06 02 23 97', '19900602-2397'],
    ['19900602–2397', '19900602-2397'],
    ['19900602—2397', '19900602-2397'],
    ['19900602\u20112397', '19900602-2397'],
    ['19900602\u22122397', '19900602-2397'],
    ['19900602\u00a02397', '19900602-2397'],
    ['19900602\u20092397', '19900602-2397'],
    ['\u202a19900602-2397\u202c', '19900602-2397'],
    ['１９９００６０２－２３９７', '19900602-2397'],
    ['900602-2397', '19900602-2397'],
    ['9006022397', '19900602-2397'],
    ['000101-2384', '20000101-2384'],
    ['480977-2389', '19480977-2389'],
    ['230161+2392', '19230161-2392'],
    ['19230161+2392', '19230161-2392'],
  ] as const) {
    it(`R72: understands ${JSON.stringify(typed)}`, () => assert.equal(fault(typed), `ok ${text}`));
  }

  for (const [typed, expected, why] of [
    ['', 'empty', 'nothing'],
    [' \u00a0\t\n', 'empty', 'only spaces'],
    ['19900602-239', 'malformed', 'a digit missing'],
    ['19900602-23977', 'malformed', 'a digit too many'],
    ['19900602/2397', 'malformed', 'a slash'],
    ['19900602--2397', 'malformed', 'two dashes'],
    ['1990060-22397', 'malformed', 'a dash in the wrong place'],
    ['19900602-239A', 'malformed', 'a letter'],
    ['17900602-2397', 'malformed', 'a century without personnummer'],
    ['900602+2397', 'malformed', 'a plus although nobody born then is 100'],
    ['19901302-2397', 'date', 'month 13'],
    ['19900631-2397', 'date', '31 June'],
    ['19900600-2397', 'date', 'day 0'],
    ['19900660-2397', 'date', 'day 60, which is day 0 of a samordningsnummer'],
    ['19900692-2397', 'date', 'day 92'],
    ['19000229-2397', 'date', '29 February of a year that was no leap year'],
    ['20260303-2397', 'future', 'tomorrow'],
    ['20260363-2397', 'future', 'tomorrow, as samordningsnummer'],
    ['19900602-2398', 'checksum', 'a wrong check digit'],
    ['900602-2398', 'checksum', 'a wrong check digit after ten digits'],
  ] as const) {
    it(`R72: refuses ${why}: ${JSON.stringify(typed)}`, () => assert.equal(fault(typed), expected));
  }

  it('R72: refuses birth number 000, whatever the check digit', () => {
    for (let digit = 0; digit <= 9; digit += 1) assert.equal(fault(`19900602-000${digit}`), 'malformed');
  });

  it('R72: asks for the century when both readings are in doubt', () => {
    assert.deepEqual(parsePersonnummer('230161-2392', today), {
      ok: false,
      fault: 'century',
      choices: ['19230161-2392', '20230161-2392'],
    });
  });

  it('R72: is certain of the century where exactly one reading is 16–99 years old', () => {
    assert.equal(fault('000101-2384', '2015-12-31'), 'century');
    assert.equal(fault('000101-2384', '2016-01-01'), 'ok 20000101-2384');
    assert.equal(fault('480977-2389', '2048-09-16'), 'ok 19480977-2389');
    assert.equal(fault('480977-2389', '2048-09-17'), 'century');
  });

  it('R72: takes + from the year in which the person turns 100', () => {
    assert.equal(fault('480977+2389', '2047-12-31'), 'malformed');
    assert.equal(fault('480977+2389', '2048-01-01'), 'ok 19480977-2389');
  });

  it('R72: takes somebody born today, not tomorrow', () => {
    assert.equal(fault('20000101-2384', '2000-01-01'), 'ok 20000101-2384');
    assert.equal(fault('20000101-2384', '1999-12-31'), 'future');
  });

  it('R72: notices any one wrong digit', () => {
    fc.assert(
      fc.property(anyPublished, fc.nat(11), fc.integer({ min: 1, max: 9 }), (text, at, step) => {
        const digits = [...text.replace('-', '')];
        digits[at] = String((Number(digits[at]) + step) % 10);
        // The century takes no part in the checksum.
        assert.ok(at < 2 || !parsePersonnummer(digits.join(''), today).ok);
      }),
    );
  });

  it('R72: never throws, and what it takes is ååååmmdd-xxxx and is taken again', () => {
    const nearly = fc.stringMatching(/^[0-9 +–-]{6,16}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearly, anyPublished), (input) => {
        const parsed = parsePersonnummer(input, today);
        if (!parsed.ok) return;
        assert.match(parsed.text, /^\d{8}-\d{4}$/);
        assert.deepEqual(parsePersonnummer(parsed.text, today), parsed);
      }),
    );
  });

  it('masks the last four', () => {
    assert.equal(maskPersonnummer('19900602-2397'), '19900602-****');
    assert.equal(maskPersonnummer('19230161-2392'), '19230161-****');
  });
});

describe('domain/personnummer in free text', () => {
  const spellings = (text: string) => {
    const [birth = '', serial = ''] = text.split('-');
    const short = birth.slice(2);
    const parted = `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}`;
    return [
      text,
      birth + serial,
      `${birth} ${serial}`,
      `${birth} - ${serial}`,
      `${birth}–${serial}`,
      `${birth}\u00ad-\u200b${serial}`,
      `${birth}\n${serial}`,
      `${short}-${serial}`,
      short + serial,
      `${short}+${serial}`,
      `${short}/${serial}`,
      `${parted}-${serial}`,
      `${parted.replaceAll('-', ' ')} ${serial}`,
      `${parted.replaceAll('-', '.')}-${serial}`,
      `${birth.slice(0, 2)} ${short}-${serial}`,
    ];
  };

  it('finds every published number in every usual spelling, anywhere', () => {
    const anySpelling = anyPublished.chain((text) => fc.constantFrom(...spellings(text)));
    const before = fc.constantFrom('', 'pnr', 'Gäller 12 ', 'Ring 011-15 25 55, ', '(', 'nr:');
    const after = fc.constantFrom('', '.', ' 12', ') tack', 'a', '\n2');
    fc.assert(
      fc.property(before, anySpelling, after, (start, spelling, end) => {
        assert.ok(containsPersonnummer(start + spelling + end), start + spelling + end);
      }),
      { numRuns: 500 },
    );
  });

  for (const text of [
    '',
    'Behöver läsa journaler från 2026-03-02.',
    'Ring 011-15 25 55 eller 070-123 45 67.',
    'Ansvarskod 47110, enhet 47120.',
    'Organisationsnummer 212000-0456',
    'Ärende 19900602-2398',
    'Kontonummer 5199006022397123',
    'Födelsenummer 19900602-0009',
  ]) {
    it(`finds none in “${text}”`, () => assert.equal(containsPersonnummer(text), false));
  }

  it('never throws and is quick on long text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof containsPersonnummer(text) === 'boolean'));
    const started = performance.now();
    containsPersonnummer('19900602-2398 '.repeat(3000) + '1 - '.repeat(5000));
    assert.ok(performance.now() - started < 1000);
  });
});
