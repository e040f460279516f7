import { route, type Reply, type Route } from '../http.ts';
import type { Team } from '../world.ts';
import { create, post, remove, update, type Conversations } from './conversations.ts';
import { ConnectorError } from './error.ts';
import { findMember, memberOf, rosterOf } from './members.ts';

/** The part of the Bot Connector's REST interface that Teams serves. */
export function connectorRoutes(at: Conversations, memberPageSize: number): Route[] {
  const { world, tenantId } = at;
  const teamBy = (id = ''): Team => {
    const team = world.team(id);
    if (!team) throw new ConnectorError(404, 'NotFound', 'Team not found.');
    if (!world.hasBot(team))
      throw new ConnectorError(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
    return team;
  };
  const pagedMembers = (id: string, query: URLSearchParams): Reply => {
    const start = Number(query.get('continuationToken') ?? 0);
    const size = Math.min(Number(query.get('pageSize') ?? memberPageSize), memberPageSize);
    const all = rosterOf(world, id);
    const members = all.slice(start, start + size).map((person) => memberOf(person, tenantId));
    const next = start + size;
    return { status: 200, body: { members, ...(next < all.length ? { continuationToken: String(next) } : {}) } };
  };

  return [
    route('POST', '/v3/conversations', (call) => create(at, call)),
    route('POST', '/v3/conversations/:/activities', ({ body }, [id = '']) => post(at, id, body)),
    route('POST', '/v3/conversations/:/activities/:', ({ body }, [id = '', answered = '']) =>
      post(at, id, body, answered),
    ),
    route('PUT', '/v3/conversations/:/activities/:', ({ body }, [id = '', activity = '']) =>
      update(at, id, activity, body),
    ),
    route('DELETE', '/v3/conversations/:/activities/:', (_, [id = '', activity = '']) => remove(at, id, activity)),
    route('GET', '/v3/conversations/:/members/:', (_, [id = '', member = '']) => ({
      status: 200,
      body: memberOf(findMember(world, id, member), tenantId),
    })),
    route('GET', '/v3/conversations/:/pagedmembers', ({ query }, [id = '']) => pagedMembers(id, query)),
    route('GET', '/v3/teams/:', (_, [id]) => {
      const { name, channels, members } = teamBy(id);
      return { status: 200, body: { id, name, channelCount: channels.length, memberCount: members.length } };
    }),
    // The general channel comes without a name, as from Teams.
    route('GET', '/v3/teams/:/conversations', (_, [id]) => ({
      status: 200,
      body: { conversations: teamBy(id).channels.map((channel) => (channel.id === id ? { id } : channel)) },
    })),
  ];
}
