import type { Person, Place, World } from '../world.ts';
import { ConnectorError, noConversation } from './error.ts';

/** A member as the roster gives them. */
export function memberOf(person: Person, tenantId: string) {
  const address = `${person.name
    .toLocaleLowerCase('sv')
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .replaceAll(' ', '.')}@exempel.se`;
  const [givenName, ...rest] = person.name.split(' ');
  return {
    id: person.teamsId,
    aadObjectId: person.id,
    name: person.name,
    givenName,
    surname: rest.join(' '),
    userPrincipalName: address,
    email: address,
    tenantId,
    userRole: person.guest === true ? 'guest' : 'user',
  };
}

export function rosterOf(world: World, conversationId: string): Person[] {
  const place = world.place(conversationId);
  if (!place) throw noConversation();
  letIn(world, place);
  return place.kind === 'personal' ? [place.person] : place.team.members.flatMap((id) => world.personBy(id) ?? []);
}

export function findMember(world: World, conversationId: string, memberId: string): Person {
  const found = rosterOf(world, conversationId).find((person) => person.id === memberId || person.teamsId === memberId);
  if (!found) throw new ConnectorError(404, 'MemberNotFoundInConversation', 'Member not found in conversation.');
  return found;
}

/** Refuses a bot that was never let in, was taken out or is blocked. */
export function letIn(world: World, place: Place): void {
  const notThere = new ConnectorError(
    403,
    'BotNotInConversationRoster',
    'The bot is not part of the conversation roster.',
  );
  if (place.kind === 'channel') {
    if (!world.hasBot(place.team)) throw notThere;
    return;
  }
  const reach = world.reach(place.person);
  if (reach === 'blocked')
    throw new ConnectorError(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.');
  if (reach === 'removed') throw notThere;
  if (reach === 'absent')
    throw new ConnectorError(
      403,
      'ForbiddenOperationException',
      "The bot is not installed in the user's personal scope.",
    );
}
