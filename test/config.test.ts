import assert from 'node:assert/strict';
import { readConfig } from '../src/config.ts';

const local = { LOCAL_TEAMS: '1', AZURE_STORAGE_CONNECTION_STRING: 'UseDevelopmentStorage=true' };
const mail = { SMTP_URL: 'smtps://bot:hemligt@mail.kommun.example', MAIL_FROM: 'Bot <bot@kommun.example>' };

describe('config: mail', () => {
  it('is the server and the sender together', () => {
    assert.deepEqual(readConfig({ ...local, ...mail }).mail, {
      host: 'mail.kommun.example',
      port: 465,
      encryption: 'always',
      login: { user: 'bot', pass: 'hemligt' },
      from: { name: 'Bot', address: 'bot@kommun.example' },
    });
  });

  it('may be left out, as a whole', () => {
    assert.equal(readConfig(local).mail, undefined);
    assert.equal(readConfig({ ...local, SMTP_URL: '', MAIL_FROM: ' ' }).mail, undefined);
    assert.throws(() => readConfig({ ...local, SMTP_URL: mail.SMTP_URL }), /^ConfigError: MAIL_FROM: saknas/);
    assert.throws(() => readConfig({ ...local, MAIL_FROM: mail.MAIL_FROM }), /^ConfigError: SMTP_URL: saknas/);
  });

  it('says what is wrong, and nothing of what was given', () => {
    for (const [name, value] of [
      ['SMTP_URL', 'https://bot:hemligt@mail.kommun.example'],
      ['SMTP_URL', 'smtp://bot:hemligt@mail.kommun.example?requireTLS=false'],
      ['MAIL_FROM', 'hemligt'],
    ] as const)
      assert.throws(
        () => readConfig({ ...local, ...mail, [name]: value }),
        ({ message }: Error) => message.startsWith(`${name}: ska vara`) && !message.includes('hemligt'),
      );
  });
});
