import assert from 'node:assert/strict';
import net from 'node:net';
import { pino } from 'pino';
import sinon from 'sinon';
import { createLocalMail, type LocalMail, type MailFault } from '../../local/mail/index.ts';
import type { Mail, Mailed, Mailer } from '../../src/commands/outbound.ts';
import { createMailer } from '../../src/mail/index.ts';
import { type MailSettings, parseSender, parseSmtpUrl } from '../../src/mail/settings.ts';

const mail: Mail = {
  id: 'K7M4QX92.mail.siths.1',
  to: { name: 'Ansvariga för SITHS-kort', address: 'siths@norrkoping.example' },
  subject: 'Ärende K7M4-QX92: SITHS-kort åt någon på äldreboendet Åkern, med en rubrik som är längre än en rad',
  text: 'Hej!\n\n.\nRad två med å, ä och ö, som är så lång att den måste brytas på vägen och sedan läggas ihop igen.\n',
  at: '2026-03-02T08:00:00.000Z',
};

describe('mail: to a real mail server', () => {
  let local: LocalMail;
  let lines: string[];
  beforeEach(async () => {
    local = await createLocalMail();
    lines = [];
  });
  afterEach(async () => {
    sinon.restore();
    await local.close();
  });

  const log = pino({}, { write: (line: string) => void lines.push(line) });

  function settingsOf(url: string): MailSettings {
    const server = parseSmtpUrl(url);
    const from = parseSender('Behörighetsbot <bot@norrkoping.example>');
    assert.ok(server && from);
    return { ...server, from };
  }
  const mailerTo = (url: string, change: Partial<MailSettings> = {}, replyTo?: string): Mailer =>
    createMailer({ settings: { ...settingsOf(url), ...change }, replyTo, log });
  const send = (change: Partial<Mail> = {}): Promise<Mailed> => mailerTo(local.url).send({ ...mail, ...change });

  it('arrives as it was written, in seven bits, under an id of its own', async () => {
    assert.deepEqual(await send(), { kind: 'sent' });
    const [got] = local.mails();
    assert.ok(got);
    const { id, from, to, subject, text, at } = got;
    assert.equal(id, '<K7M4QX92.mail.siths.1@norrkoping.example>');
    assert.deepEqual([from, to], ['bot@norrkoping.example', 'siths@norrkoping.example']);
    assert.deepEqual([subject, text], [mail.subject, mail.text]);
    assert.equal(at.toISOString(), mail.at);
    assert.doesNotMatch(got.raw, /[^\x20-\x7e\r\n\t]/, 'ASCII alone');
    assert.ok(got.raw.split('\r\n').every((line) => line.length <= 78));
  });

  it('says that a program sent it, so that no autoreply comes back', async () => {
    await send();
    assert.match(local.mails()[0]?.raw ?? '', /^Auto-Submitted: auto-generated\r$/m);
    assert.match(local.mails()[0]?.raw ?? '', /^X-Auto-Response-Suppress: All\r$/m);
    assert.doesNotMatch(local.mails()[0]?.raw ?? '', /^Reply-To:|^X-Mailer:/m);
  });

  it('takes answers where the profile says', async () => {
    await mailerTo(local.url, {}, 'it-enheten@norrkoping.example').send(mail);
    assert.match(local.mails()[0]?.raw ?? '', /^Reply-To: it-enheten@norrkoping.example\r$/m);
  });

  it('the same mail has the same id each time, and another has another', async () => {
    await send();
    await send();
    await send({ id: 'K7M4QX92.mail.siths.2' });
    const [one, again, other] = local.mails().map(({ id }) => id);
    assert.equal(one, again);
    assert.notEqual(one, other);
  });

  it('no text becomes a header or a command of its own', async () => {
    const evil = 'x\r\nBcc: ond@example.com\r\n\r\nDATA\u2028\u0000';
    const mailer = mailerTo(local.url, { from: { name: evil, address: 'bot@norrkoping.example' } });
    assert.deepEqual(
      await mailer.send({ ...mail, id: evil, subject: evil, text: evil, to: { ...mail.to, name: evil } }),
      {
        kind: 'sent',
      },
    );
    const [got] = local.mails();
    const [headers = ''] = got?.raw.split('\r\n\r\n') ?? [];
    assert.doesNotMatch(headers, /^Bcc:/im);
    assert.equal(got?.to, 'siths@norrkoping.example');
    assert.equal(headers.split('\r\n').filter((line) => /^Subject:/i.test(line)).length, 1);
  });

  for (const address of ['ond@example.com\r\nRCPT TO:<a@b.se>', 'a@b.se, c@d.se', 'åsa@b.se', '', 'a b@c.se'])
    it(`nothing goes to ${JSON.stringify(address)}`, async () => {
      assert.deepEqual(await send({ to: { name: 'x', address } }), {
        kind: 'permanent',
        of: 'mailbox',
        code: 'BadAddress',
      });
      assert.equal(local.connections(), 0);
    });

  const answers: readonly [string, MailFault, Mailed][] = [
    [
      'an address that is not there',
      { at: 'receiver', how: { reply: 550, text: '5.1.1 no such user' } },
      { kind: 'permanent', of: 'mailbox', code: '550 5.1.1' },
    ],
    [
      'greylisting',
      { at: 'receiver', how: { reply: 450 } },
      { kind: 'later', of: 'mailbox', code: '450', inDoubt: false },
    ],
    [
      'a message that is not taken',
      { at: 'message', how: { reply: 554, text: '5.7.1 spam' } },
      { kind: 'permanent', of: 'mailbox', code: '554 5.7.1' },
    ],
    [
      'a message that is not taken now',
      { at: 'message', how: { reply: 451 } },
      { kind: 'later', of: 'mailbox', code: '451', inDoubt: false },
    ],
    [
      'a sender that may not',
      { at: 'sender', how: { reply: 550 } },
      { kind: 'permanent', of: 'server', code: 'SenderRefused' },
    ],
    [
      'a server that is full',
      { at: 'sender', how: { reply: 452 } },
      { kind: 'later', of: 'server', code: '452', inDoubt: false },
    ],
    [
      'a server that closes',
      { at: 'receiver', how: { reply: 421 } },
      { kind: 'later', of: 'server', code: '421', inDoubt: false },
    ],
    [
      'a server that is busy',
      { at: 'connection', how: { reply: 421 } },
      { kind: 'later', of: 'server', code: '421', inDoubt: false },
    ],
    [
      'a server that lets nobody in',
      { at: 'connection', how: { reply: 554 } },
      { kind: 'later', of: 'server', code: '554', inDoubt: false },
    ],
  ];
  for (const [name, fault, mailed] of answers)
    it(`${name}: ${mailed.kind}`, async () => {
      local.faults.next(fault);
      assert.deepEqual(await send(), mailed);
      assert.deepEqual(await send(), { kind: 'sent' }, 'and then it goes');
    });

  it('a connection that breaks after the message may have brought it', async () => {
    local.faults.next({ at: 'message', how: 'drop', accepted: true });
    const mailed = await send();
    assert.ok(mailed.kind === 'later' && mailed.of === 'server' && mailed.inDoubt);
    assert.equal(local.mails().length, 1);
  });

  it('nobody there is a matter of the server', async () => {
    await local.down();
    assert.deepEqual(await send(), { kind: 'later', of: 'server', code: 'ECONNREFUSED', inDoubt: false });
  });

  it('a server that hangs is given up, and a word now and then does not help it', async () => {
    const dribbling = net.createServer((socket) => {
      socket.on('error', () => undefined);
      const timer = setInterval(() => socket.write('220-wait\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => dribbling.listen(0, '127.0.0.1', resolve));
    const { port } = dribbling.address() as net.AddressInfo;
    sinon.stub(AbortSignal, 'timeout').callsFake(() => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 100);
      return controller.signal;
    });
    const mailed = await mailerTo(`smtp://127.0.0.1:${port}`).send(mail);
    assert.ok(mailed.kind === 'later' && mailed.of === 'server');
    await new Promise((resolve) => dribbling.close(resolve));
  });

  it('without encryption nothing goes to another machine', async () => {
    assert.deepEqual(await mailerTo(local.url, { encryption: 'begun' }).send(mail), {
      kind: 'permanent',
      of: 'server',
      code: 'NotEncrypted',
    });
    assert.deepEqual(local.mails(), []);
  });

  it('without a server it says so, and sends nothing', async () => {
    const mailer = createMailer({ settings: undefined, replyTo: undefined, log });
    assert.match(lines.join(''), /mail is off/);
    assert.deepEqual(await mailer.send(mail), { kind: 'permanent', of: 'server', code: 'NotConfigured' });
  });

  it('the log says why a mail did not go, and neither to whom nor what it said', async () => {
    local.faults.next({ at: 'receiver', how: { reply: 550, text: '5.1.1 siths@norrkoping.example is not here' } });
    await send();
    assert.match(lines.join(''), /K7M4QX92\.mail\.siths\.1.*550 5\.1\.1/);
    assert.doesNotMatch(lines.join(''), /@|Åkern|Rad två/);
  });
});
