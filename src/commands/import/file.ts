import { namedAs } from '../../domain/file-name.ts';
import { render } from '../../views/render.ts';
import type { Context } from '../context.ts';
import type { FileParts } from '../file-ports.ts';
import { faultText } from '../files/words.ts';
import type { Attached, Incoming, Reply } from '../incoming.ts';
import { checkList } from './checked.ts';
import { decodeText } from './decode.ts';
import { previewRows } from './preview.ts';

const megabyte = 1024 * 1024;
const asCsv =
  'Öppna den i kalkylprogrammet, välj Spara som och CSV UTF-8, och skicka den nya filen. Rubrikraden ska stå överst.';

/** A list by its name, which alone says that it is to be read as one; what stands in it says whether it can be. */
export function isListName({ name }: Pick<Attached, 'name'>): boolean {
  return /\.(?:csv|tsv)$/i.test(name.trim());
}

/**
 * A list that an administrator attaches in the own chat: read and checked at once, and kept nowhere as a file. What was read lies
 * sealed, as with one that is pasted, until somebody says go.
 */
export async function importFile(
  context: Context<Incoming & { kind: 'files' }>,
  service: FileParts,
  attached: Attached,
): Promise<Reply> {
  const { profile } = context.services;
  const name = namedAs(attached.name);
  const fault = (text: string): Reply => ({ kind: 'notice', text: `${text} Inget är sparat.` });
  const fetched = await service.intake.fetch(attached.url, profile.files.maxMegabytes * megabyte);
  if ('fault' in fetched) return fault(faultText(fetched.fault, name, profile));
  if (fetched.kind === 'xlsx') return fault(`${name} är en arbetsbok från Excel och ingen CSV-fil. ${asCsv}`);
  const text = fetched.kind === 'other' ? decodeText(fetched.bytes) : undefined;
  if (text === undefined) return fault(`${name} går inte att läsa som en lista. ${asCsv}`);
  const checked = await checkList(context, text, { isFile: true });
  if ('fault' in checked) return fault(`${name}: ${checked.fault}`);
  const { list } = checked;
  const others = context.incoming.files.length - 1;
  const card = render('import-file', {
    entry: list.id,
    file: name,
    notice: [
      ...(list.permissions === 0 ? ['Det finns inget nytt att importera i listan.'] : []),
      ...(others > 0 ? ['Jag läser en lista i taget: skicka de andra filerna för sig.'] : []),
    ].join(' '),
    rows: previewRows(list),
    sayOpen: list.permissions > 0 ? 'Visa och importera' : 'Visa',
  });
  return { kind: 'message', summary: 'Listan är läst', card };
}
