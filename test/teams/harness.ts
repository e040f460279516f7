import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { pino } from 'pino';
import type { Incoming, Reply } from '../../src/commands/incoming.ts';
import { createServer, type ServerParts } from '../../src/teams/server.ts';
import type { TeamsSettings } from '../../src/teams/settings.ts';

export const tenant = '11111111-1111-4111-8111-111111111111';
export const anna = 'aaaaaaaa-1111-4111-8111-111111111111';
export const bot = '28:bot';
export const card = { type: 'AdaptiveCard', version: '1.5', body: [] } as const;
export const local: TeamsSettings = { app: { kind: 'local', botId: bot }, tenantId: tenant, serviceUrlHosts: [] };

type Call = { method: string; path: string; authorization: string | undefined; body: unknown };
type Response = { status: number; body?: unknown; headers?: Record<string, string>; hang?: boolean };

/** A Bot Connector that records what it is sent and answers as told. */
export async function fakeConnector() {
  const calls: Call[] = [];
  const state: { answer: (call: Call) => Response } = { answer: () => ({ status: 201, body: { id: 'activity-1' } }) };
  const server = createHttpServer((request, response) => {
    void readText(request).then((text) => {
      const { method = '', url: path = '', headers } = request;
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      const call = { method, path: decodeURIComponent(path), authorization: headers.authorization, body };
      calls.push(call);
      const answer = state.answer(call);
      if (answer.hang) return;
      response.writeHead(answer.status, { 'Content-Type': 'application/json', ...answer.headers });
      response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return {
    calls,
    serviceUrl: `http://127.0.0.1:${port}/teams/`,
    answer: (how: typeof state.answer) => (state.answer = how),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

/** The bot's server with a handler that records what reaches it. */
export async function startBot(parts: Partial<ServerParts> = {}) {
  const handled: Incoming[] = [];
  const lines: string[] = [];
  const state: { reply: (incoming: Incoming) => Promise<Reply> } = { reply: async () => ({ kind: 'none' }) };
  const server = createServer({
    settings: local,
    ready: async () => 'ok',
    fetchFile: async () => undefined,
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    handle: async (incoming) => {
      handled.push(incoming);
      return state.reply(incoming);
    },
    ...parts,
  });
  const port = await server.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  const post = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    return { status: response.status, text: await response.text() };
  };
  return {
    handled,
    lines,
    url,
    port,
    post,
    reply: (how: typeof state.reply) => (state.reply = how),
    send: (activity: unknown, headers?: Record<string, string>) => post(JSON.stringify(activity), headers),
    close: () => server.close(),
  };
}

export type Bot = Awaited<ReturnType<typeof startBot>>;
export type Connector = Awaited<ReturnType<typeof fakeConnector>>;

/** An activity from Anna in her own chat with the bot. */
export function activity(serviceUrl: string, more: object = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: '1',
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:anna', name: 'Anna Chef', aadObjectId: anna },
    recipient: { id: bot, name: 'Behörigheter' },
    conversation: { id: 'a:anna', conversationType: 'personal', tenantId: tenant },
    channelData: { tenant: { id: tenant } },
    text: 'hej',
    ...more,
  };
}

export function inChannel(serviceUrl: string, more: object = {}): Record<string, unknown> {
  const conversation = { id: '19:it@thread.tacv2;messageid=123', conversationType: 'channel', isGroup: true };
  const team = { id: '19:team@thread.tacv2', name: 'IT-avdelningen' };
  const channelData = { tenant: { id: tenant }, team, channel: { id: '19:it@thread.tacv2' } };
  return activity(serviceUrl, { conversation, channelData, ...more });
}
