import { route, type Route } from './http.ts';

/** Mail that was taken by a mail server beside Teams, oldest first. */
export interface Mailbox {
  readonly mails: () => readonly MailView[];
  /** Calls back at each mail; gives what calls that off. */
  readonly watch: (tell: () => void) => () => void;
}

export interface MailView {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
}

/** The page's name for the mailbox, where chats have their ids. */
export const MAILBOX = 'e-post';

export function mailRoutes(mailbox: Mailbox | undefined): Route[] {
  const views = (): MailView[] =>
    (mailbox?.mails() ?? []).map(({ id, from, to, subject, text, at }) => ({ id, from, to, subject, text, at }));
  return [route('GET', '/local/mails', () => ({ status: 200, body: views().reverse() }))];
}
