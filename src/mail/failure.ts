import { z } from 'zod';
import type { Mailed } from '../commands/outbound.ts';

type Failure = Exclude<Mailed, { readonly kind: 'sent' }>;

/** What nodemailer puts on an error: the command that was answered, and with what. */
const errorSchema = z.object({
  code: z.string().catch(''),
  command: z.string().catch(''),
  responseCode: z.number().optional().catch(undefined),
  response: z.string().catch(''),
  originalCode: z.string().optional().catch(undefined),
  timeoutType: z.string().optional().catch(undefined),
});

/** `550 5.1.1`: the server's codes, without its words, which may name people. */
function codeOf(responseCode: number, response: string): string {
  const [, enhanced] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  return [responseCode, enhanced].filter((part) => part !== undefined).join(' ');
}

/** The server is closing, whatever it was asked. */
const closing = 421;
/** Nobody was there to give the message to. */
const beforeMessage =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EDNS|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|GREETING_TIMEOUT)$/;
const tlsCodes = /CERT|TLS|SSL|SELF_SIGNED|ALTNAME|ISSUER|SIGNATURE|EPROTO/;

export function failureOf(error: unknown): Failure {
  const parsed = errorSchema.safeParse(error);
  if (!parsed.success) return { kind: 'later', of: 'server', code: 'Error', inDoubt: true };
  const { code, command, responseCode, response, originalCode, timeoutType } = parsed.data;
  const own = timeoutType ?? originalCode ?? code;
  // Nothing is sent in the clear, whatever the server says of it.
  if (code === 'ETLS' || (responseCode === undefined && tlsCodes.test(own)))
    return { kind: 'permanent', of: 'server', code: 'NotEncrypted' };
  if (responseCode === undefined) return { kind: 'later', of: 'server', code: own, inDoubt: !beforeMessage.test(own) };
  const isPermanent = responseCode >= 500 && responseCode !== 503;
  const said = codeOf(responseCode, response);
  if ((command === 'RCPT TO' || command === 'DATA') && responseCode !== closing)
    return isPermanent ? { kind: 'permanent', of: 'mailbox', code: said } : notNow('mailbox', said);
  if (!isPermanent) return notNow('server', said);
  if (code === 'EAUTH') return { kind: 'permanent', of: 'server', code: 'LoginRefused' };
  if (command === 'MAIL FROM') return { kind: 'permanent', of: 'server', code: 'SenderRefused' };
  return notNow('server', said);
}

/** It was answered, and the answer was no. */
function notNow(of: Failure['of'], code: string): Failure {
  return { kind: 'later', of, code, inDoubt: false };
}
