import { monthOf } from './data.ts';
import type { Services } from '../services.ts';
import { readBill } from './bill.ts';
import { billCsv } from './csv.ts';

type Download = { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };

/** The file of a month, as it is when the link is followed, for whoever is an administrator then. */
export async function fetchBill(
  services: Services,
  wanted: { readonly month: string; readonly personId: string },
): Promise<Download | undefined> {
  const month = monthOf(wanted.month);
  const { admin } = await services.directory.rights(wanted.personId);
  const shown = month === undefined || !admin ? undefined : await readBill(services, month);
  if (month === undefined || shown === undefined || shown.kind === 'unreadable') return undefined;
  const name = `debitering-${month}${shown.kind === 'provisional' ? '-preliminär' : ''}.csv`;
  return { name, mime: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(billCsv(shown.bill)) };
}
