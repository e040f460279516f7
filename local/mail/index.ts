/**
 * A mail server on loopback, with the mail that it has taken:
 *
 *     const mail = await createLocalMail();
 *     // start the bot with SMTP_URL=mail.url and MAIL_FROM
 *     const letter = await mail.waitFor('SITHS-kort');          // a mail whose subject or text says so, also later
 *     mail.faults.next({ at: 'receiver', how: { reply: 450 } });
 *     await mail.down();                                        // nobody is there, until up()
 *     await mail.close();
 */
import { buffer } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { createMailFaults, type MailFault, type MailFaults } from './faults.ts';

export type { MailFault } from './faults.ts';

/** Whom the bot's mail is from. */
export const sender = 'Behörighetsbot <behorighetsbot@kommun.example>';

/** A mail as its receiver reads it. */
export interface Received {
  /** The Message-ID. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
  /** As it came: headers, an empty line and the body. */
  readonly raw: string;
}

export interface LocalMail {
  /** `smtp://127.0.0.1:<port>`, the same when it is up again. */
  readonly url: string;
  /** Oldest first. */
  readonly mails: () => readonly Received[];
  readonly waitFor: (says: string | RegExp, timeout?: number) => Promise<Received>;
  /** Calls back at each mail; gives what calls that off. */
  readonly watch: (tell: () => void) => () => void;
  readonly faults: MailFaults;
  /** How often somebody connected. */
  readonly connections: () => number;
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Answer = (error?: Error | null) => void;

export async function createLocalMail({ port = 0 }: { readonly port?: number } = {}): Promise<LocalMail> {
  const received: Received[] = [];
  const watchers = new Set<() => void>();
  const faults = createMailFaults();
  let connections = 0;
  let taken = port;
  let server: SMTPServer | undefined;

  function start(): SMTPServer {
    const own: SMTPServer = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 100,
      logger: false,
      onConnect: (session, answer) => {
        connections += 1;
        meet(faults.pick('connection'), session, answer);
      },
      onMailFrom: (_from, session, answer) => meet(faults.pick('sender'), session, answer),
      onRcptTo: (_to, session, answer) => meet(faults.pick('receiver'), session, answer),
      onData: (stream, session, answer) => {
        void buffer(stream).then(async (raw) => {
          const fault = faults.pick('message');
          if (fault === undefined || fault.accepted) await keep(raw, session);
          meet(fault, session, answer);
        });
      },
    });
    const breakOff = ({ id }: SMTPServerSession): void => {
      for (const one of own.connections) if (one.session.id === id) one._socket.destroy();
    };
    function meet(fault: MailFault | undefined, session: SMTPServerSession, answer: Answer): void {
      if (fault === undefined) return answer();
      if (fault.how === 'hang') return;
      if (fault.how === 'drop') return breakOff(session);
      const { reply, text = 'not now' } = fault.how;
      answer(Object.assign(new Error(text), { responseCode: reply }));
    }
    // What breaks is the other side's to see.
    own.on('error', () => undefined);
    return own;
  }

  async function keep(raw: Buffer, { envelope }: SMTPServerSession): Promise<void> {
    const { messageId = '', subject = '', text = '', date } = await simpleParser(raw);
    const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    const to = envelope.rcptTo.map(({ address }) => address).join(', ');
    received.push({ id: messageId, from, to, subject, text, at: date ?? new Date(), raw: raw.toString('latin1') });
    for (const tell of watchers) tell();
  }

  async function up(): Promise<void> {
    if (server) return;
    const own = start();
    server = own;
    const listening = own.listen(taken, '127.0.0.1');
    await new Promise<void>((resolve, reject) => listening.once('listening', resolve).once('error', reject));
    const address = listening.address();
    if (typeof address === 'object' && address) taken = address.port;
  }

  async function down(): Promise<void> {
    const own = server;
    server = undefined;
    if (own) await new Promise<void>((resolve) => own.close(resolve));
  }

  await up();
  return {
    url: `smtp://127.0.0.1:${taken}`,
    mails: () => received,
    waitFor: (says, timeout = 5_000) => waitFor(received, watchers, says, timeout),
    watch: (tell) => {
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
    faults,
    connections: () => connections,
    down,
    up,
    close: down,
  };
}

async function waitFor(
  received: readonly Received[],
  watchers: Set<() => void>,
  says: string | RegExp,
  timeout: number,
): Promise<Received> {
  const fits = (text: string): boolean => (typeof says === 'string' ? text.includes(says) : says.test(text));
  const look = (): Received | undefined => received.findLast(({ subject, text }) => fits(`${subject}\n${text}`));
  return new Promise((resolve, reject) => {
    const seen = (): void => {
      const found = look();
      if (found === undefined) return;
      watchers.delete(seen);
      clearTimeout(timer);
      resolve(found);
    };
    const timer = setTimeout(() => {
      watchers.delete(seen);
      reject(new Error(`Waited in vain for a mail that says ${String(says)}: ${JSON.stringify(received)}`));
    }, timeout);
    watchers.add(seen);
    seen();
  });
}
