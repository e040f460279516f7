import { createTransport } from 'nodemailer';
import type { Logger } from 'pino';
import type { Mail, Mailed, Mailer } from '../commands/outbound.ts';
import { failureOf } from './failure.ts';
import { isMailAddress, type MailSettings } from './settings.ts';

export type MailPorts = {
  /** Nothing is sent without them. */
  readonly settings: MailSettings | undefined;
  /** Where answers go, when it is not the bot's own address. */
  readonly replyTo: string | undefined;
  readonly log: Logger;
};

/** How long the server may take over each part, and over all of it. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 15_000, dnsTimeout: 10_000 };
const wholeMs = 30_000;

/** The way to the mail server. Without one it says so, at once and whenever something is to be sent. */
export function createMailer({ settings, replyTo, log }: MailPorts): Mailer {
  if (settings === undefined) {
    log.warn('mail is off: SMTP_URL and MAIL_FROM are not set');
    return { send: async () => ({ kind: 'permanent', of: 'server', code: 'NotConfigured' }) };
  }
  const { host, port, encryption, login, from } = settings;
  const transport = createTransport({
    host,
    port,
    secure: encryption === 'always',
    requireTLS: encryption === 'begun',
    ignoreTLS: encryption === 'never',
    tls: { minVersion: 'TLSv1.2' },
    ...(login ? { auth: login } : {}),
    ...patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.address.slice(from.address.indexOf('@') + 1);

  async function send({ id, to, subject, text, at }: Mail): Promise<Mailed> {
    if (!isMailAddress(to.address)) return { kind: 'permanent', of: 'mailbox', code: 'BadAddress' };
    try {
      await transport.sendMail({
        from: { ...from, name: onOneLine(from.name) },
        to: { address: to.address, name: onOneLine(to.name) },
        ...(replyTo === undefined ? {} : { replyTo }),
        envelope: { from: from.address, to: to.address },
        // The same for the same mail, so that the receiver's system can tell one that came twice.
        messageId: `<${onOneLine(id)}@${domain}>`,
        subject: onOneLine(subject),
        text,
        // Seven bits, whatever the server can take.
        textEncoding: 'quoted-printable',
        date: new Date(at),
        // RFC 3834, and Exchange's own: nobody's autoreply answers a program.
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        xMailer: false,
        signal: AbortSignal.timeout(wholeMs),
      });
      return { kind: 'sent' };
    } catch (error) {
      return failureOf(error);
    }
  }

  return {
    send: async (mail) => {
      const mailed = await send(mail);
      if (mailed.kind !== 'sent') log.warn({ mail: mail.id, ...mailed }, 'mail did not go');
      return mailed;
    },
  };
}

/** No text becomes a header of its own. */
function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
