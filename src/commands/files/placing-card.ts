import { dayOf } from '../../domain/calendar/days.ts';
import { fileDetails, fileLimits } from '../../views/files.ts';
import { formatDay } from '../../views/format.ts';
import { render } from '../../views/render.ts';
import type { Context } from '../context.ts';
import type { Card } from '../incoming.ts';
import { destinations } from './destinations.ts';
import { fileOf, type PlaceableUpload } from './uploads.ts';

type Shown = {
  readonly heading: string;
  readonly text: string;
  readonly notice?: string;
  readonly uploads?: readonly PlaceableUpload[];
  readonly choices?: readonly { readonly title: string; readonly value: string }[];
  readonly chosen?: string;
  /** A draft to go on with, or a case to look at. */
  readonly draft?: string;
  readonly caseId?: string;
};

/** Files that were sent, with what can be done about them. */
export function filesCard({ heading, text, notice = '', uploads = [], choices = [], ...more }: Shown): Card {
  const files = uploads.map(fileOf);
  return render('files', {
    sayHeading: heading,
    text,
    notice,
    lines: files.map((file) => ({ name: file.name, details: fileDetails(file) })),
    files: files.map(({ id }) => id).join(','),
    choices,
    chosen: more.chosen ?? '',
    sayThrow: files.length > 1 ? 'Släng filerna' : 'Släng filen',
    draft: more.draft ?? '',
    shownCase: more.caseId ?? '',
    can: { place: choices.length > 0, discard: files.length > 0 },
  });
}

/** Asks in which case or draft files belong; the only one is chosen already. */
export async function placingCard(
  context: Context,
  uploads: readonly PlaceableUpload[],
  { notice = '', mentioned = '' } = {},
): Promise<Card> {
  const choices = await destinations(context, mentioned);
  const several = uploads.length > 1;
  const first = uploads.map(({ value }) => value.expiresAt).sort()[0] ?? context.now;
  const until = formatDay(dayOf(first));
  const gone = several ? `Det du inte lägger någonstans raderas den ${until}.` : `Annars raderas den ${until}.`;
  const none = `Du har inget öppet ärende och ingen ansökan på gång. Börja på en med ”ny behörighet” och skriv sedan ”mina filer”. ${gone}`;
  return filesCard({
    heading: several ? `${uploads.length} filer är mottagna` : 'Filen är mottagen',
    text: choices.length === 0 ? none : `${several ? 'Välj var de hör hemma.' : 'Välj var den hör hemma.'} ${gone}`,
    notice,
    uploads,
    choices,
    chosen: choices.length === 1 ? (choices[0]?.value ?? '') : '',
  });
}

/** How files are sent, for whoever has none waiting. */
export function howToCard({ services }: Context): Card {
  return filesCard({
    heading: 'Mina filer',
    text: `Inga filer väntar. Skicka en fil till mig här i chatten, med gemet under skrivrutan, så frågar jag var den hör hemma. Jag tar emot ${fileLimits(services.profile)}.`,
  });
}
