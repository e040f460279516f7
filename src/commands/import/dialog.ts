import { z } from 'zod';
import { dayOf } from '../../domain/calendar/days.ts';
import { type ImportList, permissionsIn, withoutKnown } from '../../domain/import-list.ts';
import type { Finished } from '../../domain/case.ts';
import { render } from '../../views/render.ts';
import { onlyAdmins } from '../admin/only-admins.ts';
import { counted } from '../admin/words.ts';
import { unknownButton } from '../buttons.ts';
import { caseId } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { batchesOf, casesOf } from './cases.ts';
import { checkLines, type RowFault } from './check.ts';
import { columns, readList } from './csv.ts';

type Pressed = Context<Incoming & { data: unknown }>;

/** Faults that are shown at once; the rest come when these are mended. */
const mostFaults = 40;
/** What a dialog gives back at most: Teams shows none that weighs more. */
const longestShown = 15_000;
/** How long whoever pressed waits for it to be done; the rest goes on without them. */
const patienceMs = 2000;

const pressData = z.object({ press: z.enum(['check', 'import', 'again']), entry: z.union([caseId, z.literal('')]) });
const listText = z.object({ list: z.string() });

/** Those who have access today, so that the register starts true: read and shown, and laid in when that is confirmed. */
export const importDialog: Dialog = {
  open: async (context) => onlyAdmins(context) ?? showEmpty('', ''),
  submit: async (context) => {
    const refused = onlyAdmins(context);
    if (refused) return refused;
    const parsed = pressData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    if (parsed.data.press === 'import') return layIn(context, parsed.data.entry);
    return parsed.data.press === 'again' ? showEmpty('', '') : check(context);
  },
};

async function check(context: Pressed): Promise<Reply> {
  const { services, incoming, now } = context;
  const text = listText.safeParse(incoming.data).data?.list ?? '';
  const read = readList(text);
  if ('fault' in read) return showEmpty(text, read.fault);
  const providers = (await services.directory.providers()).filter(({ unreadable }) => unreadable !== true);
  const { access, faults } = checkLines(read.lines, { profile: services.profile, providers, today: dayOf(now) });
  const id = services.newCaseId();
  const all = casesOf(context, id, access);
  const cases = await newOf(context, all);
  const batches = batchesOf(cases);
  const list: ImportList = {
    id,
    by: incoming.person,
    at: now,
    state: 'checked',
    rows: read.lines.length,
    faults: faults.length,
    batches: batches.length,
    cursor: 0,
    permissions: permissionsIn(cases),
    added: 0,
    known: 0,
  };
  if (batches.length > 0) await services.imports.stage(list, batches);
  return showChecked(list, cases, permissionsIn(all) - permissionsIn(cases), faults);
}

/** Without what the register has already: one look at each provider that the list is about. */
async function newOf({ services }: Context, cases: readonly Finished[]): Promise<Finished[]> {
  const ids = [...new Set(cases.map(({ provider }) => provider.id))];
  const held = new Map<string, Awaited<ReturnType<typeof services.register.ofProvider>>>();
  for (const id of ids)
    for (const one of await services.register.ofProvider(id)) {
      const key = `${id} ${one.person.hash}`;
      held.set(key, [...(held.get(key) ?? []), one]);
    }
  return cases.flatMap((c) => withoutKnown(c, held.get(`${c.provider.id} ${c.application.subject.hash}`) ?? []) ?? []);
}

/** Importera: pressed twice, the second press finds it begun. */
async function layIn(context: Pressed, id: string): Promise<Reply> {
  const { imports, now, nudge } = context.services;
  const started = id === '' ? 'gone' : await imports.start(id, context.now);
  if (started === 'busy')
    return { kind: 'notice', text: 'En annan lista läses in just nu. Vänta tills den är klar, och tryck igen.' };
  if (started === 'gone')
    return { kind: 'notice', text: 'Listan finns inte kvar. Skriv ”importera” och klistra in den på nytt.' };
  nudge();
  const until = Date.parse(now()) + patienceMs;
  while (Date.parse(now()) < until && (await imports.find(id))?.state === 'running') await imports.advance(id, now());
  const list = await imports.find(id);
  return {
    kind: 'notice',
    text:
      list?.state === 'done'
        ? `Klart: ${counted(list.added, 'behörighet är inlagd', 'behörigheter är inlagda')}. ${list.known > 0 ? `${list.known} fanns redan.` : ''}`.trim()
        : 'Listan läses in. Det går vidare av sig självt; skriv ”importera” för att se hur långt det har kommit.',
  };
}

const example = [
  Object.values(columns)
    .map(([heading]) => heading)
    .join(';'),
  'Kim Exempel;ååååmmdd-xxxx;Hemtjänst Norr;47110;Tillsvidareanställning;Undersköterska;TES;Omsorgspersonal;2024-05-01;;dei12345;',
].join('\n');

function showEmpty(text: string, notice: string): Reply {
  const isLong = text.length > longestShown;
  return show({
    entry: '',
    notice: isLong ? `${notice} Listan är för lång för att visas igen; klistra in den på nytt.` : notice,
    text: 'Klistra in listan ur kalkylprogrammet, med rubrikraden. En rad för varje system som en person har. Ingenting skrivs förrän du har sett resultatet och tryckt på Importera. Är listan lång: dela upp den på ungefär 1 500 rader i taget.',
    list: isLong ? '' : text,
    example,
    rows: [],
    faults: [],
    can: { paste: true, import: false },
  });
}

function showChecked(list: ImportList, cases: readonly Finished[], known: number, faults: readonly RowFault[]): Reply {
  const people = new Set(cases.map(({ application }) => application.subject.hash)).size;
  const providers = new Set(cases.map(({ provider }) => provider.name));
  const left = faults.length - mostFaults;
  return show({
    entry: list.id,
    notice: list.permissions === 0 ? 'Det finns inget nytt att importera i listan.' : '',
    text: '',
    list: '',
    example: '',
    rows: [
      { label: 'Rader i listan', value: String(list.rows) },
      { label: 'Nya behörigheter', value: `${list.permissions}, för ${counted(people, 'person', 'personer')}` },
      { label: 'Utförare', value: [...providers].join(', ') || '–' },
      { label: 'Finns redan, ändras inte', value: String(known) },
      { label: 'Rader med fel, tas inte med', value: String(faults.length) },
    ],
    faults: [
      ...faults.slice(0, mostFaults).map(({ number, text }) => ({ label: `Rad ${number}`, value: text })),
      ...(left > 0 ? [{ label: 'Och', value: `${left} rader till med fel.` }] : []),
    ],
    can: { paste: false, import: list.permissions > 0 },
  });
}

function show(data: Readonly<Record<string, unknown>>): Reply {
  return { kind: 'dialog', title: 'Importera', size: 'large', card: render('import-dialog', data) };
}
