import assert from 'node:assert/strict';
import { adminActions, adminDialogs } from '../../src/commands/admin/index.ts';
import type { Incoming, Place, Reply } from '../../src/commands/incoming.ts';
import type { Provider } from '../../src/domain/directory.ts';
import type { Person } from '../../src/domain/person.ts';
import { contextOf, personalChat, type TestServices } from './services.ts';

const person = (last: string, name: string): Person => ({ id: `00000000-0000-4000-8000-00000000000${last}`, name });
export const [ada, anna, bo, stina] = [
  person('1', 'Ada Admin'),
  person('2', 'Anna Chef'),
  person('3', 'Bo Chef'),
  person('4', 'Stina Stranger'),
];

export const omsorg: Provider = {
  id: 'omsorg-ab',
  revision: 1,
  name: 'Omsorg AB',
  kind: 'private',
  certified: true,
  managers: [anna],
  namedContacts: [],
  units: [{ name: 'Hemtjänst Norr', costCode: '47110' }],
};

/** Somebody who uses the admin's cards and dialogs, in the own chat unless a channel is given. */
export function userOf(services: TestServices, who: Person, place: Place = personalChat(who).place) {
  const origin = { ...personalChat(who), place };
  const dialogOf = (name: string) => adminDialogs[name] ?? assert.fail(`no dialog ${name}`);
  return {
    say: (text: string) => contextOf(services, { ...origin, kind: 'message', text } satisfies Incoming),
    press: async (verb: string, data: object): Promise<Reply> =>
      (adminActions[verb] ?? assert.fail(`no verb ${verb}`))(
        await contextOf(services, { ...origin, kind: 'execute', verb, data }),
      ),
    open: async (dialog: string, data: object): Promise<Reply> =>
      dialogOf(dialog).open(await contextOf(services, { ...origin, kind: 'openDialog', data })),
    submit: async (dialog: string, data: object): Promise<Reply> =>
      dialogOf(dialog).submit(await contextOf(services, { ...origin, kind: 'submitDialog', data })),
  };
}

type Json = Readonly<Record<string, unknown>>;

function objects(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objects);
  return typeof value === 'object' && value !== null ? [value as Json, ...Object.values(value).flatMap(objects)] : [];
}

function cardOf(reply: Reply): Json {
  return 'card' in reply ? reply.card : assert.fail(`no card but ${JSON.stringify(reply)}`);
}

/** Everything a reader reads of an answer, with what stands beside each other on one line. */
export function textOf(reply: Reply): string {
  if (reply.kind === 'notice') return reply.text;
  const texts = objects(cardOf(reply)).flatMap(({ type, text, inlines }) => {
    if (type === 'TextBlock') return [String(text)];
    return type === 'RichTextBlock'
      ? [
          objects(inlines)
            .map((run) => String(run['text']))
            .join(''),
        ]
      : [];
  });
  return texts.join('\n');
}

/** An input of a dialog by its id. */
export function inputOf(reply: Reply, id: string): Json {
  return (
    objects(cardOf(reply)).find((one) => String(one['type']).startsWith('Input.') && one['id'] === id) ??
    assert.fail(`no input ${id}`)
  );
}

/** What a client sends when a dialog's button is pressed: what the button carries, and every input with a value. */
export function filledIn(reply: Reply, typed: Readonly<Record<string, string>> = {}): Record<string, unknown> {
  const all = objects(cardOf(reply));
  const inputs = all
    .filter(({ type }) => String(type).startsWith('Input.'))
    .map(({ id, value }): [string, unknown] => [String(id), value]);
  const button = all.find(({ type }) => type === 'Action.Submit');
  return { ...Object.fromEntries(inputs.filter(([, value]) => value !== '')), ...typed, ...(button?.['data'] as Json) };
}

export function buttonsOf(reply: Reply): { title: string; data: Json }[] {
  return objects(cardOf(reply)).flatMap(({ type, title, data }) =>
    String(type).startsWith('Action.') ? [{ title: String(title), data: (data ?? {}) as Json }] : [],
  );
}
