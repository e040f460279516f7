import type { Choice } from '../teams/cards/fields.ts';
import type { CardNode } from '../teams/cards/node.ts';
import type { Outcome, Pressed } from '../teams/clicks.ts';
import type { Shown } from '../teams/timeline.ts';
import type { MailView } from '../teams/mailbox.ts';
import type { Overview, PersonView } from '../teams/web.ts';

/** A message as JSON brings it. */
export type Message = Omit<Shown, 'at'> & { readonly at: string };

export type Mail = Omit<MailView, 'at'> & { readonly at: string };

export interface Where {
  readonly person: string;
  readonly chat: string;
  readonly root?: string | undefined;
}

/** The page and its server are one program: what it answers is taken to have the shape it says. */
async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`/local/${path}`, init);
  const body = (await response.json()) as T & { readonly error?: string };
  if (!response.ok) throw new Error(body.error ?? 'Något gick fel.');
  return body;
}

function post<T>(path: string, body: unknown): Promise<T> {
  return ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

export const getPeople = (): Promise<PersonView[]> => ask('people');
export const getOverview = (person: string): Promise<Overview> => ask(`overview?${new URLSearchParams({ person })}`);
export const getMessages = (person: string, chat: string): Promise<Message[]> =>
  ask(`messages?${new URLSearchParams({ person, chat })}`);
export const getMails = (): Promise<Mail[]> => ask('mails');
export const markRead = (where: Where): Promise<void> => post('read', where);
export const say = (input: Where & { text: string; mention?: boolean; replyTo?: string | undefined }): Promise<void> =>
  post('say', input);
export const press = (person: string, message: string, action: Pressed): Promise<Outcome> =>
  post('press', { person, message, action });
export const submit = (where: Where, data: CardNode): Promise<Outcome> => post('submit', { ...where, data });
export const search = (where: Where, dataset: string, query: string): Promise<Choice[]> =>
  post('search', { ...where, dataset, query });
export const setReach = (person: string, to: 'install' | 'uninstall' | 'block' | 'unblock'): Promise<void> =>
  post('reach', { person, to });
export const attach = (person: string, file: File): Promise<void> =>
  ask(`file?${new URLSearchParams({ person, name: file.name })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
