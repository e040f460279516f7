import type { Sent, Teams } from '../../src/commands/outbound.ts';
import { failureOf } from '../../src/teams/failure.ts';
import type { Answer, Connector } from './connector.ts';
import type { Schedule } from './schedule.ts';
import type { Life } from './storage.ts';
import type { Plan, Weather } from './weather.ts';

type Parts = {
  readonly connector: Connector;
  readonly schedule: Schedule;
  readonly weather: Weather;
  readonly life: Life;
  readonly trace: (line: string) => void;
};

/** The bot's own patience with a call. */
const patience = 10_000;

const accepted = (status: number): boolean => status < 300;

/** Read as the bot reads what the client library throws. */
function sentOf({ status, code, shown }: Answer, retryAfter?: number): Sent {
  if (accepted(status) && shown) return { kind: 'sent', shown };
  const headers = { get: (): string | undefined => (retryAfter === undefined ? undefined : String(retryAfter)) };
  const bodyAsText = code === undefined ? null : JSON.stringify({ error: { code } });
  return failureOf(status === 0 ? { code: 'ECONNRESET' } : { statusCode: status, response: { bodyAsText, headers } });
}

const timeout: Sent = { kind: 'later', code: 'Timeout' };
const statusIn = (fault: string): number => (fault.startsWith('broken') ? 0 : Number(/^\d+/.exec(fault)?.[0] ?? 0));

/** Teams as one process reaches it. */
export function createTeams({ connector, schedule, weather, life, trace }: Parts): Teams {
  const calls = new Map<string, number>();

  function labelOf(name: string): string {
    const count = (calls.get(name) ?? 0) + 1;
    calls.set(name, count);
    return `${life.name} ${name} ${count}`;
  }

  function call<T>(
    label: string,
    plan: Plan<'connector'>,
    handle: (isHeard: boolean) => Answer,
    read: (sent: Sent, answer?: Answer) => T,
  ): Promise<T> {
    const { fault, dice } = plan;
    return new Promise((resolve) => {
      const answer = (ms: number, result: T): void => {
        schedule.in(ms, () => {
          if (life.ended) return;
          trace(`${label}${fault ? `: ${fault}` : ''}`);
          resolve(result);
        });
      };
      const act = (): void => {
        if (life.ended && dice.chance(0.5)) return;
        const isHeard = fault === undefined || fault === 'slow';
        const given = handle(isHeard && !life.ended);
        if (isHeard) answer(plan.after, read(sentOf(given), given));
        else if (fault.startsWith('hung') || fault === 'late') return;
        // What Teams refuses for good it refuses whatever else goes wrong.
        else if (!accepted(given.status)) answer(plan.after, read(sentOf(given), given));
        else answer(plan.after, read(sentOf({ status: statusIn(fault) })));
      };
      const before = plan.before + (fault === 'slow' ? 500 + dice.below(6_000) : 0);
      if (fault?.startsWith('hung') || fault === 'late') answer(patience, read(timeout));
      if (fault === undefined || fault === 'slow' || fault.endsWith('after')) schedule.in(before, act);
      else if (fault === 'late') schedule.in(patience + dice.below(5_000), act);
      else if (fault !== 'hung') {
        const seconds = fault === '429 in a while' ? 1 + dice.below(20) : undefined;
        answer(before + plan.after, read(sentOf({ status: statusIn(fault) }, seconds)));
      }
    });
  }

  return {
    create: (target, message) => {
      const label = labelOf(`create ${message.summary}`);
      const send = (isHeard: boolean): Answer => {
        const answer = connector.create(target, message, life.name, schedule.now);
        const standing = answer.shown && connector.find(answer.shown.activityId);
        if (standing && !isHeard) standing.ambiguous = true;
        return answer;
      };
      return call(label, weather.plan('connector', label), send, (sent) => sent);
    },
    update: (shown, message) => {
      const label = labelOf(`update ${message.summary}`);
      const plan = weather.plan('connector', label);
      const written = connector.find(shown.activityId)?.versions.length;
      const replace = (): Answer => {
        // Teams takes what comes to one message in the order it was sent, also where it took long over it.
        const isOvertaken = plan.fault === 'late' && connector.find(shown.activityId)?.versions.length !== written;
        return isOvertaken ? { status: 408 } : connector.update(shown, message);
      };
      return call(label, plan, replace, (sent) => sent);
    },
    isMember: ({ teamId }, { id }) => {
      const label = labelOf(`member ${teamId}`);
      const ask = (): Answer => ({ status: connector.members.get(teamId)?.has(id) ? 200 : 404 });
      return call(label, weather.plan('connector', label), ask, (_, answer) =>
        answer === undefined ? 'unknown' : answer.status === 200 ? 'yes' : 'no',
      );
    },
  };
}
