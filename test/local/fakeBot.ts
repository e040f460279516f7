import { createServer } from 'node:http';
import { createLocalTeams, type LocalTeams, type LocalTeamsOptions } from '../../local/teams/index.ts';
import { close, listen } from '../../local/teams/server.ts';
import { parsed, readCall } from '../../local/teams/http.ts';
import { isNode, type CardNode } from '../../local/teams/cards/node.ts';

export const TENANT = '11111111-1111-4111-8111-111111111111';
export const ANNA = 'aaaaaaaa-0000-4000-8000-000000000001';
export const BO = 'aaaaaaaa-0000-4000-8000-000000000002';
export const CIM = 'aaaaaaaa-0000-4000-8000-000000000003';
export const GENERAL = '19:it@thread.tacv2';
export const QUEUE = '19:it-queue@thread.tacv2';

/** What the bot under test does with an activity: the body and status of its answer. */
type Behaviour = (activity: CardNode, connector: Connector) => unknown;

interface Answered {
  readonly status: number;
  readonly body: CardNode;
  readonly headers: Headers;
}

interface Connector {
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answered>;
}

export interface Stage {
  readonly teams: LocalTeams;
  readonly connector: Connector;
  readonly received: CardNode[];
  behave: Behaviour;
  readonly end: () => Promise<void>;
}

/** A local Teams with three people and a bot that a test writes in one line. */
export async function setStage(options: Partial<LocalTeamsOptions> = {}): Promise<Stage> {
  const received: CardNode[] = [];
  const teams = await createLocalTeams({
    tenantId: TENANT,
    people: [
      { id: ANNA, name: 'Anna Ek', teamsId: '29:anna', installed: true },
      { id: BO, name: 'Bo Al', teamsId: '29:bo', installed: true },
      { id: CIM, name: 'Cim Ask', teamsId: '29:cim', installed: false },
    ],
    teams: [
      {
        id: GENERAL,
        name: 'IT-enheten',
        members: [ANNA, BO],
        channels: [
          { id: GENERAL, name: 'Allmänt' },
          { id: QUEUE, name: 'Behörigheter' },
        ],
      },
    ],
    rateLimits: false,
    ...options,
  });
  const connector: Connector = {
    async call(method, path, body) {
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await fetch(`${teams.url}${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...content,
      });
      const answer = parsed(await response.text());
      return { status: response.status, body: isNode(answer) ? answer : {}, headers: response.headers };
    },
  };
  const stage: Stage = {
    teams,
    connector,
    received,
    behave: () => undefined,
    end: async () => void (await Promise.all([close(bot), teams.close()])),
  };
  const bot = createServer((request, response) => {
    void (async () => {
      const { body } = await readCall(request);
      if (isNode(body)) received.push(body);
      const answer = await stage.behave(isNode(body) ? body : {}, connector);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(answer === undefined ? '' : JSON.stringify(answer));
    })();
  });
  teams.botUrl = `http://127.0.0.1:${await listen(bot, 0)}/api/messages`;
  return stage;
}

export function card(...body: object[]): CardNode {
  return { type: 'AdaptiveCard', version: '1.5', body };
}

export function message(content: CardNode): CardNode {
  return { type: 'message', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }] };
}

export function cardAnswer(value: CardNode): CardNode {
  return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value };
}

export function dialogAnswer(content: CardNode, title = 'Ruta'): CardNode {
  const value = { title, card: { contentType: 'application/vnd.microsoft.card.adaptive', content } };
  return { task: { type: 'continue', value } };
}
