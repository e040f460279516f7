import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Reply } from '../../src/commands/incoming.ts';
import { createBot } from '../../src/commands/bot.ts';
import { columns, readList } from '../../src/commands/import/csv.ts';
import { look } from '../../src/delivery/look.ts';
import { Secret } from '../../src/domain/secret.ts';
import { createEngine, type Engine } from '../support/engine.ts';
import { anna, birgit } from '../support/cases.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { createMemoryTable, type MemoryTable } from '../support/memory-table.ts';
import { personalChat } from '../support/services.ts';
import { wordsOf } from '../support/town.ts';

const heading = 'namn;personnummer;enhet;system;roll;fr.o.m.;t.o.m.;titel';
const kim = 'Kim Test;19900602-2397;Hemtjänst Norr;TES;Planerare;2025-05-01;;Undersköterska';

/** A valid personnummer that nobody has, one for each number. */
function numberOf(index: number): string {
  const nine = `90${String((index % 12) + 1).padStart(2, '0')}${String((Math.floor(index / 12) % 28) + 1).padStart(2, '0')}${String(100 + (Math.floor(index / 336) % 900)).padStart(3, '0')}`;
  const sum = [...nine].reduce((total, digit, at) => {
    const product = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return `19${nine.slice(0, 6)}-${nine.slice(6)}${(10 - (sum % 10)) % 10}`;
}

type House = {
  readonly engine: Engine;
  readonly table: MemoryTable;
  readonly check: (text: string) => Promise<Reply>;
  readonly lay: (entry: string) => Promise<Reply>;
  readonly as: (who: typeof anna) => (text: string) => Promise<Reply>;
};

/** With `alike`, another provider has units of the same names. */
async function open({ alike = false } = {}): Promise<House> {
  const table = createMemoryTable();
  const engine = await createEngine(table);
  const directory = createDirectory(table, { adminIds: [birgit.person.id], unreadable: engine.services.unreadable });
  const other = await directory.provider('annan-ab');
  if (!alike && other)
    await directory.saveProvider(other, { ...other.value, units: [] }, birgit.person, engine.services.now());
  const handle = createBot({ ...engine.services, directory });
  const submit = (data: object) =>
    handle({ ...personalChat(birgit.person), kind: 'submitDialog', data: { dialog: 'import', entry: '', ...data } });
  return {
    engine,
    table,
    check: (text) => submit({ press: 'check', list: text }),
    lay: (entry) => submit({ press: 'import', entry }),
    as:
      ({ person }) =>
      (text) =>
        handle({ ...personalChat(person), kind: 'message', text }),
  };
}

const entryOf = (reply: Reply): string => /"entry":"([0-9A-Z]{8})"/.exec(JSON.stringify(reply))?.[1] ?? '';

async function laid({ check, lay }: House, text: string): Promise<string> {
  return wordsOf(await lay(entryOf(await check(text))));
}

describe('commands/import', () => {
  it('lays in what people have, which then is theirs like any other permission, and tells nobody', async () => {
    const house = await open();
    const checked = await house.check(`${heading}\n${kim}\n${kim.replace('TES;Planerare', 'Treserva;')}`);
    assert.match(wordsOf(checked), /Nya behörigheter: 2, för 1 person[\s\S]*Rader med fel, tas inte med: 0/);
    assert.deepEqual(await house.engine.services.register.ofProvider('omsorg-ab'), []);
    assert.match(wordsOf(await house.lay(entryOf(checked))), /2 behörigheter är inlagda/);
    const held = await house.engine.services.register.ofProvider('omsorg-ab');
    assert.deepEqual(held.map(({ system }) => system.id).toSorted(), ['tes', 'treserva']);
    assert.equal(held[0]?.since.slice(0, 10), '2025-04-30');
    const [one] = held;
    assert.ok(one);
    assert.equal(
      Secret.open(
        house.engine.services.vault.open(one.person.personnummer, { caseId: one.case, field: 'personnummer' }),
      ),
      '19900602-2397',
    );
    await look(one.case, house.engine.ports);
    assert.equal(house.engine.teams.calls.create, 0);
    assert.match(wordsOf(await house.as(anna)('mina medarbetare')), /Kim Test[\s\S]*TES och Treserva/);
    assert.match(wordsOf(await house.as(anna)(`ärende ${one.case}`)), /Inlagd ur en lista – Birgit Beställare/);
    assert.doesNotMatch(wordsOf(await house.as(anna)('mina ärenden')), /Kim Test/);
  });

  it('changes nothing the second time, and gives nothing back that was ended since', async () => {
    const house = await open();
    await laid(house, `${heading}\n${kim}`);
    const written = (): number => house.table.rows().filter(({ key }) => /^(case|event)!/.test(key)).length;
    const rows = written();
    const again = await house.check(`${heading}\n${kim}`);
    assert.match(wordsOf(again), /inget nytt att importera[\s\S]*Finns redan, ändras inte: 1/);
    assert.doesNotMatch(JSON.stringify(again), /"press":"import"/);
    const [one] = await house.engine.services.register.ofProvider('omsorg-ab');
    assert.ok(one);
    const ended = { case: one.case, system: 'tes', by: 'X', at: house.engine.services.clock.now };
    await house.table.commit([{ put: `staff!omsorg-ab!${one.person.hash}!e.${one.case}.tes`, value: ended }]);
    assert.match(wordsOf(await house.check(`${heading}\n${kim}`)), /Finns redan, ändras inte: 1/);
    assert.equal(written(), rows);
  });

  it('takes five thousand rows, a batch at a time, and goes on where it was stopped', async () => {
    const house = await open();
    const people = Array.from({ length: 2500 }, (_, index) => numberOf(index));
    const lines = people.flatMap((number, index) => [
      `Person ${String.fromCharCode(65 + (index % 26))};${number};Hemtjänst Norr;TES;Planerare;;;`,
      `Person ${String.fromCharCode(65 + (index % 26))};${number};Hemtjänst Norr;Treserva;;;;`,
    ]);
    const checked = await house.check([heading, ...lines].join('\r\n'));
    assert.match(wordsOf(checked), /Nya behörigheter: 5000, för 2500 personer/);
    const { imports, clock } = house.engine.services;
    const id = entryOf(checked);
    assert.equal(await imports.start(id, clock.now), 'started');
    for (let batch = 0; batch < 20; batch++) await imports.advance(id, clock.now);
    house.table.afterNext('commit', () => {
      throw new Error('the answer is lost');
    });
    await assert.rejects(imports.advance(id, clock.now));
    house.table.beforeNext('commit', () => {
      throw new Error('nothing was written');
    });
    await assert.rejects(imports.advance(id, clock.now));
    while ((await look(`import.${id}`, house.engine.ports)).next !== undefined);
    const list = await imports.find(id);
    assert.deepEqual([list?.state, list?.added, list?.known], ['done', 5000, 0]);
    assert.equal((await house.engine.services.register.ofProvider('omsorg-ab')).length, 5000);
    assert.deepEqual(house.table.keys('importcases!', 'importcases~'), []);
    assert.deepEqual(house.table.keys('importing', 'importing~'), []);
  }).timeout(60_000);

  it('lays in one list at a time, whoever presses', async () => {
    const house = await open();
    const [first, second] = [await house.check(`${heading}\n${kim}`), await house.check(`${heading}\n${kim}`)];
    const { imports, clock } = house.engine.services;
    assert.equal(await imports.start(entryOf(first), clock.now), 'started');
    assert.match(wordsOf(await house.lay(entryOf(second))), /En annan lista läses in just nu/);
    assert.match(wordsOf(await house.lay(entryOf(first))), /1 behörighet är inlagd/);
    assert.match(wordsOf(await house.lay(entryOf(second))), /1 fanns redan/);
    assert.equal((await house.engine.services.register.ofProvider('omsorg-ab')).length, 1);
  });

  it('forgets after a day what nobody laid in', async () => {
    const house = await open();
    const id = entryOf(await house.check(`${heading}\n${kim}`));
    house.engine.pass({ days: 1 });
    await look(`import.${id}`, house.engine.ports);
    assert.match(wordsOf(await house.lay(id)), /Listan finns inte kvar/);
    assert.deepEqual(house.table.keys('importcases!', 'importcases~'), []);
  });

  const faulty: readonly (readonly [string, string, RegExp])[] = [
    ['a wrong personnummer', kim.replace('2397', '2398'), /Rad 2: Personnumret stämmer inte/],
    [
      'a personnummer that was made a number',
      kim.replace('19900602-2397', '1,99006E+11'),
      /gjort om personnumret till ett tal/,
    ],
    ['a personnummer among the titles', `${kim} 19900602-2397`, /Cellen titel ser ut att innehålla ett personnummer/],
    ['a formula', kim.replace('Kim Test', '=HYPERLINK("x")'), /Cellen namn är en formel/],
    ['a unit that is not there', kim.replace('Norr', 'Väst'), /Enheten finns inte/],
    ['a unit of two providers', kim, /Enheten finns på flera ställen/],
    ['a system that is not there', kim.replace('TES', 'TESS'), /Systemet finns inte/],
    [
      'a role that is not there',
      kim.replace('Planerare', 'Kung'),
      /Rollen finns inte i TES\. Välj något av: Omsorgspersonal/,
    ],
    ['a role where there is none', kim.replace('TES', 'Treserva'), /Treserva har ingen roll/],
    ['a date that is none', kim.replace('2025-05-01', '1 maj'), /Skriv fr\.o\.m\. så här/],
    ['an end that has passed', kim.replace(';;Under', ';2025-12-31;Under'), /T\.o\.m\. har passerat/],
    ['the same row twice', `${kim}\n${kim}`, /Rad 3: Samma som rad 2/],
  ];
  for (const [what, lines, expected] of faulty)
    it(`says of ${what} in which row it stands and what to do, and never a personnummer`, async () => {
      const house = await open({ alike: what.includes('two providers') });
      const reply = await house.check(`${heading}\n${lines}`);
      assert.match(wordsOf(reply), expected);
      assert.doesNotMatch(JSON.stringify(reply).replaceAll(/"list":"[^"]*"/g, ''), /19900602/);
    });

  it('is for administrators', async () => {
    const house = await open();
    assert.match(wordsOf(await house.as(anna)('importera')), /bara botens administratör/);
    assert.match(wordsOf(await house.as(birgit)('importera')), /Importera dem som redan har behörighet/);
  });

  it('reads what spreadsheets write: any sign between cells, any order, any case of the headings', () => {
    const cell = fc.stringMatching(/^[a-zåäö][a-zåäö ;,"\t]{0,10}[a-zåäö]$/);
    const sign = fc.constantFrom(';', ',', '\t');
    const names = Object.keys(columns) as (keyof typeof columns)[];
    const order = fc.shuffledSubarray(names, { minLength: names.length });
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        order,
        fc.array(fc.array(cell, { minLength: 12, maxLength: 12 }), { minLength: 1 }),
        sign,
        fc.boolean(),
        fc.constantFrom('\n', '\r\n'),
        (at, rows, between, bom, end) => {
          const headings = at.map((column) => columns[column][0].toUpperCase()).join(between);
          const lines = rows.map((row) => row.map(quoted).join(between));
          const read = readList(`${bom ? '\uFEFF' : ''}${[headings, ...lines].join(end)}`);
          assert.ok('lines' in read, JSON.stringify(read));
          assert.deepEqual(
            read.lines.map(({ cells }) => at.map((column) => cells[column])),
            rows,
          );
        },
      ),
    );
  });

  it('says what is missing in the heading, and what is there twice', () => {
    assert.match(JSON.stringify(readList('namn;enhet\nA;B')), /Rubrikraden saknar personnummer, system/);
    assert.match(JSON.stringify(readList(`${heading};namn\n${kim};x`)), /Kolumnen namn finns två gånger/);
    assert.match(JSON.stringify(readList('sep=;\r\n')), /Klistra in listan först/);
    const read = readList(`sep=;\r\n${heading}\r\n\r\n${kim}`);
    assert.deepEqual('lines' in read && read.lines.map(({ number }) => number), [4]);
  });
});

describe('commands/import: a list that comes as a file', () => {
  const bytesOf = {
    'UTF-8': (text: string) => Buffer.from(text, 'utf8'),
    'UTF-8 with its mark': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf8'),
    'Windows-1252': (text: string) => Buffer.from(text.replaceAll('€', '\x80').replaceAll('–', '\x96'), 'latin1'),
    'UTF-16': (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  } as const;
  const åsa = `${heading}\r\nÅsa Öberg;19900602-2397;Hemtjänst Söder;TES;Planerare;2025-05-01;–;Undersköterska\r\n`;

  async function sent(house: House, name: string, content: Buffer, who = birgit): Promise<Reply> {
    const { files } = house.engine.services;
    const url = `https://exempel-my.sharepoint.com/${name}`;
    files.links.set(url, content);
    const directory = createDirectory(house.table, {
      adminIds: [birgit.person.id],
      unreadable: house.engine.services.unreadable,
    });
    const handle = createBot({ ...house.engine.services, directory });
    return handle({ ...personalChat(who.person), kind: 'files', text: '', pictures: false, files: [{ name, url }] });
  }

  for (const [encoding, encode] of Object.entries(bytesOf))
    it(`is read in ${encoding}, as Excel in Sweden writes it, and is kept nowhere as a file`, async () => {
      const house = await open();
      const reply = await sent(house, 'lista.csv', encode(åsa));
      assert.match(wordsOf(reply), /Listan är läst[\s\S]*Nya behörigheter: 1, för 1 person/);
      assert.doesNotMatch(JSON.stringify(reply), /19900602|Öberg/, 'nothing of whom it is about stands in the chat');
      assert.equal(house.engine.services.files.stored.size, 0);
      assert.deepEqual(house.table.keys('upload!', 'upload~'), []);
      assert.match(wordsOf(await house.lay(entryOf(reply))), /1 behörighet är inlagd/);
      const [held] = await house.engine.services.register.ofProvider('omsorg-ab');
      assert.deepEqual([held?.person.name, held?.employment.unit.name], ['Åsa Öberg', 'Hemtjänst Söder']);
    });

  it('shows its faults by the row in the dialog, also where there is nothing to import', async () => {
    const house = await open();
    const directory = createDirectory(house.table, {
      adminIds: [birgit.person.id],
      unreadable: house.engine.services.unreadable,
    });
    const handle = createBot({ ...house.engine.services, directory });
    const reply = await sent(house, 'lista.csv', Buffer.from(`${heading}\n${kim.replace('2397', '2398')}`));
    assert.match(wordsOf(reply), /inget nytt att importera[\s\S]*Rader med fel, tas inte med: 1/);
    const data = { dialog: 'import', entry: entryOf(reply) };
    const dialog = await handle({ ...personalChat(birgit.person), kind: 'openDialog', data });
    assert.match(wordsOf(dialog), /Rad 2: Personnumret stämmer inte/);
    assert.match(
      wordsOf(await handle({ ...personalChat(anna.person), kind: 'openDialog', data })),
      /bara botens administratör/,
    );
    house.engine.pass({ days: 1 });
    await look(`import.${data.entry}`, house.engine.ports);
    assert.match(
      wordsOf(await handle({ ...personalChat(birgit.person), kind: 'openDialog', data })),
      /Listan finns inte kvar\. Skicka filen på nytt/,
    );
  });

  const zip = Buffer.concat([
    Buffer.from('PK\u0003\u0004'),
    Buffer.from(Array.from({ length: 300 }, (_, index) => index % 256)),
  ]);
  const bad: readonly (readonly [string, Buffer, RegExp])[] = [
    ['nothing in it', Buffer.alloc(0), /”lista\.csv” är tom/],
    ['thirty megabytes', Buffer.alloc(30 * 1024 * 1024, 'a;b\n'), /är större än 10 MB/],
    ['a zip by another name', zip, /går inte att läsa som en lista[\s\S]*Spara som och CSV UTF-8/],
    ['bytes that are no text', Buffer.from([0, 1, 2, 3, 4, 255, 254, 0]), /går inte att läsa som en lista/],
    ['a web page', Buffer.from('<html><body>Logga in</body></html>'), /går inte att läsa som en lista/],
    ['no heading', Buffer.from(kim), /Rubrikraden saknar namn, personnummer, enhet, system/],
    [
      'more rows than can be read at once',
      Buffer.from(`${heading}\n${`${kim}\n`.repeat(5001)}`),
      /5001 rader\. Dela upp/,
    ],
  ];
  for (const [what, content, expected] of bad)
    it(`with ${what} is refused with what to do, and keeps nothing`, async () => {
      const house = await open();
      const words = wordsOf(await sent(house, 'lista.csv', content));
      assert.match(words, expected);
      assert.match(words, /Inget är sparat\.$/);
      assert.deepEqual(house.table.keys('import', 'import~'), []);
      assert.equal(house.engine.services.files.stored.size, 0);
    });

  it('is an ordinary file of a kind that is not taken in, from anybody but an administrator', async () => {
    const house = await open();
    assert.match(
      wordsOf(await sent(house, 'lista.csv', Buffer.from(åsa), anna)),
      /av en sort som jag inte kan ta emot/,
    );
    assert.deepEqual(house.table.keys('import', 'import~'), []);
  });
});
