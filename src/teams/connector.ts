import type { ConnectorClient } from 'botframework-connector';
import type { GuardedAuthentication } from './authentication.ts';
import { within } from './deadline.ts';
import { type Failure, failureOf } from './failure.ts';

/** Teams answers in well under a second or not at all. */
const defaultTimeout = 10_000;

type Options = { readonly timeout: number; readonly abortSignal: AbortSignal };
type Done<T> = { readonly kind: 'done'; readonly value: T };

/** Makes one call to the Bot Connector, once. */
export type Call = <T>(
  serviceUrl: string,
  make: (client: ConnectorClient, options: Options) => Promise<T>,
) => Promise<Done<T> | Failure>;

export function createCall(authentication: GuardedAuthentication, timeout = defaultTimeout): Call {
  return async (serviceUrl, make) => {
    const abort = new AbortController();
    const work = authentication
      .createConnectorFactory()
      .create(serviceUrl)
      .then((client) => make(client, { timeout, abortSignal: abort.signal }));
    try {
      // Fetching the bot's own token is part of the work, and has no time-out in the SDK.
      const outcome = await within(timeout, work);
      if (!outcome.late) return { kind: 'done', value: outcome.value };
    } catch (error) {
      return failureOf(error);
    }
    abort.abort();
    return { kind: 'later', code: 'Timeout' };
  };
}
