import { z } from 'zod';
import { render } from '../../views/render.ts';
import { onlyAdmins } from '../admin/only-admins.ts';
import { unknownButton } from '../buttons.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { sealedLink } from '../files/sealed-link.ts';
import { fileService } from '../files/uploads.ts';
import { billOf, isToCome } from './bill.ts';
import { billCsv } from './csv.ts';
import { monthOfData } from './data.ts';
import { monthText } from './month.ts';

const partData = z.object({ part: z.coerce.number().int().min(0).max(10_000).default(0) });

/** Characters of the file in one dialog, which may weigh 28 KB. */
const longestPart = 9_000;

/** Hämta filen: the lines as CSV, by a link that is good for a while, and to be copied where it cannot be followed. */
export const billingFile: Dialog = { open: show, submit: show };

async function show(context: Context<Incoming & { data: unknown }>): Promise<Reply> {
  const refused = onlyAdmins(context);
  if (refused) return refused;
  const month = monthOfData(context.incoming.data);
  const part = partData.safeParse(context.incoming.data).data?.part ?? 0;
  if (month === undefined || isToCome(context, month)) return unknownButton;
  const shown = await billOf(context, month);
  if (shown.kind === 'unreadable') return { kind: 'notice', text: 'Månaden går inte att läsa just nu.' };
  const parts = inParts(billCsv(shown.bill));
  const csv = parts[part];
  if (csv === undefined) return unknownButton;
  const card = render('billing-file-dialog', {
    month,
    sayHeading: `Debitering ${monthText(month)}${shown.kind === 'provisional' ? ', preliminär' : ''}`,
    link: fileService(context.services) ? sealedLink(context, { kind: 'bill', month }) : '',
    text: `${fileService(context.services) ? 'Hämta filen och öppna den i Excel. Länken gäller i fem minuter och är din: dela den inte. Går den inte att hämta: kopiera' : 'Kopiera'} allt i rutan, klistra in det i en tom textfil och spara den som debitering-${month}.csv (UTF-8).${parts.length > 1 ? ' Klistra in delarna efter varandra.' : ''}`,
    sayLabel: parts.length > 1 ? `Del ${part + 1} av ${parts.length}` : 'Filens innehåll',
    csv,
    next: part + 1 < parts.length ? part + 1 : 0,
  });
  return { kind: 'dialog', title: 'Debitering', size: 'large', card };
}

/** Whole lines, as many as fit. */
function inParts(csv: string): string[] {
  const parts = [''];
  for (const line of csv.split(/(?<=\n)/)) {
    const last = parts.at(-1) ?? '';
    if (last !== '' && last.length + line.length > longestPart) parts.push(line);
    else parts[parts.length - 1] = last + line;
  }
  return parts;
}
