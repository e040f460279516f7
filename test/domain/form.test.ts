import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  checkDates,
  checkField,
  type FieldKind,
  findUnits,
  type FormField,
  maxLengthOf,
  unitText,
} from '../../src/domain/form.ts';
import { fieldFaultText, fieldQueryText } from '../../src/views/field-faults.ts';

const units = [
  { name: 'Hemtjänst Norr', costCode: '47110' },
  { name: 'Hemtjänst Söder', costCode: '47120' },
  { name: 'Hemtjänst, natt', costCode: '47130' },
  { name: 'Ängsgården', costCode: '48100' },
  { name: 'Tallen', costCode: '48200' },
  { name: 'Tallen', costCode: '48210' },
  { name: 'Norra hemtjänsten', costCode: 'A47' },
];
const context = { today: '2026-03-02', units, userNamePrefixes: ['dei', 'skl', 'nrk'] };
const choices = ['Tillsvidareanställning', 'Särskild visstidsanställning'];

function field(kind: FieldKind, more: Partial<FormField> = {}): FormField {
  return { id: 'field', kind, label: 'Fält', required: false, ...(kind === 'choice' ? { choices } : {}), ...more };
}

/** The accepted text, or the kind of the fault. */
function check(kind: FieldKind, typed: string, more: Partial<FormField> = {}): string {
  const checked = checkField(field(kind, more), typed, context);
  return checked.ok ? `ok: ${checked.text}` : checked.fault.kind;
}

const kinds: FieldKind[] = [
  'personName',
  'personnummer',
  'unit',
  'units',
  'costCode',
  'phone',
  'mobile',
  'mail',
  'userName',
  'fromDate',
  'toDate',
  'text',
  'longText',
  'choice',
  'yes',
];

describe('domain/form', () => {
  for (const kind of kinds) {
    it(`an empty ${kind} is a fault only where it is required`, () => {
      assert.equal(check(kind, ' \u200b\n '), 'ok: ');
      assert.equal(check(kind, ' \u200b\n ', { required: true }), 'required');
    });
  }

  for (const [title, kind, typed, expected] of [
    ['R69: a first and last name', 'personName', ' Anna-Lena  O’Brien ', 'ok: Anna-Lena O’Brien'],
    ['R69: a name needs letters', 'personName', '---', 'malformedName'],
    ['R69: a mail address is no name', 'personName', 'anna@exempel.se', 'malformedName'],
    ['R69: digits are no name', 'personName', 'Anna 2', 'malformedName'],
    ['R72: personnummer', 'personnummer', '900602 2397', 'ok: 19900602-2397'],
    ['R72: personnummer, malformed', 'personnummer', '9006', 'malformedPersonnummer'],
    ['R72: personnummer, wrong checksum', 'personnummer', '19900602-2398', 'wrongChecksum'],
    ['R72: personnummer, no such date', 'personnummer', '19901302-2397', 'impossibleBirthDate'],
    ['R72: personnummer, future', 'personnummer', '20270101-2397', 'futureBirthDate'],
    ['R72: personnummer, century in doubt', 'personnummer', '230161-2392', 'unclearCentury'],
    ['R70: a number with area code', 'phone', '011-15 25 55', 'ok: 011-15 25 55'],
    ['R70: a number without area code', 'phone', '15 25 55', 'ok: 15 25 55'],
    ['R70: a mobile number', 'phone', '0701234567', 'ok: 0701234567'],
    ['R70: a number with country code', 'phone', '+46 (0)70–123 45 67', 'ok: +46 (0)70–123 45 67'],
    ['R70: too few digits', 'phone', '01112', 'malformedPhone'],
    ['R70: fifteen digits', 'phone', '+461234567890123', 'ok: +461234567890123'],
    ['R70: too many digits', 'phone', '+4612345678901234', 'malformedPhone'],
    ['a mobile number in one spelling', 'mobile', '070-123 45 67', 'ok: +46701234567'],
    ['a mobile number with country code', 'mobile', '+46 (0)70–123 45 67', 'ok: +46701234567'],
    ['a mobile number dialled from abroad', 'mobile', '0046 70 123 45 67', 'ok: +46701234567'],
    ['a foreign mobile number', 'mobile', '+47 912 34 567', 'ok: +4791234567'],
    ['a number that receives no code', 'mobile', '011-15 25 55', 'malformedMobile'],
    ['a mobile number with a digit too many', 'mobile', '070-123 45 678', 'malformedMobile'],
    ['letters in a mobile number', 'mobile', '07O-123 45 67', 'malformedMobile'],
    ['an address', 'mail', 'sven.åberg@företaget.se', 'ok: sven.åberg@företaget.se'],
    ['an address with a name around it', 'mail', 'Sven <sven@foretaget.se>', 'malformedMail'],
    ['two addresses', 'mail', 'a@b.se,c@d.se', 'malformedMail'],
    ['an address without a domain', 'mail', 'sven@foretaget', 'malformedMail'],
    ['R70: words', 'phone', 'ring växeln', 'malformedPhone'],
    ['R70: a personnummer is no telephone number', 'phone', '199006022397', 'malformedPhone'],
    ['R70: a personnummer is refused where it can be nothing else', 'phone', '000101-2384', 'personnummerInText'],
    ['R57: a user name that begins with dei', 'userName', 'DEI12345', 'ok: DEI12345'],
    ['R57: a user name with spaces', 'userName', 'dei 123', 'malformedUserName'],
    ['R74: ansvarskod', 'costCode', ' 47110 ', 'ok: 47110'],
    ['R74: ansvarskod of signs', 'costCode', '=1+1', 'malformedCostCode'],
    ['R65: Fr.o.m.', 'fromDate', '2026-04-01', 'ok: 2026-04-01'],
    ['R65: Fr.o.m. without dashes', 'fromDate', '20260401', 'ok: 2026-04-01'],
    ['R65: Fr.o.m. with other dashes', 'fromDate', '2026–04–01', 'ok: 2026-04-01'],
    ['R65: no such day', 'fromDate', '2026-02-30', 'impossibleDate'],
    ['R65: not a date', 'fromDate', 'snarast', 'malformedDate'],
    ['R66: a slip in the year', 'toDate', '0206-04-01', 'malformedDate'],
    ['R66: leap day', 'toDate', '2028-02-29', 'ok: 2028-02-29'],
    ['R64: Anställningsform among the choices', 'choice', 'Tillsvidareanställning', 'ok: Tillsvidareanställning'],
    ['R64: in any case', 'choice', 'sarskild visstidsanstallning', 'ok: Särskild visstidsanställning'],
    ['R64: something else', 'choice', 'Annat', 'notAmongChoices'],
    ['R79: Administratörsbehörighet ticked', 'yes', 'true', 'ok: Ja'],
    ['R80: ja', 'yes', 'JA', 'ok: Ja'],
    ['R79: not ticked', 'yes', 'false', 'ok: '],
    ['R79: something else', 'yes', 'kanske', 'notYesOrNo'],
    ['R62: Beskrivning keeps its lines', 'longText', 'rad 1\r\nrad 2', 'ok: rad 1\nrad 2'],
    ['R73: Tjänstetitel on one line', 'text', 'Under-\nsköterska', 'ok: Under- sköterska'],
    ['R81: a unit by name', 'unit', 'hemtjanst norr', 'ok: Hemtjänst Norr (47110)'],
    ['R68: a unit by ansvarskod', 'unit', '47120', 'ok: Hemtjänst Söder (47120)'],
    ['R68: a unit as it is shown', 'unit', 'Hemtjänst Söder (47120)', 'ok: Hemtjänst Söder (47120)'],
    ['R68: namesakes need the ansvarskod', 'unit', 'Tallen', 'ambiguousUnit'],
    ['R68: namesakes told apart', 'unit', 'Tallen (48210)', 'ok: Tallen (48210)'],
    ['R68: no such unit', 'unit', 'Lasarettet', 'unknownUnit'],
    ['R78: several units', 'units', 'Hemtjänst Norr\n48100', 'ok: Hemtjänst Norr (47110), Ängsgården (48100)'],
    ['R78: units with commas between', 'units', '47110, ängsgården,', 'ok: Hemtjänst Norr (47110), Ängsgården (48100)'],
    [
      'R78: a comma in a name',
      'units',
      'Hemtjänst, natt, 47110',
      'ok: Hemtjänst, natt (47130), Hemtjänst Norr (47110)',
    ],
    ['R78: each unit once', 'units', '47110\nHemtjänst Norr', 'ok: Hemtjänst Norr (47110)'],
    ['R78: one of them unknown', 'units', '47110\nLasarettet', 'unknownUnit'],
    ['R78: only commas', 'units', ', ,', 'unknownUnit'],
  ] as const) {
    it(`${title}: ${JSON.stringify(typed)}`, () => assert.equal(check(kind, typed), expected));
  }

  it('R57: a user name that begins otherwise is let through with a question', () => {
    const checked = checkField(field('userName'), 'abc123', context);
    assert.deepEqual(checked, { ok: true, text: 'abc123', raw: 'abc123', query: 'unusualUserName' });
    assert.match(fieldQueryText('unusualUserName', 'abc123'), /abc123/);
    assert.deepEqual(checkField(field('userName'), 'abc123', { ...context, userNamePrefixes: [] }), {
      ok: true,
      text: 'abc123',
      raw: 'abc123',
    });
  });

  it('fills a field in again from raw', () => {
    for (const [kind, typed] of [
      ['yes', 'ja'],
      ['units', 'Hemtjänst, natt\n47110'],
      ['unit', '48100'],
      ['fromDate', '20260401'],
      ['personnummer', '9006022397'],
    ] as const) {
      const first = checkField(field(kind), typed, context);
      assert.ok(first.ok);
      assert.deepEqual(checkField(field(kind), first.raw, context), first);
    }
  });

  it('says how much too long a text is, in code points', () => {
    assert.deepEqual(checkField(field('text'), '😀'.repeat(100), context).ok, true);
    assert.deepEqual(checkField(field('text'), '😀'.repeat(103), context), {
      ok: false,
      fault: { kind: 'tooLong', max: 100, over: 3 },
    });
    assert.equal(maxLengthOf(field('longText')), 2000);
    assert.equal(maxLengthOf(field('personName')), 60);
    assert.equal(check('longText', 'abc', { maxLength: 2 }), 'tooLong');
  });

  it('refuses a personnummer typed anywhere but in its own field', () => {
    for (const kind of kinds.filter((one) => !['personnummer', 'phone', 'mobile'].includes(one))) {
      assert.equal(check(kind, '19900602-2397'), 'personnummerInText', kind);
    }
    assert.equal(check('longText', 'Gäller\n900602 2397, Anna'), 'personnummerInText');
  });

  it('R66: T.o.m. is neither before Fr.o.m. nor in the past', () => {
    const at = (from: string | undefined, to: string | undefined) => checkDates(from, to, context.today)?.kind;
    assert.equal(at(undefined, undefined), undefined);
    assert.equal(at('2026-04-01', undefined), undefined);
    assert.equal(at(undefined, '2026-03-02'), undefined);
    assert.equal(at('2026-04-01', '2026-04-01'), undefined);
    assert.equal(at('2026-04-02', '2026-04-01'), 'toBeforeFrom');
    assert.equal(at(undefined, '2026-03-01'), 'toInPast');
    assert.equal(at('', ''), undefined);
  });

  it('R68: suggests at most three near units', () => {
    const near = (typed: string) => {
      const checked = checkField(field('unit'), typed, context);
      return !checked.ok && 'near' in checked.fault ? checked.fault.near : [];
    };
    assert.deepEqual(near('hemtjänst'), [
      'Hemtjänst Norr (47110)',
      'Hemtjänst Söder (47120)',
      'Hemtjänst, natt (47130)',
    ]);
    assert.deepEqual(near('Ängsgådren'), ['Ängsgården (48100)']);
    assert.equal(near('47111')[0], 'Hemtjänst Norr (47110)');
    assert.deepEqual(near('Tallen'), ['Tallen (48200)', 'Tallen (48210)']);
    assert.deepEqual(near('Lasarettet'), []);
  });

  it('never shows a birth number in a fault', () => {
    const checked = checkField(field('personnummer'), '230161-2392', context);
    assert.ok(!checked.ok);
    assert.doesNotMatch(JSON.stringify(checked), /2392/);
    assert.match(fieldFaultText(checked.fault), /19230161-\*\*\*\* eller 20230161-\*\*\*\*/);
  });

  it('whatever is typed never throws; what is taken holds no control characters and is taken again', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ maxLength: 2500 }),
      fc.stringMatching(/^[0-9+ -]{0,20}$/),
      fc.constantFrom(
        ...units.map(unitText),
        ...choices,
        'ja',
        '2026-03-02',
        '19900602-2397',
        '\u202eTallen\u0000 48200',
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.boolean(), typed, (kind, required, input) => {
        const checked = checkField(field(kind, { required }), input, context);
        if (!checked.ok) {
          assert.ok(fieldFaultText(checked.fault).length > 0);
          return;
        }
        assert.doesNotMatch(checked.text + checked.raw, /(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u);
        assert.deepEqual(checkField(field(kind, { required }), checked.raw, context), checked);
      }),
      { numRuns: 2000 },
    );
  });

  it('answers quickly for a large municipality and a field full of commas', () => {
    const many = Array.from({ length: 2000 }, (_, index) => ({
      name: `Enhet, ${index}`,
      costCode: `${10000 + index}`,
    }));
    const started = performance.now();
    checkField(field('units'), 'x,'.repeat(999), { ...context, units: many });
    findUnits(many, 'enhet', { limit: 5 });
    assert.ok(performance.now() - started < 500);
  });
});

describe('domain/form findUnits', () => {
  const names = (query: string, limit = 5) => findUnits(units, query, { limit }).hits.map(unitText);

  it('R68: gives at most so many hits, and says how many there are', () => {
    assert.deepEqual(findUnits(units, '', { limit: 5 }), { hits: units.slice(0, 5), total: 7 });
    assert.deepEqual(findUnits(units, 'tallen', { limit: 1 }), { hits: [units[4]], total: 2 });
    assert.deepEqual(findUnits(units, 'finns inte', { limit: 5 }), { hits: [], total: 0 });
  });

  it('R68: names that begin so come before names that hold it, whatever case and diacritics', () => {
    assert.deepEqual(names('NORR'), ['Norra hemtjänsten (A47)', 'Hemtjänst Norr (47110)']);
    assert.deepEqual(names('angs'), ['Ängsgården (48100)']);
    assert.equal(names('hemtjanst').at(-1), 'Norra hemtjänsten (A47)');
  });

  it('R68: also by ansvarskod, and by what stands in the field already', () => {
    assert.deepEqual(names('482'), ['Tallen (48200)', 'Tallen (48210)']);
    assert.deepEqual(names('a47'), ['Norra hemtjänsten (A47)']);
    assert.deepEqual(names('Tallen (48210)'), ['Tallen (48210)']);
  });
});
