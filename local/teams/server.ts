import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConnectorError } from './connector/error.ts';
import type { Fault, Faults } from './connector/faults.ts';
import { findRoute, readCall, writeReply, type Call, type Reply, type Route } from './http.ts';

/** A request the bot made, and the status it was answered with. */
export interface ConnectorCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly authorization?: string | undefined;
  readonly status: number | 'hang' | 'reset';
}

export interface ServerParts {
  readonly connector: readonly Route[];
  readonly others: readonly Route[];
  readonly faults: Faults;
  readonly calls: ConnectorCall[];
  /** Where given, connector requests without a good token are answered 401. */
  readonly admit?: ((authorization: string | undefined) => boolean) | undefined;
  readonly log: (line: string) => void;
}

const REMEMBERED = 5_000;

export function createLocalServer(parts: ServerParts): Server {
  return createServer((request, response) => {
    void (async () => {
      const call = await readCall(request);
      const reply = call.path.startsWith('/v3/')
        ? await connectorReply(parts, call)
        : await plainReply(parts.others, call);
      if (reply === 'hang') return;
      if (reply === 'reset') return void request.socket.destroy();
      // Live updates keep the response open and write to it themselves.
      if (isStream(reply.body)) return reply.body.start(response);
      writeReply(response, reply);
    })().catch((error: unknown) => {
      parts.log(`local Teams: ${String(error)}`);
      if (!response.headersSent) writeReply(response, { status: 500, body: String(error) });
    });
  });
}

export interface Stream {
  readonly start: (response: ServerResponse) => void;
}

function isStream(body: unknown): body is Stream {
  return typeof body === 'object' && body !== null && 'start' in body && typeof body.start === 'function';
}

async function connectorReply(
  { connector, faults, calls, admit }: ServerParts,
  call: Call,
): Promise<Reply | 'hang' | 'reset'> {
  const fault = faults.pick(call);
  const isAdmitted = admit === undefined || admit(call.headers.authorization);
  const done =
    fault && fault.afterAccepting !== true
      ? undefined
      : isAdmitted
        ? await connectorAnswer(connector, call)
        : refused();
  const reply = fault ? faultyReply(fault) : (done ?? refused());
  const { method, path, body } = call;
  calls.push({
    method,
    path,
    body,
    authorization: call.headers.authorization,
    status: typeof reply === 'string' ? reply : reply.status,
  });
  if (calls.length > REMEMBERED) calls.shift();
  return reply;
}

function refused(): Reply {
  return {
    status: 401,
    body: { error: { code: 'Unauthorized', message: 'Authorization has been denied for this request.' } },
  };
}

function faultyReply({ status = 500, headers = {}, body, hang, reset }: Fault): Reply | 'hang' | 'reset' {
  if (hang === true) return 'hang';
  if (reset === true) return 'reset';
  return { status, headers, body: body ?? { error: { code: 'ServiceError', message: 'Injected fault' } } };
}

async function connectorAnswer(routes: readonly Route[], call: Call): Promise<Reply> {
  try {
    const handle = findRoute(routes, call);
    if (!handle) throw new ConnectorError(404, 'NotFound', `No such resource: ${call.method} ${call.path}`);
    return await handle();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const { status, code, message, headers } = error;
    return { status, headers, body: { error: { code, message } } };
  }
}

async function plainReply(routes: readonly Route[], call: Call): Promise<Reply> {
  const handle = findRoute(routes, call);
  return handle ? handle() : { status: 404, body: 'Not found' };
}

/** Listens on loopback only. */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

export async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
