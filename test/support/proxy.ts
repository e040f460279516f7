import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A request on its way from the bot. */
export type Passing = {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** The bot's end of the connection. */
  readonly port: number;
  /** When the connection was opened, where this is the first request on it: it may have been begun as long ago as that. */
  readonly opened?: number;
};

/** What happens to it: first it waits, then `at` is told where it is lost, if it is. */
export type Fault = {
  readonly delay?: number;
  /** The connection breaks before the server is given the request, or when it has carried it out and answers. */
  readonly lose?: 'request' | 'answer';
  /** Nothing breaks: the bot waits in vain for what is lost. */
  readonly silently?: boolean;
  readonly at?: () => void;
};

/** Looks at a request and says what goes wrong with it, or undefined to let it be. */
export type Rule = (passing: Passing) => Fault | undefined;

/** What became of a request; `status` is undefined where the server was never given it. */
export type Exchange = {
  readonly passing: Passing;
  readonly status?: number;
  readonly body: string;
  /** Whether the bot was given the answer. */
  readonly answered: boolean;
};

export type Proxy = {
  readonly url: string;
  readonly port: number;
  /** Asked in order about every request; the first fault counts. */
  readonly rules: Set<Rule>;
  readonly watchers: Set<(exchange: Exchange) => void>;
  /** Requests that have come and are not answered yet. */
  readonly underWay: () => readonly Passing[];
  readonly close: () => Promise<void>;
};

/** Stands on loopback between the bot and a server, forwards what it is given, and does the faults that its rules ask for. */
export async function createProxy(upstream: () => { readonly port: number }): Promise<Proxy> {
  const rules = new Set<Rule>();
  const watchers = new Set<(exchange: Exchange) => void>();
  const underWay = new Set<Passing>();
  const unused = new Map<Socket, number>();
  const agent = new Agent({ keepAlive: true });

  const carry = async (from: IncomingMessage, to: ServerResponse): Promise<void> => {
    const { socket, method = 'GET', url: path = '/' } = from;
    const opened = unused.get(socket);
    unused.delete(socket);
    const bytes = await read(from);
    const begun = opened === undefined ? {} : { opened };
    const passing: Passing = { method, path, body: bytes.toString(), port: socket.remotePort ?? 0, ...begun };
    const tell = (exchange: Omit<Exchange, 'passing'>): void => {
      underWay.delete(passing);
      watchers.forEach((watch) => watch({ passing, ...exchange }));
    };
    const fault = [...rules].map((rule) => rule(passing)).find((one) => one !== undefined) ?? {};
    underWay.add(passing);
    const lose = (exchange: Omit<Exchange, 'passing' | 'answered'>): void => {
      fault.at?.();
      if (fault.silently !== true) socket.resetAndDestroy();
      tell({ ...exchange, answered: false });
    };
    if (fault.delay !== undefined) await pause(fault.delay);
    if (fault.lose === 'request') return lose({ body: '' });
    const answer = await forward(from, bytes, agent, upstream().port);
    const body = answer.bytes.toString();
    if (fault.lose === 'answer') return lose({ status: answer.status, body });
    if (fault.lose === undefined) fault.at?.();
    // In two: restify, where it is loaded, leaves writeHead without its answer.
    to.writeHead(answer.status, answer.headers);
    to.end(answer.bytes);
    tell({ status: answer.status, body, answered: !socket.destroyed });
  };

  const server = createServer((from, to) => void carry(from, to).catch(() => from.socket.resetAndDestroy()));
  server.on('connection', (socket: Socket) => {
    unused.set(socket, Date.now());
    socket.once('close', () => unused.delete(socket));
  });
  // The bot decides how long connections are kept, as with the real services.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    rules,
    watchers,
    underWay: () => [...underWay],
    close: () =>
      new Promise((resolve) => {
        agent.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

type Answer = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly bytes: Buffer };

function forward(
  { method, url, headers }: IncomingMessage,
  bytes: Buffer,
  agent: Agent,
  port: number,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onward = request({ host: '127.0.0.1', port, method, path: url, headers, agent }, (answer) => {
      read(answer).then((body) => {
        const { 'transfer-encoding': _chunked, ...rest } = answer.headers;
        const length = { 'content-length': String(body.length) };
        resolve({ status: answer.statusCode ?? 502, headers: { ...rest, ...length }, bytes: body });
      }, reject);
    });
    onward.once('error', reject).end(bytes);
  });
}
