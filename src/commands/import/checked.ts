import { dayOf } from '../../domain/calendar/days.ts';
import type { Finished } from '../../domain/case.ts';
import { type ImportList, permissionsIn, withoutKnown } from '../../domain/import-list.ts';
import type { Context } from '../context.ts';
import { batchesOf, casesOf } from './cases.ts';
import { checkLines } from './check.ts';
import { readList } from './csv.ts';

/** More would take longer than anybody is answered in. */
const mostRows = 5_000;
/** Faults that are kept to be shown; the rest come when these are mended. */
const mostFaults = 40;

/** A list read and checked, and kept until somebody says go; or why it cannot be read. */
export async function checkList(
  context: Context,
  text: string,
  { isFile = false }: { readonly isFile?: boolean } = {},
): Promise<{ readonly list: ImportList } | { readonly fault: string }> {
  const { services, incoming, now } = context;
  const read = readList(text);
  if ('fault' in read) return read;
  const rows = read.lines.length;
  if (rows > mostRows)
    return {
      fault: `Listan har ${rows} rader. Dela upp den på högst ${mostRows} rader i taget, med rubrikraden i varje del.`,
    };
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
    rows,
    faults: faults.length,
    batches: batches.length,
    cursor: 0,
    permissions: permissionsIn(cases),
    added: 0,
    known: 0,
    preview: {
      people: new Set(cases.map(({ application }) => application.subject.hash)).size,
      providers: [...new Set(cases.map(({ provider }) => provider.name))],
      known: permissionsIn(all) - permissionsIn(cases),
      faults: faults.slice(0, mostFaults),
    },
  };
  // What is wrong with a file is shown in a dialog of its own, where it is read from here.
  if (batches.length > 0 || isFile) await services.imports.stage(list, batches);
  return { list };
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
