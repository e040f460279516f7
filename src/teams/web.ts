import restify from 'restify';
import type { Logger } from 'pino';
import { within } from './deadline.ts';
import type { Answer } from './replies.ts';

export const headersTimeout = 10_000;
const closeTimeout = 10_000;
/** Longer than the load balancer's, so that it is never the bot that hangs up on a request under way. */
const keepAliveTimeout = 65_000;

/** restify with time-outs, and without its way of telling callers what went wrong. */
export function createWeb(log: Logger) {
  const nothing = (): string => '{}';
  const server = restify.createServer({
    // Shown in a header otherwise: with what to look for among known weaknesses.
    name: '',
    formatters: { 'application/json': nothing, 'text/plain': nothing, 'application/octet-stream': nothing },
  });
  server.server.headersTimeout = headersTimeout;
  server.server.requestTimeout = 2 * headersTimeout;
  server.server.keepAliveTimeout = keepAliveTimeout;
  // restify hands upgrades on to nobody, which would leave their sockets open for good.
  server.on('upgrade', (_request: restify.Request, socket: { destroy(): void }) => {
    socket.destroy();
  });
  let stopping = false;

  server.on('after', (request: restify.Request, response: restify.Response) => {
    // An unknown path may hold anything, so it is not logged.
    const path = request.getRoute()?.path ?? 'other';
    const ms = Date.now() - request.time();
    log.info({ method: request.method, path, status: response.statusCode, ms }, 'request');
  });

  return {
    server,
    write: (response: restify.Response, { status, body }: Answer): void => {
      const text = body === undefined ? '' : JSON.stringify(body);
      if (stopping) response.setHeader('Connection', 'close');
      if (text !== '') response.setHeader('Content-Type', 'application/json');
      response.writeHead(status, { 'Content-Length': String(Buffer.byteLength(text)) });
      response.end(text);
    },
    listen: (port: number, host?: string): Promise<number> =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve(server.address().port);
        });
      }),
    /** Waits for requests under way and for `working`, but not for ever. */
    close: async (working: Iterable<Promise<unknown>>): Promise<void> => {
      stopping = true;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.server.closeIdleConnections();
      await within(closeTimeout, Promise.allSettled([closed, ...working]));
      server.server.closeAllConnections();
    },
  };
}
