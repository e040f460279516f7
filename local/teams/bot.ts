import type { Activity } from './activities.ts';
import { parsed } from './http.ts';

export interface BotResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body where it is JSON. */
  readonly body: unknown;
}

/** An activity that was sent and what came of it; `problem` says why Teams would show the user a failure. */
export interface Delivery {
  readonly activity: Activity;
  readonly status?: number;
  readonly body?: unknown;
  readonly problem?: string;
}

export interface BotSettings {
  readonly url: () => string;
  readonly authorize?: ((activity: Activity) => Promise<string | undefined>) | undefined;
  readonly invokeDeadline: number;
  readonly log: (line: string) => void;
}

export type HeaderOverrides = Readonly<Record<string, string | undefined>>;

/** Teams waits this long for the answer to a message before it may deliver it again. */
const MESSAGE_DEADLINE = 15_000;
const REMEMBERED = 2_000;

export type Bot = ReturnType<typeof createBot>;

/** The way to the bot's webhook. */
export function createBot(settings: BotSettings) {
  const deliveries: Delivery[] = [];
  const remember = (delivery: Delivery): Delivery => {
    deliveries.push(delivery);
    if (deliveries.length > REMEMBERED) deliveries.shift();
    const { activity, problem } = delivery;
    if (problem !== undefined)
      settings.log(`${[activity['type'], activity['name']].filter(Boolean).join(' ')}: ${problem}`);
    return delivery;
  };

  const send = async (content: string | Buffer, headers: HeaderOverrides, deadline: number): Promise<BotResponse> => {
    const given = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const response = await fetch(settings.url(), {
      method: 'POST',
      headers: Object.fromEntries(given),
      body: typeof content === 'string' ? content : new Uint8Array(content),
      signal: AbortSignal.timeout(deadline),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };

  const post = async (
    activity: Activity,
    headers: HeaderOverrides = {},
    deadline = MESSAGE_DEADLINE,
  ): Promise<BotResponse> => {
    const token = 'authorization' in headers ? undefined : await settings.authorize?.(activity);
    const authorization = token === undefined ? undefined : `Bearer ${token}`;
    return send(
      JSON.stringify(activity),
      { 'content-type': 'application/json; charset=utf-8', authorization, ...headers },
      deadline,
    );
  };

  return {
    deliveries,
    /** Gives a problem its place among the deliveries when the answer itself was not to Teams' liking. */
    reject: (activity: Activity, problem: string, body?: unknown) => void remember({ activity, problem, body }),
    post,
    postRaw: (content: string | Buffer, headers: HeaderOverrides = {}) => send(content, headers, MESSAGE_DEADLINE),
    /** Sends as Teams does: a refusal or a silence is noted, and nobody is told. */
    async deliver(activity: Activity): Promise<Delivery> {
      const deadline = activity['type'] === 'invoke' ? settings.invokeDeadline : MESSAGE_DEADLINE;
      try {
        const { status, body, text } = await post(activity, {}, deadline);
        if (status < 200 || status > 299)
          return remember({ activity, status, body, problem: `HTTP ${status} ${text.slice(0, 300)}` });
        return remember({ activity, status, body: body ?? text });
      } catch (error) {
        const timedOut = error instanceof DOMException && error.name === 'TimeoutError';
        return remember({
          activity,
          problem: timedOut ? `no answer within ${deadline} ms` : `unreachable (${String(error)})`,
        });
      }
    },
  };
}
