import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly raw: Buffer;
  /** The parsed JSON, or undefined where there was none. */
  readonly body: unknown;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  readonly pattern: readonly string[];
  readonly handle: (call: Call, parameters: readonly string[]) => Reply | Promise<Reply>;
}

/** `route('GET', '/v3/teams/:', …)`; each ":" is handed over, decoded. */
export function route(method: string, path: string, handle: Route['handle']): Route {
  return { method, pattern: path.split('/'), handle };
}

export function findRoute(routes: readonly Route[], call: Call): (() => Promise<Reply>) | undefined {
  const parts = call.path.split('/');
  for (const { method, pattern, handle } of routes) {
    if (method !== call.method || pattern.length !== parts.length) continue;
    if (!pattern.every((part, at) => part === ':' || part === parts[at])) continue;
    const parameters = parts.filter((_, at) => pattern[at] === ':').map(decodeURIComponent);
    return async () => handle(call, parameters);
  }
  return undefined;
}

/** Room for files that a bot is to refuse. */
const BODY_LIMIT = 64 * 1024 * 1024;

export async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > BODY_LIMIT) throw new Error('The body is too large');
    chunks.push(part);
  }
  const raw = Buffer.concat(chunks);
  const url = new URL(`http://local${(request.url ?? '/').replace(/^\/\/+/, '/')}`);
  const isJson = raw.length > 0 && (request.headers['content-type'] ?? '').includes('json');
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    raw,
    body: isJson ? parsed(raw.toString('utf8')) : undefined,
  };
}

/** JSON, or undefined where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function writeReply(response: ServerResponse, { status, headers = {}, body }: Reply): void {
  const isText = typeof body === 'string' || Buffer.isBuffer(body);
  const content = body === undefined ? '' : isText ? body : JSON.stringify(body);
  response.writeHead(status, {
    ...(isText || body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...headers,
  });
  response.end(content);
}
