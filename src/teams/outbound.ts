import { z } from 'zod';
import type { Logger } from 'pino';
import type { Sent, Shown, Teams } from '../commands/outbound.ts';
import { GuardedAuthentication } from './authentication.ts';
import { createCall } from './connector.ts';
import type { TokenSource } from './credentials.ts';
import type { Failure } from './failure.ts';
import { createIsMember } from './membership.ts';
import { channelThread, type Content, messageActivity, personalConversation } from './message.ts';
import type { TeamsSettings } from './settings.ts';

/** Where a message goes that answers what was just said or clicked. */
export type Outbound = Teams & {
  say(conversation: Omit<Shown, 'activityId'>, content: Content): Promise<Sent>;
  replace(shown: Shown, content: Content): Promise<Sent>;
};

const Resource = z.object({ id: z.string().min(1) });
/** A thread is named after its first message: `19:…@thread.tacv2;messageid=<id of the message>`. */
const Thread = Resource.extend({ activityId: z.string().min(1).optional() }).transform((thread, context) => {
  const activityId = thread.activityId ?? /;messageid=(.+)$/.exec(thread.id)?.[1];
  if (activityId !== undefined) return { id: thread.id, activityId };
  context.addIssue('no activity id');
  return z.NEVER;
});

/** Teams as seen by delivery. `tokens` fetches the bot's own tokens in place of Microsoft's library. */
export function createTeams(settings: TeamsSettings, log: Logger, tokens?: TokenSource): Teams {
  return createOutbound(settings, new GuardedAuthentication(settings, tokens), log);
}

export function createOutbound(
  settings: TeamsSettings,
  authentication: GuardedAuthentication,
  log: Logger,
  timeout?: number,
): Outbound {
  const call = createCall(authentication, timeout);

  const failed = (failure: Failure): Sent => {
    log.warn({ failure }, 'Teams did not take a message');
    const { kind, code } = failure;
    return kind === 'later' && failure.seconds !== undefined
      ? { kind, code, seconds: failure.seconds }
      : { kind, code };
  };

  /** It arrived, but could never be updated; sending it again would only make two of them. */
  const nameless = (): Sent => failed({ kind: 'permanent', code: 'NoActivityId' });

  const say: Outbound['say'] = async ({ serviceUrl, conversationId }, content) => {
    const outcome = await call(serviceUrl, async (client, options) =>
      client.conversations.sendToConversation(conversationId, messageActivity(settings, content), options),
    );
    if (outcome.kind !== 'done') return failed(outcome);
    const resource = Resource.safeParse(outcome.value).data;
    if (!resource) return nameless();
    return { kind: 'sent', shown: { conversationId, activityId: resource.id, serviceUrl } };
  };

  const sayToPerson = async (serviceUrl: string, personId: string, content: Content): Promise<Sent> => {
    const outcome = await call(serviceUrl, async (client, options) =>
      client.conversations.createConversation(personalConversation(settings, personId), options),
    );
    if (outcome.kind !== 'done') return failed(outcome);
    const resource = Resource.safeParse(outcome.value).data;
    if (!resource) return failed({ kind: 'later', code: 'NoConversationId' });
    return say({ serviceUrl, conversationId: resource.id }, content);
  };

  const post = async (serviceUrl: string, channelId: string, content: Content): Promise<Sent> => {
    const outcome = await call(serviceUrl, async (client, options) =>
      client.conversations.createConversation(channelThread(settings, channelId, content), options),
    );
    if (outcome.kind !== 'done') return failed(outcome);
    const thread = Thread.safeParse(outcome.value).data;
    if (!thread) return nameless();
    return { kind: 'sent', shown: { conversationId: thread.id, activityId: thread.activityId, serviceUrl } };
  };

  const replace: Outbound['replace'] = async (shown, content) => {
    const { serviceUrl, conversationId, activityId } = shown;
    const outcome = await call(serviceUrl, async (client, options) =>
      client.conversations.updateActivity(
        conversationId,
        activityId,
        { ...messageActivity(settings, content), id: activityId },
        options,
      ),
    );
    return outcome.kind === 'done' ? { kind: 'sent', shown } : failed(outcome);
  };

  return {
    say,
    replace,
    isMember: createIsMember(call),
    update: (shown, message) => replace(shown, { kind: 'card', ...message }),
    create: async (target, message) => {
      const content: Content = { kind: 'card', ...message };
      const { serviceUrl } = target;
      switch (target.kind) {
        case 'person': {
          const { conversationId, personId } = target;
          return conversationId === undefined
            ? sayToPerson(serviceUrl, personId, content)
            : say({ serviceUrl, conversationId }, content);
        }
        case 'channel':
          return post(serviceUrl, target.channelId, content);
        case 'thread':
          return say({ serviceUrl, conversationId: target.conversationId }, content);
      }
    },
  };
}
