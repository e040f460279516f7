import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isMailAddress, parseSender, parseSmtpUrl } from '../../src/mail/settings.ts';

describe('mail/settings', () => {
  const understood: readonly [string, ReturnType<typeof parseSmtpUrl>][] = [
    ['smtps://mail.kommun.example', { host: 'mail.kommun.example', port: 465, encryption: 'always' }],
    ['smtp://mail.kommun.example', { host: 'mail.kommun.example', port: 587, encryption: 'begun' }],
    ['smtp://mail.kommun.example:25/', { host: 'mail.kommun.example', port: 25, encryption: 'begun' }],
    ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, encryption: 'never' }],
    ['smtp://[::1]:2525', { host: '::1', port: 2525, encryption: 'never' }],
    ['smtp://localhost', { host: 'localhost', port: 587, encryption: 'never' }],
    // Somebody else's machine may be called anything.
    ['smtp://127.0.0.1.example', { host: '127.0.0.1.example', port: 587, encryption: 'begun' }],
    [
      'smtps://bot%40kommun.example:p%C3%A5%3A%2F@mail.kommun.example',
      {
        host: 'mail.kommun.example',
        port: 465,
        encryption: 'always',
        login: { user: 'bot@kommun.example', pass: 'på:/' },
      },
    ],
  ];
  for (const [url, settings] of understood)
    it(`${url.replace(/:p.*@/, ':…@')} is understood`, () => assert.deepEqual(parseSmtpUrl(url), settings));

  for (const url of [
    'mail.kommun.example',
    'http://mail.kommun.example',
    'smtp://',
    'smtp://user@mail.kommun.example',
    'smtp://mail.kommun.example/?tls.rejectUnauthorized=false',
    'smtp://mail.kommun.example?ignoreTLS=true',
    'smtp://mail.kommun.example/x',
    'smtp://mail.kommun.example#x',
  ])
    it(`${url} is none: nothing in it can turn the encryption off`, () => assert.equal(parseSmtpUrl(url), undefined));

  it('a sender is an address, with or without a name', () => {
    assert.deepEqual(parseSender('bot@kommun.example'), { name: 'Behörighetsbot', address: 'bot@kommun.example' });
    assert.deepEqual(parseSender('Norrköpings bot <bot@kommun.example>'), {
      name: 'Norrköpings bot',
      address: 'bot@kommun.example',
    });
    for (const wrong of ['bot', 'Bot <bot>', 'a@b.se, c@d.se', 'Bot <a@b.se> <c@d.se>', 'Bot\r\nBcc: c@d.se <a@b.se>'])
      assert.equal(parseSender(wrong), undefined, wrong);
  });

  it('an address holds no line end, no second address and nothing that servers do not take', () => {
    const parts = fc.constantFrom('a', 'å', '@', '.', ' ', '\r\n', ',', '<', '>', '"', ';', '\0', 'b.se', 'RCPT TO:');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (some) => {
        const text = some.join('');
        if (isMailAddress(text)) assert.match(text, /^[\w.+'-]+@[\w.-]+\.[a-zA-Z]{2,}$/);
      }),
    );
    assert.ok(isMailAddress('siths@norrkoping.example'));
  });
});
