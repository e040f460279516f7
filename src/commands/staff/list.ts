import { z } from 'zod';
import { dayOf } from '../../domain/calendar/days.ts';
import type { Provider } from '../../domain/directory.ts';
import type { Day } from '../../domain/person.ts';
import { containsPersonnummer } from '../../domain/personnummer.ts';
import { changeOf, nextEnd, searchStaff, type StaffMember, staffOf, unitsOf } from '../../domain/staff.ts';
import { cleanLine } from '../../domain/text.ts';
import { enumerate, formatDay } from '../../views/format.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { unknownButton } from '../buttons.ts';
import { typed } from '../card-data.ts';
import type { Context } from '../context.ts';
import type { Card, Incoming, Reply } from '../incoming.ts';
import { menu } from '../menu.ts';
import type { Phrase } from '../phrase.ts';
import { unreadableTexts } from '../unreadable.ts';

/** A card weighs at most 28 KB. */
const perCard = 12;
/** A search is of use where there is more than a screen of people. */
const fewest = 6;
/** A line of a person, in characters. */
const longestLine = 240;

/** `mina medarbetare`: who has what at the own provider. */
export const myStaff: Phrase = {
  words: 'mina medarbetare',
  also: ['medarbetare', 'medarbetarna', 'vem har vad'],
  where: 'personal',
  forManagers: true,
  help: 'Se vilka behörigheter dina medarbetare har, och vad som är på gång.',
  run: async (context) => {
    const [first] = context.rights.managerOf;
    if (first === undefined)
      return menu(context, {
        heading: 'Du har inga medarbetare här',
        text: context.rights.unreadable ? unreadableTexts.rights : refusalText({ reason: 'noOrderingRight' }),
        contacts: true,
      });
    const card = await staffCard(context, first, { offset: 0, search: '' });
    return { kind: 'message', summary: 'Mina medarbetare', card };
  },
};

const pageData = z.object({ entry: z.string().max(60), offset: z.int().min(0).max(100_000) });

/** Sök, Visa fler, Till början and Byt utförare: read anew at each press, for the one who presses. */
export async function staffPage(context: Context<Incoming & { kind: 'execute' }>): Promise<Reply> {
  const parsed = pageData.safeParse(context.incoming.data);
  const own = context.rights.managerOf;
  const providerId = parsed.success ? typed(context.incoming, 'provider') || parsed.data.entry : '';
  if (!parsed.success || context.incoming.place.kind !== 'personal' || !own.includes(providerId)) return unknownButton;
  const search = cleanLine(typed(context.incoming, 'search')).slice(0, 100);
  // Another provider's list begins at its beginning.
  const offset = providerId === parsed.data.entry ? parsed.data.offset : 0;
  return { kind: 'card', card: await staffCard(context, providerId, { offset, search }) };
}

type View = { readonly offset: number; readonly search: string };

async function staffCard({ services, rights, now }: Context, providerId: string, view: View): Promise<Card> {
  const [own, known] = await Promise.all([
    Promise.all(rights.managerOf.map((id) => services.directory.provider(id))),
    services.register.known(providerId),
  ]);
  const today = dayOf(now);
  const staff = staffOf(known, today);
  // The field is left empty: what was typed in it stays in the chat.
  const isNumber = containsPersonnummer(view.search);
  const search = isNumber ? '' : view.search;
  const found = searchStaff(staff, search);
  const offset = view.offset < found.length ? view.offset : 0;
  const shown = found.slice(offset, offset + perCard);
  const end = offset + shown.length;
  const providers = own.flatMap((one) => one?.value ?? []);
  return render('staff', {
    notice: isNumber ? 'Sök på namn. Skriv inga personnummer här i chatten.' : '',
    sayHeading: 'Mina medarbetare',
    text: countText(
      providers.find(({ id }) => id === providerId),
      found.length,
      offset,
      end,
      search,
    ),
    provider: providerId,
    providers: providers.map(({ id, name }) => ({ id, name })),
    search,
    can: { search: staff.length >= fewest },
    items: shown.map((member) => ({ ...line(member, today), entry: providerId, person: member.hash })),
    more: end < found.length ? end : 0,
    first: offset > 0,
  });
}

function countText(provider: Provider | undefined, count: number, offset: number, end: number, search: string): string {
  const where = provider?.name ?? '';
  if (count === 0 && search !== '') return `${where}: ingen heter något med ”${search}”.`;
  if (count === 0)
    return `${where}: ingen har någon behörighet som är beställd här. Skriv ”ny behörighet” för att ansöka.`;
  const people = count === 1 ? 'en person' : `${count} personer`;
  return count > perCard ? `${where}: ${offset + 1}–${end} av ${people}` : `${where}: ${people}`;
}

/** Where and what, and what is about to happen. */
function line(member: StaffMember, today: Day): { name: string; mark: string; details: string } {
  const { name, held, underWay } = member;
  const systems = [...new Set(held.map(({ system }) => system.name))];
  const units = unitsOf(member).map((unit) => unit.name);
  const ordered = [...new Set(underWay.filter(({ purpose }) => purpose === 'give').flatMap((one) => one.systems))];
  const names = [...new Set(ordered.map((system) => system.name))];
  const details = [
    enumerate(units),
    systems.length > 0 ? enumerate(systems) : 'har inget än',
    ...(names.length > 0 ? [`${enumerate(names)} är beställt`] : []),
  ].join(' · ');
  return { name, mark: markOf(member, today), details: details.slice(0, longestLine) };
}

function markOf({ held, underWay }: StaffMember, today: Day): string {
  if (held.some((one) => changeOf(one, underWay) === 'removed')) return 'avslutas';
  const end = nextEnd(held);
  if (end === undefined) return '';
  return end === today ? 'slutar i dag' : `slutar ${formatDay(end)}`;
}
