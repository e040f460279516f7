import { type Activity, ActivityTypes, type Attachment, type ConversationParameters } from 'botbuilder';
import type { Card } from '../commands/incoming.ts';
import { SdkActivity } from './activity.ts';
import { botIdOf, type TeamsSettings } from './settings.ts';

export const cardType = 'application/vnd.microsoft.card.adaptive';

/** What a message shows. A card and a text in one activity would be split in two, and no id comes back: one or the other. */
export type Content =
  | { readonly kind: 'card'; readonly card: Card; readonly summary: string }
  | { readonly kind: 'text'; readonly text: string };

export function attachmentOf(card: Card): Attachment {
  return { contentType: cardType, content: card };
}

export function messageActivity(settings: TeamsSettings, content: Content): Activity {
  const shown =
    content.kind === 'card'
      ? { attachments: [attachmentOf(content.card)], ...(content.summary !== '' && { summary: content.summary }) }
      : { text: content.text, textFormat: 'plain' };
  const channelData = { tenant: { id: settings.tenantId } };
  return SdkActivity.parse({ type: ActivityTypes.Message, from: { id: botIdOf(settings) }, channelData, ...shown });
}

/** A person's own chat with the bot; Teams gives the same one each time. */
export function personalConversation(settings: TeamsSettings, personId: string): ConversationParameters {
  const { tenantId } = settings;
  return {
    isGroup: false,
    bot: { id: botIdOf(settings), name: '' },
    members: [{ id: personId, name: '' }],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  };
}

/** A new thread in a channel, begun by the message. */
export function channelThread(settings: TeamsSettings, channelId: string, content: Content): ConversationParameters {
  const { tenantId } = settings;
  return {
    isGroup: true,
    bot: { id: botIdOf(settings), name: '' },
    tenantId,
    channelData: { channel: { id: channelId }, tenant: { id: tenantId } },
    activity: messageActivity(settings, content),
  };
}
