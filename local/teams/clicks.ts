import { randomUUID } from 'node:crypto';
import type { Activities, Activity } from './activities.ts';
import { readExecuteAnswer, readSearchAnswer, readTaskAnswer, type Answer, type DialogSpec } from './answers.ts';
import type { Bot } from './bot.ts';
import { isNode, stringOf, type CardNode } from './cards/node.ts';
import type { Choice } from './cards/fields.ts';
import { isIn, placeOf, type Timeline } from './timeline.ts';
import type { Person, Place, World } from './world.ts';

/** What Teams tells a user when the app does not answer in time or answers nonsense. */
export const UNREACHABLE = 'Det gick inte att nå appen. Försök igen.';

/** An action as pressed: `data` holds the inputs already. */
export interface Pressed {
  readonly type: string;
  readonly id?: string | undefined;
  readonly verb?: string | undefined;
  readonly url?: string | undefined;
  readonly data: CardNode;
}

/** What the one who clicked sees next. */
export type Outcome =
  | { readonly kind: 'card'; readonly card: CardNode }
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'dialog'; readonly dialog: DialogSpec }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'failed'; readonly text: string };

export type Clicks = ReturnType<typeof createClicks>;

/** Everything a person does with a card, from the click to what it leads to for that person. */
export function createClicks(world: World, timeline: Timeline, activities: Activities, bot: Bot) {
  const ask = async (activity: Activity, read: (body: unknown) => Answer): Promise<Outcome> => {
    const { body, problem } = await bot.deliver(activity);
    if (problem !== undefined) return { kind: 'failed', text: UNREACHABLE };
    const answer = read(body);
    if (answer.kind !== 'broken') return answer;
    bot.reject(activity, answer.problem, body);
    return { kind: 'failed', text: UNREACHABLE };
  };

  const submit = async (person: Person, place: Place, messageId: string, data: CardNode): Promise<Outcome> => {
    const marker = isNode(data['msteams']) ? stringOf(data['msteams'], 'type') : undefined;
    if (marker === 'task/fetch') {
      const value = { data, context: { theme: 'default' } };
      return ask(activities.invoke(person, place, 'task/fetch', value, messageId), readTaskAnswer);
    }
    if (marker !== undefined) throw new Error(`The local Teams knows no msteams type "${marker}"`);
    await bot.deliver(activities.submitted(person, place, timeline.nextId(), messageId, data));
    return { kind: 'sent' };
  };

  return {
    async press(person: Person, messageId: string, action: Pressed): Promise<Outcome> {
      const message = timeline.find(messageId);
      const seen = message && world.chatsOf(person).some((chat) => isIn(message, chat));
      if (!message || !seen) throw new Error(`${person.name} sees no message ${messageId}`);
      if (action.type === 'Action.OpenUrl') return { kind: 'link', url: action.url ?? '' };
      const place = placeOf(message);
      if (action.type === 'Action.Submit') return submit(person, place, messageId, action.data);
      if (action.type !== 'Action.Execute') throw new Error(`Nothing is sent for ${action.type}`);
      const { type, id, verb, data } = action;
      const value = { action: { type, ...(id === undefined ? {} : { id }), verb, data }, trigger: 'manual' };
      const outcome = await ask(
        activities.invoke(person, place, 'adaptiveCard/action', value, messageId),
        readExecuteAnswer,
      );
      if (outcome.kind === 'card') timeline.setView(message, person, { card: outcome.card });
      if (outcome.kind === 'notice' || outcome.kind === 'failed')
        timeline.setView(message, person, { notice: outcome.text });
      return outcome;
    },

    /** A dialog knows its conversation but not the message it came from, so that the bot cannot lean on it. */
    submitDialog(person: Person, place: Place, data: CardNode): Promise<Outcome> {
      return ask(
        activities.invoke(person, place, 'task/submit', { data, context: { theme: 'default' } }),
        readTaskAnswer,
      );
    },

    async search(person: Person, place: Place, dataset: string, queryText: string): Promise<readonly Choice[]> {
      const [name, scope] = dataset.split('?');
      if (name === 'graph.microsoft.com/users') return searchPeople(world, place, queryText, scope);
      const value = { queryText, queryOptions: { skip: 0, top: 15 }, dataset, kind: 'search' };
      const activity = { ...activities.invoke(person, place, 'application/search', value), id: `f:${randomUUID()}` };
      const { body, problem } = await bot.deliver(activity);
      const choices = problem === undefined ? readSearchAnswer(body) : [];
      if (choices === undefined) bot.reject(activity, 'not an answer to application/search', body);
      return choices ?? [];
    },
  };
}

/** Teams' own people picker never asks the bot, and does not find guests. */
function searchPeople(world: World, place: Place, query: string, scope?: string): Choice[] {
  const here = (person: Person): boolean =>
    place.kind === 'channel' ? world.isMember(place.team, person) : place.person === person;
  const begins = (name: string): boolean =>
    name
      .toLocaleLowerCase('sv')
      .split(' ')
      .some((part) => part.startsWith(query.toLocaleLowerCase('sv')));
  return world.people
    .filter(
      (person) =>
        person.guest !== true &&
        (begins(person.name) || person.name.toLocaleLowerCase('sv').startsWith(query.toLocaleLowerCase('sv'))),
    )
    .filter((person) => scope !== 'scope=currentContext' || here(person))
    .map((person) => ({ title: person.name, value: person.id }))
    .slice(0, 15);
}
