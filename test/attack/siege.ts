import { anna, bertil, david, hanna, itQueue } from '../../local/people.ts';
import type { Dialog, LocalTeams, Person, Shown, User } from '../../local/teams/index.ts';
import {
  ask,
  begin,
  cardOf,
  explain,
  finish,
  labelled,
  next,
  open,
  order,
  startCard,
  toSummary,
} from '../support/walk.ts';
import { openTown, type Town } from './town.ts';

export type Activity = Readonly<Record<string, unknown>>;
/** Something that may reach the bot, true in every part, with where it was said. */
export type Base = { readonly name: string; readonly chatId: string; readonly type: string; readonly more: Activity };

/** The bot in the local mode with people, cases in every state, and all that their cards and dialogs can send. */
export type Siege = Town & {
  readonly bases: readonly Base[];
  readonly as: (base: Base, person: Person) => Activity;
};

export async function openSiege(connectionString: string): Promise<Siege> {
  const town = await openTown(connectionString);
  try {
    const bases = [...(await buttons(town.teams)), ...said(), ...others()];
    await town.settled();
    return {
      ...town,
      bases,
      as: ({ chatId, type, more }, person) => {
        const place = town.teams.world.place(chatId === '' ? `a:${person.id}` : chatId);
        if (!place) throw new Error(`No chat ${chatId}`);
        return town.teams.activities.base(type, person, place, more);
      },
    };
  } catch (error) {
    await town.close();
    throw error;
  }
}

const invoke = (name: string, value: unknown, chatId = ''): Base => ({
  name,
  chatId,
  type: 'invoke',
  more: { name, value, replyToId: '1772438400001' },
});

/** Leads cases as far as they go, and gathers what every button on the way carries. */
async function buttons(teams: LocalTeams): Promise<Base[]> {
  const manager = teams.as(anna.id);
  const approver = teams.as(bertil.id);
  const caseworker = teams.as(david.id);
  const admin = teams.as(hanna.id);
  const dialogs: Dialog[] = [];
  const cards: Shown[] = [];
  /** The buttons that open something are `Action.Submit`, and those that act at once are not. */
  const openAll = async (user: User, card: Shown): Promise<void> => {
    const titles = submits(card.card);
    const clear = titles.filter((title) => titles.indexOf(title) === titles.lastIndexOf(title));
    for (const title of clear) dialogs.push(await open(user, card, title));
  };

  const asked = await order(manager, { approver: bertil.name });
  const toApprove = await cardOf(approver, asked, 'Ansökan att godkänna');
  await openAll(approver, toApprove);
  await openAll(manager, await cardOf(manager, asked, 'Ansökan om behörighet'));
  const questioned = await order(manager, { approver: bertil.name });
  await explain(approver, await cardOf(approver, questioned, 'Ansökan att godkänna'), 'Begär komplettering', 'Varför?');
  await openAll(manager, await cardOf(manager, questioned, 'Begäran om komplettering'));

  const given = await order(manager, { systems: ['Treserva', 'TES'] });
  const account = { in: itQueue };
  await finish(caseworker, await cardOf(caseworker, given, 'Konto och ansvarskod', account), {
    userName: 'dei-kim',
    password: 'Lingon-2',
  });
  await openAll(manager, await cardOf(manager, given, 'Inloggningsuppgifter: Konto och ansvarskod'));
  const queued = await order(manager);
  const task = await cardOf(caseworker, queued, 'Konto och ansvarskod', account);
  await openAll(caseworker, task);
  await caseworker.press(task, 'Ta ärendet');

  cards.push(await startCard(manager));
  const first = await begin(manager);
  const summary = await toSummary(first);
  dialogs.push(
    first,
    summary,
    await next(await begin(manager)),
    summary.fill({ [labelled(summary, 'Godkänns av')]: bertil.name }),
  );
  for (const phrase of ['mina ärenden', 'hjälp'] as const)
    cards.push(await ask(manager, phrase, phrase === 'hjälp' ? 'Det här kan du göra' : 'Mina ärenden'));
  cards.push(await ask(approver, 'mina uppgifter', 'Mina uppgifter'));
  const overview = await ask(admin, 'administrera', 'Administrera');
  cards.push(overview, ...[manager, approver].flatMap((user) => user.cards()));
  await openAll(admin, overview);

  const personal = cards.flatMap(({ card }) => sentBy(card));
  const inChannel = [
    await ask(caseworker, 'öppna ärenden', 'Öppna ärenden', itQueue),
    ...caseworker.cards(itQueue),
  ].flatMap(({ card }) => sentBy(card, itQueue));
  const inDialogs = dialogs.flatMap((dialog) =>
    sentBy(dialog.card).map((base) => ({
      ...base,
      name: 'task/submit',
      more: { ...base.more, name: 'task/submit', value: withInputs(base, dialog) },
    })),
  );
  return unique([...personal, ...inChannel, ...inDialogs]);
}

/** What the buttons of a card, wherever they stand in it, send. */
function sentBy(node: unknown, chatId = ''): Base[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, verb, data } = node as { type?: unknown; verb?: unknown; data?: unknown };
  const own =
    type === 'Action.Execute'
      ? [invoke('adaptiveCard/action', { action: { type, verb, data }, trigger: 'manual' }, chatId)]
      : type === 'Action.Submit'
        ? [invoke('task/fetch', { data, context: { theme: 'default' } }, chatId)]
        : [];
  return [...own, ...Object.values(node).flatMap((inner) => sentBy(inner, chatId))];
}

function submits(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, title } = node as { type?: unknown; title?: unknown };
  const own = type === 'Action.Submit' && typeof title === 'string' ? [title] : [];
  return [...own, ...Object.values(node).flatMap(submits)];
}

/** As a client sends it: what stands in the inputs, by their ids. */
function withInputs({ more }: Base, { card }: Dialog): unknown {
  const value = more['value'] as { data: object };
  return { ...value, data: { ...inputsOf(card), ...value.data } };
}

function inputsOf(node: unknown): Record<string, unknown> {
  if (typeof node !== 'object' || node === null) return {};
  const { type, id, value } = node as { type?: unknown; id?: unknown; value?: unknown };
  const own = typeof type === 'string' && type.startsWith('Input.') ? { [String(id)]: value ?? '' } : {};
  return Object.assign(own, ...Object.values(node).map(inputsOf)) as Record<string, unknown>;
}

function unique(bases: readonly Base[]): Base[] {
  return [...new Map(bases.map((base) => [JSON.stringify(base), base])).values()];
}

function said(): Base[] {
  const message = (text: string, chatId = ''): Base => ({ name: text, chatId, type: 'message', more: { text } });
  return [
    ...['hjälp', 'ny behörighet', 'mina ärenden', 'mina uppgifter', 'ärende K7M4-QX92', 'administrera', 'hej hopp'].map(
      (text) => message(text),
    ),
    ...['öppna ärenden', 'hjälp', 'ärende K7M4-QX92'].map((text) =>
      message(`<at>Behörighetsbot</at> ${text}`, itQueue),
    ),
    { name: 'a submit', chatId: '', type: 'message', more: { value: { verb: 'say', text: 'hjälp' }, replyToId: '1' } },
  ];
}

function others(): Base[] {
  const bot = { id: '28:behorighetsbot' };
  const event = (type: string, more: Activity, chatId = ''): Base => ({ name: type, chatId, type, more });
  return [
    invoke('application/search', { queryText: 'norr', queryOptions: { skip: 0, top: 15 }, dataset: 'units/omsorg-ab' }),
    event('installationUpdate', { action: 'add' }),
    event('installationUpdate', { action: 'remove' }),
    event('conversationUpdate', { membersAdded: [bot] }),
    event('conversationUpdate', { membersAdded: [bot, { id: '29:x' }] }, itQueue),
    event('conversationUpdate', { membersRemoved: [bot] }, itQueue),
    event('messageReaction', { reactionsAdded: [{ type: 'like' }] }),
    event('typing', {}),
    event('event', { name: 'tokens/response', value: { token: 'x' } }),
    ...[
      'fileConsent/invoke',
      'composeExtension/query',
      'signin/verifyState',
      'message/submitAction',
      'config/fetch',
    ].map((name) => invoke(name, { action: 'accept', context: {}, uploadInfo: { uploadUrl: 'https://evil.example' } })),
  ];
}
