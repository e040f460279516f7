import { CsvError, parse } from 'csv-parse/sync';
import { fold } from '../../domain/text.ts';

/** The columns, with the ways their headings are written. The first is the one the template has. */
export const columns = {
  name: ['namn', 'för- och efternamn', 'medarbetare', 'person'],
  personnummer: ['personnummer', 'personnr', 'pnr', 'födelsenummer'],
  unit: ['enhet', 'arbetsplats', 'verksamhet'],
  costCode: ['ansvarskod', 'ansvar', 'kostnadsställe'],
  employmentType: ['anställningsform', 'anställning'],
  title: ['titel', 'tjänstetitel', 'befattning', 'yrke'],
  system: ['system', 'behörighet', 'verksamhetssystem'],
  role: ['roll', 'behörighetsroll'],
  from: ['fr.o.m.', 'från', 'from', 'startdatum', 'fr o m'],
  to: ['t.o.m.', 'till', 'slutdatum', 't o m'],
  userName: ['användarnamn', 'användare', 'användarid', 'inloggning'],
  provider: ['utförare', 'företag', 'bolag'],
} as const satisfies Record<string, readonly string[]>;
export type Column = keyof typeof columns;

export const required: readonly Column[] = ['name', 'personnummer', 'unit', 'system'];

/** One line of the list: its number as a spreadsheet shows it, and what stands in its cells. */
export type Line = { readonly number: number; readonly cells: Readonly<Record<Column, string>> };

/** The longest cell that is read, in characters. */
const longestCell = 300;

/** The lines of a list, or why it cannot be read as one. */
export function readList(text: string): { readonly lines: readonly Line[] } | { readonly fault: string } {
  // Excel writes it first to say what stands between the cells, and is the only one who understands it.
  const list = text.replace(/^\uFEFF?(?:sep=.\r?\n)?/, '');
  const skipped = text.length - list.length > 1 ? 1 : 0;
  if (list.trim() === '') return { fault: 'Klistra in listan först, med rubrikraden överst.' };
  const parsed = parseCells(list);
  if ('fault' in parsed) return parsed;
  const [heading, ...rows] = parsed.rows;
  const places = (heading?.cells ?? []).map(columnOf);
  const missing = required.filter((column) => !places.includes(column));
  if (missing.length > 0)
    return {
      fault: `Rubrikraden saknar ${missing.map((column) => columns[column][0]).join(', ')}. Den ska stå överst, som i mallen.`,
    };
  const twice = places.find((column, index) => column !== undefined && places.indexOf(column) < index);
  if (twice !== undefined) return { fault: `Kolumnen ${columns[twice][0]} finns två gånger. Ta bort den ena.` };
  return {
    lines: rows
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
      .map(({ number, cells }) => ({ number: number + skipped, cells: byColumn(places, cells) })),
  };
}

type Row = { readonly number: number; readonly cells: readonly string[] };

function parseCells(list: string): { rows: Row[] } | { fault: string } {
  try {
    const records = parse(list, {
      delimiter: delimiterOf(list),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    return { rows: records.map(({ record, info }) => ({ number: info.lines, cells: record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return {
      fault:
        'Listan gick inte att läsa: ett citattecken saknar sitt slut. Spara om den som CSV och klistra in den igen.',
    };
  }
}

/** What stands most often in the first line: Excel in Swedish writes semicolons, and cells that are copied have tabs. */
function delimiterOf(list: string): string {
  const [first = ''] = list.split('\n');
  const count = (sign: string): number => first.split(sign).length;
  return ['\t', ';', ','].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ';');
}

const byHeading = new Map(
  (Object.entries(columns) as [Column, readonly string[]][]).flatMap(([column, ways]) =>
    ways.map((way): [string, Column] => [plain(way), column]),
  ),
);

function columnOf(heading: string): Column | undefined {
  return byHeading.get(plain(heading));
}

function plain(heading: string): string {
  return fold(heading).replace(/[^a-z0-9]/g, '');
}

function byColumn(places: readonly (Column | undefined)[], cells: readonly string[]): Line['cells'] {
  const cellOf = (column: Column): string => {
    const place = places.indexOf(column);
    return place < 0 ? '' : (cells[place] ?? '').slice(0, longestCell);
  };
  const names = Object.keys(columns) as Column[];
  return Object.fromEntries(names.map((column) => [column, cellOf(column)])) as Record<Column, string>;
}
