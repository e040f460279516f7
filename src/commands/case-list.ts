import { z } from 'zod';
import { formatCaseId } from '../domain/case-id.ts';
import type { Case } from '../domain/case.ts';
import { findTask } from '../domain/evolve.ts';
import { lists } from '../domain/lists.ts';
import { ownerOf } from '../domain/owner.ts';
import { isTerminating } from '../domain/terminating.ts';
import { formatDay } from '../views/format.ts';
import { stateOf, type StateColor, taskState } from '../views/progress.ts';
import { render } from '../views/render.ts';
import { systemNames } from '../views/termination.ts';
import { titleOf } from '../views/words.ts';
import { unknownButton } from './buttons.ts';
import { caseId } from './card-data.ts';
import { type Context, membership } from './context.ts';
import type { Card, Incoming, Reply } from './incoming.ts';
import { listPage } from './list-page.ts';
import { cardOf, maySeeSlot } from './show.ts';
import { readSlot } from './slot-ref.ts';
import { refusalText } from '../views/refusals.ts';
import { UnreadableRow, unreadableTexts } from './unreadable.ts';

/** The lists that a card can page through. What a list holds is read anew at each press, for the one who presses. */
type ListName = 'mine' | 'todo' | 'queue';

const headings: Record<ListName, { heading: string; empty: string }> = {
  mine: { heading: 'Mina ärenden', empty: 'Du har inte beställt något.' },
  todo: {
    heading: 'Mina uppgifter',
    empty:
      'Inget väntar på ditt godkännande, och du har inte tagit något ärende. Det som ingen har tagit visas med ”öppna ärenden” i köns kanal.',
  },
  queue: { heading: 'Öppna ärenden', empty: 'Inga ärenden är öppna i den här kön.' },
};

/** Where another page begins. */
type At = { readonly cursor?: string; readonly queue?: string; readonly provider?: string };

/** Before every entry of a list. */
const beginning = '0';

/** One page of a list as a card. `queue` and `provider` name whose list it is, where it is not the asker's own. */
export async function listCard(context: Context, name: ListName, at: At = {}): Promise<Card> {
  const { rights } = context;
  const pages = await pagesOf(context, name, at);
  const items = pages.flatMap((page) => page.items);
  const more = pages.at(-1)?.next;
  const { heading, empty } = headings[name];
  return render('list', {
    sayHeading: heading,
    text: items.length === 0 && more === undefined && !rights.unreadable ? empty : '',
    // What only a right shows is missing, though it is there.
    notice: rights.unreadable ? unreadableTexts.rights : '',
    items,
    list: more?.list ?? listId(name, at),
    more: more?.cursor ?? '',
    first: at.provider !== undefined || (at.cursor !== undefined && at.cursor !== ''),
    start: listId(name, at.queue === undefined ? {} : { queue: at.queue }),
  });
}

function listId(name: ListName, { queue, provider }: At): string {
  if (provider !== undefined) return `ours:${provider}`;
  return queue === undefined ? name : `${name}:${queue}`;
}

type Page = { readonly items: readonly Item[]; readonly next?: { readonly list: string; readonly cursor: string } };

/** Own cases come first; after the last of them those of the colleagues, which go on without whoever is away or has left. */
async function pagesOf(context: Context, name: ListName, at: At): Promise<Page[]> {
  const { person } = context.incoming;
  const { managerOf } = context.rights;
  if (at.provider !== undefined) return [await oursPage(context, at.provider, at.cursor ?? '')];
  const list = name === 'queue' ? lists.queue(at.queue ?? '') : lists[name](person.id);
  const { items, next } = await listPage(context, list, at.cursor ?? '', () => true);
  const own = items.map(({ c, slot }) => (c instanceof UnreadableRow ? unreadableItem(c.caseId) : item(c, slot)));
  if (next !== undefined) return [{ items: own, next: { list: listId(name, at), cursor: next } }];
  const [first] = name === 'mine' ? managerOf : [];
  return first === undefined ? [{ items: own }] : [{ items: own }, await oursPage(context, first, '')];
}

/** The open cases of a provider that are others' than the asker's own; after the last the next provider's. */
async function oursPage(context: Context, provider: string, cursor: string): Promise<Page> {
  const { person } = context.incoming;
  const { managerOf } = context.rights;
  const { items, next } = await listPage(context, lists.provider(provider), cursor, (c) => ownerOf(c).id !== person.id);
  const shown = items.map(({ c, slot }): Item => {
    if (c instanceof UnreadableRow) return unreadableItem(c.caseId);
    const one = item(c, slot);
    return { ...one, details: `${one.details} · ansvarig: ${ownerOf(c).name}` };
  });
  if (next !== undefined) return { items: shown, next: { list: `ours:${provider}`, cursor: next } };
  const following = managerOf[managerOf.indexOf(provider) + 1];
  const isLast = following === undefined || !managerOf.includes(provider);
  return isLast ? { items: shown } : { items: shown, next: { list: `ours:${following}`, cursor: beginning } };
}

type Item = {
  readonly title: string;
  readonly state: string;
  readonly color: StateColor;
  readonly details: string;
  readonly reference: string;
  readonly case: string;
  readonly slot: string;
};

function item(c: Case, slot: string): Item {
  const { subject } = c.application;
  const ref = readSlot(slot);
  const task = ref.kind === 'queue' ? findTask(c, ref.task) : undefined;
  const shown = task
    ? taskState(c, task)
    : ref.kind === 'approver'
      ? { text: approvalText(c, ref.round), color: 'accent' as const }
      : undefined;
  const { state, stateColor } = stateOf(c);
  return {
    title: subject.name,
    state: shown ? shown.text : state,
    color: shown ? shown.color : stateColor,
    details: [task ? task.title : systemNames(c).join(', ') || titleOf(c.terms), whenOf(c), formatCaseId(c.id)].join(
      ' · ',
    ),
    reference: formatCaseId(c.id),
    case: c.id,
    slot,
  };
}

function whenOf(c: Case): string {
  if (isTerminating(c)) return `sista dag ${formatDay(c.termination.lastDay)}`;
  const { from } = c.application;
  return from ? `från ${formatDay(from)}` : 'så snart som möjligt';
}

function approvalText(c: Case, round: number): string {
  const { insteadOf } = c.attestations.find((one) => one.round === round) ?? {};
  return insteadOf ? `Att godkänna i stället för ${insteadOf.person.name}` : 'Att godkänna';
}

function unreadableItem(id: string): Item {
  return {
    title: `Ärende ${formatCaseId(id)}`,
    state: 'går inte att läsa just nu',
    color: 'attention',
    details: 'Det är anmält till botens administratör.',
    reference: formatCaseId(id),
    case: id,
    slot: '',
  };
}

const pageData = z.object({
  list: z.string().regex(/^(?:mine|todo|queue:[A-Za-z0-9]+|ours:[a-z0-9-]{1,60})$/),
  cursor: z
    .string()
    .max(300)
    .regex(/^[\w.:!-]*$/),
});

/** Visa fler. */
export async function turnPage(context: Context<Incoming & { kind: 'execute' }>): Promise<Reply> {
  const parsed = pageData.safeParse(context.incoming.data);
  if (!parsed.success) return unknownButton;
  const [name, whose] = parsed.data.list.split(':');
  const { cursor } = parsed.data;
  if (name === 'ours') {
    // Card data can be forged; which provider's cases may be seen is asked of each case, too.
    if (whose === undefined || !context.rights.managerOf.includes(whose)) return unknownButton;
    return { kind: 'card', card: await listCard(context, 'mine', { cursor, provider: whose }) };
  }
  const queue = whose;
  if (queue !== undefined) {
    const answer = await membership(context, queue, { fresh: false });
    if (answer !== 'yes') return { kind: 'notice', text: refusalText({ reason: answer }) };
  }
  return {
    kind: 'card',
    card: await listCard(context, name as ListName, {
      cursor,
      ...(queue === undefined ? {} : { queue }),
    }),
  };
}

const showData = z.object({ case: caseId, slot: z.string().max(120) });

/** Visa: a case out of a list, as the one who presses may see it. */
export async function showCase(context: Context<Incoming & { kind: 'execute' }>): Promise<Reply> {
  const parsed = showData.safeParse(context.incoming.data);
  if (!parsed.success) return unknownButton;
  const c = (await context.services.cases.read(parsed.data.case))?.value;
  const card =
    c && (await maySeeSlot(context, c, parsed.data.slot)) ? cardOf(c, parsed.data.slot, { copy: true }) : undefined;
  return card ? { kind: 'card', card } : { kind: 'notice', text: refusalText({ reason: 'unknownCase' }) };
}
