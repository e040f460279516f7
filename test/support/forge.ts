import assert from 'node:assert/strict';
import { type LocalTeams, type Shown, type User, visibleText } from '../../local/teams/index.ts';

/** A request that no card of the sender's carries. */
export type Forgery =
  | { readonly verb: unknown; readonly data?: unknown }
  | { readonly press: 'task/fetch' | 'task/submit'; readonly data?: unknown };

/** Sends it as that person, from the own chat or a channel, and gives the words of the answer: a notice, a card or a dialog. */
export async function forge(teams: LocalTeams, user: User, forgery: Forgery, chatId = user.chatId): Promise<string> {
  const place = teams.world.place(chatId) ?? assert.fail(`no chat ${chatId}`);
  const activity =
    'verb' in forgery
      ? teams.activities.invoke(user.person, place, 'adaptiveCard/action', {
          action: { type: 'Action.Execute', ...forgery },
          trigger: 'manual',
        })
      : teams.activities.invoke(user.person, place, forgery.press, { data: forgery.data });
  const { status, body } = await teams.postActivity(activity);
  assert.equal(status, 200);
  return wordsIn(body);
}

function wordsIn(body: unknown): string {
  const { value, task } = (body ?? {}) as { value?: unknown; task?: { value?: unknown } };
  const told = value ?? task?.value ?? '';
  if (typeof told === 'string') return told;
  const { message, card } = told as { message?: string; card?: { content: Readonly<Record<string, unknown>> } };
  return message ?? visibleText(card?.content ?? (told as Readonly<Record<string, unknown>>));
}

type Action = { readonly title?: string; readonly data?: Readonly<Record<string, unknown>> };

/** What a button carries. */
export function dataOf({ card }: Pick<Shown, 'card'>, title: string): Readonly<Record<string, unknown>> {
  const actions = (card?.['actions'] ?? []) as readonly Action[];
  return actions.find((action) => action.title === title)?.data ?? assert.fail(`no button ${title}`);
}
