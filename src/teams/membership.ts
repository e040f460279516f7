import { z } from 'zod';
import type { Teams } from '../commands/outbound.ts';
import type { Call } from './connector.ts';

const id = z.string().nullish();

const Member = z.object({ aadObjectId: id, objectId: id, userRole: id, userPrincipalName: id });

/** Asks Teams about the one member. Guests sit in the team too, but are nobody's colleagues. */
export function createIsMember(call: Call): Teams['isMember'] {
  return async ({ teamId, serviceUrl }, person) => {
    const outcome = await call(serviceUrl, (client, options) =>
      client.conversations.getConversationMember(teamId, person.teamsId, options),
    );
    if (outcome.kind !== 'done') return outcome.status === 404 ? 'no' : 'unknown';
    const member = Member.safeParse(outcome.value).data;
    if (!member) return 'unknown';
    const ids = [member.aadObjectId, member.objectId].filter((value) => typeof value === 'string');
    if (ids.length === 0) return 'unknown';
    const same = ids.every((value) => value.toLowerCase() === person.id.toLowerCase());
    const guest = member.userRole?.toLowerCase() === 'guest' || /#EXT#/i.test(member.userPrincipalName ?? '');
    return same && !guest ? 'yes' : 'no';
  };
}
