import type { Mail, Mailed, Mailer } from '../../src/commands/outbound.ts';

/** A mail server in memory. */
export type FakeMailer = Mailer & {
  /** Every mail that arrived, oldest first. */
  readonly mails: Mail[];
  /** How often something was to be sent. */
  readonly tries: () => number;
  /** Answers so from now on, until it is told otherwise; `sent` is being well. `accepted`: it arrived all the same. */
  answer(mailed: Mailed, accepted?: boolean): void;
  /** The next takes until the returned function is called. */
  hang(): () => void;
};

export const well: Mailed = { kind: 'sent' };
export const down: Mailed = { kind: 'later', of: 'server', code: 'ECONNREFUSED', inDoubt: false };
/** It took the message, and its answer was lost. */
export const lost: Mailed = { kind: 'later', of: 'server', code: 'ECONNRESET', inDoubt: true };
export const noSuchAddress: Mailed = { kind: 'permanent', of: 'mailbox', code: '550 5.1.1' };
export const notConfigured: Mailed = { kind: 'permanent', of: 'server', code: 'NotConfigured' };
export const greylisted: Mailed = { kind: 'later', of: 'mailbox', code: '450', inDoubt: false };

export function createFakeMailer(): FakeMailer {
  const mails: Mail[] = [];
  let standing: { readonly mailed: Mailed; readonly accepted: boolean } = { mailed: well, accepted: true };
  let waits: Promise<void> | undefined;
  let tries = 0;
  return {
    mails,
    tries: () => tries,
    answer: (mailed, accepted = mailed.kind === 'sent') => {
      standing = { mailed, accepted };
    },
    hang: () => {
      let release = (): void => undefined;
      waits = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    async send(mail) {
      tries += 1;
      const until = waits;
      waits = undefined;
      await until;
      if (standing.accepted) mails.push(mail);
      return standing.mailed;
    },
  };
}
