import { z } from 'zod';
import { formatCaseId } from '../domain/case-id.ts';
import type { Case } from '../domain/case.ts';
import { findTask } from '../domain/evolve.ts';
import { listings, lists } from '../domain/lists.ts';
import { formatDay } from '../views/format.ts';
import { stateOf, type StateColor, taskState } from '../views/progress.ts';
import { render } from '../views/render.ts';
import { unknownButton } from './buttons.ts';
import { caseId } from './card-data.ts';
import { type Context, membership } from './context.ts';
import type { Card, Incoming, Reply } from './incoming.ts';
import { cardOf, maySeeSlot } from './show.ts';
import { readSlot } from './slot-ref.ts';
import { refusalText } from '../views/refusals.ts';
import { readAll, UnreadableRow, unreadableTexts } from './unreadable.ts';

/** The lists that a card can page through. What a list holds is read anew at each press, for the one who presses. */
type ListName = 'mine' | 'todo' | 'queue';

const perPage = 6;

const headings: Record<ListName, { heading: string; empty: string }> = {
  mine: { heading: 'Mina ärenden', empty: 'Du har inte beställt något.' },
  todo: {
    heading: 'Mina uppgifter',
    empty:
      'Inget väntar på ditt godkännande, och du har inte tagit något ärende. Det som ingen har tagit visas med ”öppna ärenden” i köns kanal.',
  },
  queue: { heading: 'Öppna ärenden', empty: 'Inga ärenden är öppna i den här kön.' },
};

/** One page of a list as a card; `queue` names the queue where the list is a queue's. */
export async function listCard(
  context: Context,
  name: ListName,
  { cursor, queue }: { cursor?: string; queue?: string } = {},
): Promise<Card> {
  const { services, incoming, rights } = context;
  const list = name === 'queue' ? lists.queue(queue ?? '') : lists[name](incoming.person.id);
  const page = await services.cases.list(list, { limit: perPage, ...(cursor ? { cursor } : {}) });
  const stored = await readAll(
    services.cases,
    page.entries.map(({ caseId: id }) => id),
  );
  const items: Item[] = [];
  for (const [index, { sort }] of page.entries.entries()) {
    const found = stored[index];
    if (found instanceof UnreadableRow) items.push(unreadableItem(found.caseId));
    if (found === undefined || found instanceof UnreadableRow) continue;
    // What the case itself says holds: an entry may have been left behind.
    const listing = listings(found.value).find((one) => one.list === list && one.sort === sort);
    // One who has left a team or a provider stands in lists until the case moves on. Asked in turn: Teams' yes is remembered.
    if (listing && (await maySeeSlot(context, found.value, listing.slot))) items.push(item(found.value, listing.slot));
  }
  const { heading, empty } = headings[name];
  return render('list', {
    sayHeading: heading,
    text: items.length === 0 && page.next === undefined && !rights.unreadable ? empty : '',
    // What only a right shows is missing, though it is there.
    notice: rights.unreadable ? unreadableTexts.rights : '',
    items,
    list: queue === undefined ? name : `${name}:${queue}`,
    more: page.next ?? '',
    first: cursor !== undefined && cursor !== '',
  });
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
  const { subject, systems, from } = c.application;
  const ref = readSlot(slot);
  const task = ref.kind === 'queue' ? findTask(c, ref.task) : undefined;
  const shown = task
    ? taskState(c, task)
    : ref.kind === 'approver'
      ? { text: 'Att godkänna', color: 'accent' as const }
      : undefined;
  const { state, stateColor } = stateOf(c);
  return {
    title: subject.name,
    state: shown ? shown.text : state,
    color: shown ? shown.color : stateColor,
    details: [
      task ? task.title : systems.map((system) => system.name).join(', '),
      from ? `från ${formatDay(from)}` : 'så snart som möjligt',
      formatCaseId(c.id),
    ].join(' · '),
    reference: formatCaseId(c.id),
    case: c.id,
    slot,
  };
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
  list: z.string().regex(/^(?:mine|todo|queue:[A-Za-z0-9]+)$/),
  cursor: z
    .string()
    .max(300)
    .regex(/^[\w.:!-]*$/),
});

/** Visa fler. */
export async function turnPage(context: Context<Incoming & { kind: 'execute' }>): Promise<Reply> {
  const parsed = pageData.safeParse(context.incoming.data);
  if (!parsed.success) return unknownButton;
  const [name, queue] = parsed.data.list.split(':');
  if (queue !== undefined) {
    const answer = await membership(context, queue, { fresh: false });
    if (answer !== 'yes') return { kind: 'notice', text: refusalText({ reason: answer }) };
  }
  return {
    kind: 'card',
    card: await listCard(context, name as ListName, {
      cursor: parsed.data.cursor,
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
