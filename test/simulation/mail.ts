import type { Mail, Mailed, Mailer } from '../../src/commands/outbound.ts';
import type { Schedule } from './schedule.ts';
import type { Life } from './storage.ts';
import type { Weather } from './weather.ts';

type Parts = {
  readonly mails: Mail[];
  readonly schedule: Schedule;
  readonly weather: Weather;
  readonly life: Life;
  readonly trace: (line: string) => void;
};

/** How long the bot waits for a mail server that hangs. */
const patience = 30_000;

const answers: Readonly<Record<string, Mailed>> = {
  greylisted: { kind: 'later', of: 'mailbox', code: '450', inDoubt: false },
  'no such address': { kind: 'permanent', of: 'mailbox', code: '550 5.1.1' },
  'login refused': { kind: 'permanent', of: 'server', code: 'LoginRefused' },
  down: { kind: 'later', of: 'server', code: 'ECONNREFUSED', inDoubt: false },
};
const noAnswer: Mailed = { kind: 'later', of: 'server', code: 'SOCKET_TIMEOUT', inDoubt: true };

/** The mail server as one process reaches it. `mails` are those that arrived. */
export function createSink({ mails, schedule, weather, life, trace }: Parts): Mailer {
  let count = 0;
  return {
    send: (mail) =>
      new Promise((resolve) => {
        const label = `${life.name} mail ${mail.subject} ${(count += 1)}`;
        const { fault, before, after, dice } = weather.plan('mail', label);
        const answer = (ms: number, mailed: Mailed): void => {
          schedule.in(ms, () => {
            if (life.ended) return;
            trace(`${label}${fault ? `: ${fault}` : ''}`);
            resolve(mailed);
          });
        };
        const refused = fault === undefined ? undefined : answers[fault];
        if (refused) return answer(before + after, refused);
        const arrives = fault !== 'hung';
        const slowly = fault === 'slow' ? 500 + dice.below(6_000) : 0;
        schedule.in(before + slowly, () => {
          // What was on its way when the process ended may arrive or not.
          if (!arrives || (life.ended && dice.chance(0.5))) return;
          mails.push(mail);
        });
        const isHeard = fault === undefined || fault === 'slow';
        answer(isHeard ? before + slowly + after : patience, isHeard ? { kind: 'sent' } : noAnswer);
      }),
  };
}
