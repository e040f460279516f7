import type { ImportList } from '../../domain/import-list.ts';
import { render } from '../../views/render.ts';
import { counted } from '../admin/words.ts';
import type { Reply } from '../incoming.ts';
import { columns } from './csv.ts';

/** What a dialog gives back at most: Teams shows none that weighs more. */
const longestShown = 15_000;

type Row = { readonly label: string; readonly value: string };

/** What a checked list holds. A list of an earlier version says less. */
export function previewRows({ rows, permissions, faults, preview }: ImportList): Row[] {
  const people = preview ? `, för ${counted(preview.people, 'person', 'personer')}` : '';
  return [
    { label: 'Rader i listan', value: String(rows) },
    { label: 'Nya behörigheter', value: `${permissions}${people}` },
    { label: 'Utförare', value: preview?.providers.join(', ') || '–' },
    { label: 'Finns redan, ändras inte', value: String(preview?.known ?? 0) },
    { label: 'Rader med fel, tas inte med', value: String(faults) },
  ];
}

const example = [
  Object.values(columns)
    .map(([heading]) => heading)
    .join(';'),
  'Kim Exempel;ååååmmdd-xxxx;Hemtjänst Norr;47110;Tillsvidareanställning;Undersköterska;TES;Omsorgspersonal;2024-05-01;;dei12345;',
].join('\n');

export function showEmpty(text: string, notice: string): Reply {
  const isLong = text.length > longestShown;
  return show({
    entry: '',
    notice: isLong ? `${notice} Listan är för lång för att visas igen; klistra in den på nytt.` : notice,
    text: 'Klistra in listan ur kalkylprogrammet, med rubrikraden. En rad för varje system som en person har. Ingenting skrivs förrän du har sett resultatet och tryckt på Importera. Är listan längre än ungefär 1 500 rader: spara den som CSV och skicka filen till mig i chatten.',
    list: isLong ? '' : text,
    example,
    rows: [],
    faults: [],
    can: { paste: true, import: false },
  });
}

export function showChecked(list: ImportList): Reply {
  const faults = list.preview?.faults ?? [];
  const left = list.faults - faults.length;
  return show({
    entry: list.id,
    notice: list.permissions === 0 ? 'Det finns inget nytt att importera i listan.' : '',
    text: '',
    list: '',
    example: '',
    rows: previewRows(list),
    faults: [
      ...faults.map(({ number, text }) => ({ label: `Rad ${number}`, value: text })),
      ...(left > 0 ? [{ label: 'Och', value: `${left} rader till med fel.` }] : []),
    ],
    can: { paste: false, import: list.permissions > 0 },
  });
}

function show(data: Readonly<Record<string, unknown>>): Reply {
  return { kind: 'dialog', title: 'Importera', size: 'large', card: render('import-dialog', data) };
}
