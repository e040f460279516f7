import type { Request, Response } from 'restify';
import type { Logger } from 'pino';
import type { Incoming, Reply } from '../commands/incoming.ts';
import type { TeamsActivity } from './activity.ts';
import { GuardedAdapter } from './adapter.ts';
import { GuardedAuthentication } from './authentication.ts';
import { readJson } from './body.ts';
import type { TokenSource } from './credentials.ts';
import { within } from './deadline.ts';
import { createFileRoute, type FetchFile } from './files.ts';
import { toInbound } from './inbound.ts';
import { createOutbound } from './outbound.ts';
import { Refusal } from './refusal.ts';
import { type Answer, ignored, malformed, unknown } from './replies.ts';
import type { TeamsSettings } from './settings.ts';
import { createTurn, defaultHandlerTimeout } from './turn.ts';
import { createWeb, headersTimeout } from './web.ts';

const readyTimeout = 5_000;

export type ServerParts = {
  readonly settings: TeamsSettings;
  readonly handle: (incoming: Incoming) => Promise<Reply>;
  /** Rejects where the storage gives no answer. */
  readonly ready: () => Promise<'ok' | 'delivery is behind'>;
  readonly fetchFile: FetchFile;
  readonly log: Logger;
  readonly tokens?: TokenSource;
  /** Milliseconds. */
  readonly timeouts?: { readonly handler?: number; readonly body?: number; readonly call?: number };
};

export type TeamsServer = {
  /** Gives the port listened on. */
  listen(port: number, host?: string): Promise<number>;
  /** Stops taking requests and waits, not for ever, for those under way. */
  close(): Promise<void>;
};

export function createServer({
  settings,
  handle,
  ready,
  fetchFile,
  log,
  tokens,
  timeouts = {},
}: ServerParts): TeamsServer {
  const authentication = new GuardedAuthentication(settings, tokens);
  const adapter = new GuardedAdapter(authentication, settings);
  const web = createWeb(log);
  const outbound = createOutbound(settings, authentication, log, timeouts.call);
  const working = new Set<Promise<unknown>>();
  const onWork = (work: Promise<unknown>): void => {
    working.add(work);
    const done = (): boolean => working.delete(work);
    work.then(done, done);
  };
  const turn = createTurn({ handle, outbound, log, timeout: timeouts.handler ?? defaultHandlerTimeout, onWork });

  const answerTo = async (activity: TeamsActivity): Promise<Answer> => {
    const inbound = toInbound(activity);
    switch (inbound.kind) {
      case 'command':
        return turn(inbound.surface, inbound.incoming);
      case 'malformed':
        return malformed;
      case 'unknown':
        return unknown;
      case 'ignored':
        return ignored;
    }
  };

  const receive = async (request: Request): Promise<Answer> => {
    try {
      const body = await readJson(request, timeouts.body ?? headersTimeout);
      return await adapter.turn(request.headers.authorization ?? '', body, answerTo);
    } catch (error) {
      if (error instanceof Refusal) {
        log.warn({ status: error.status, reason: error.reason }, 'refused');
        return { status: error.status, body: {} };
      }
      log.error({ error: error instanceof Error ? error.name : typeof error }, 'a request failed');
      return { status: 500, body: {} };
    }
  };

  // restify takes promises from literal async functions alone.
  web.server.post('/api/messages', async (request: Request, response: Response) => {
    web.write(response, await receive(request));
  });
  const serveFile = createFileRoute(fetchFile, log);
  // A wildcard: a parameter of a path may not be as long as a ticket.
  web.server.get('/files/*', async (request: Request, response: Response) => serveFile(request, response));
  web.server.get('/healthz', async (_request: Request, response: Response) => {
    web.write(response, { status: 200, body: { status: 'ok' } });
  });
  web.server.get('/readyz', async (_request: Request, response: Response) => {
    const outcome = await within(readyTimeout, ready()).catch(() => ({ late: true as const }));
    const status = outcome.late ? 'storage does not answer' : outcome.value;
    web.write(response, { status: status === 'ok' ? 200 : 503, body: { status } });
  });

  return { listen: web.listen, close: () => web.close(working) };
}
