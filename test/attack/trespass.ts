import assert from 'node:assert/strict';
import type { Shown, User } from '../../local/teams/index.ts';
import { forge, type Forgery } from '../support/forge.ts';
import type { Rows } from './door.ts';
import type { Town } from './town.ts';

/** What a case holds that only those it concerns may know. */
export const secrets = /Kim Test|19900602|900602|Treserva|Hemtjänst|Lingon|dei-kim/;

type Data = Readonly<Record<string, unknown>>;

/** Every button there is with the data of somebody's card, as a person who found it out would send it. */
export function everyButton(data: Data): [string, Forgery][] {
  const verbs = ['approve', 'undoApproval', 'withdraw', 'take', 'takeOver', 'putBack', 'requestCredentials', 'show'];
  const dialogs = ['ask', 'reject', 'supplement', 'chooseApprover', 'task', 'credentials', 'personnummer', 'history'];
  const typed = { text: 'Hej', answer: 'Hej', press: 'answer', own: 'true', none: 'true', userName: '', password: '' };
  return [
    ...verbs.map((verb): [string, Forgery] => [verb, { verb, data }]),
    ...dialogs.map((dialog): [string, Forgery] => [
      `${dialog}, opened`,
      { press: 'task/fetch', data: { ...data, dialog } },
    ]),
    // Those two are only read, so that all there is to send is that they are closed.
    ...dialogs
      .slice(0, -2)
      .map((dialog): [string, Forgery] => [
        `${dialog}, sent`,
        { press: 'task/submit', data: { ...typed, ...data, dialog } },
      ]),
  ];
}

/** Forges buttons for people, and holds that nothing was stored, shown, sent or taken over by it. */
export function trespasser({ door, teams, settled }: Town) {
  const snapshot = async (): Promise<{ rows: Rows; calls: number }> => {
    await settled();
    return { rows: await door.rows(), calls: teams.calls.length };
  };
  return {
    /** The words of the answer to a forged button. */
    forge: (user: User, forgery: Forgery, chatId?: string): Promise<string> => forge(teams, user, forgery, chatId),
    /** Nothing that is done meanwhile leaves a trace; `and` is what Teams is asked besides, such as who is a member. */
    async traceless(work: () => Promise<void>): Promise<void> {
      const before = await snapshot();
      await work();
      const after = await snapshot();
      assert.deepEqual(after.rows, before.rows);
      const sent = teams.calls.slice(before.calls).filter(({ method }) => method !== 'GET');
      assert.deepEqual(sent, []);
      assert.equal(await door.fate(), undefined);
    },
    /** What somebody is told who presses everything there is, in a place. */
    async pressesAll(user: User, data: Data, chatId?: string): Promise<void> {
      for (const [name, forgery] of everyButton(data)) {
        const words = await forge(teams, user, forgery, chatId);
        assert.doesNotMatch(words, secrets, `${user.person.name}: ${name}`);
        assert.notEqual(words, '', `${user.person.name}: ${name} was done`);
      }
    },
    /** Everything shown to somebody from a message on. */
    since: (user: User, from: Shown | undefined): string =>
      user
        .messages()
        .filter(({ id }) => Number(id) > Number(from?.id ?? 0))
        .map(({ text, card }) => `${text}${JSON.stringify(card ?? '')}`)
        .join('\n'),
  };
}

export type Trespasser = ReturnType<typeof trespasser>;
