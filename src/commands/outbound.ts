import type { Card } from './incoming.ts';

/** Where a message goes: a person's own chat with the bot, a channel, or the thread under a message already shown. */
export type Target =
  | {
      readonly kind: 'person';
      readonly personId: string;
      readonly serviceUrl: string;
      readonly conversationId?: string;
    }
  | { readonly kind: 'channel'; readonly channelId: string; readonly serviceUrl: string }
  | { readonly kind: 'thread'; readonly conversationId: string; readonly serviceUrl: string };

/** A message in Teams: an Adaptive Card, and the text of its notification (no personal data). */
export type Message = { readonly card: Card; readonly summary: string };

/** Where a message was shown. */
export type Shown = { readonly conversationId: string; readonly activityId: string; readonly serviceUrl: string };

export type Sent =
  | { readonly kind: 'sent'; readonly shown: Shown }
  /** Will never arrive as things stand: not installed, blocked, gone, too large. `code` is Teams' own. */
  | { readonly kind: 'permanent'; readonly code: string }
  /** Try again, after `seconds` where Teams said so. It may have arrived all the same. */
  | { readonly kind: 'later'; readonly seconds?: number; readonly code: string };

/** Teams as seen by delivery and membership checks. Nothing here throws for what Teams answers. */
export interface Teams {
  create(target: Target, message: Message): Promise<Sent>;
  update(shown: Shown, message: Message): Promise<Sent>;
  /** Whether the person belongs to the team now; `unknown` when Teams gives no answer. */
  isMember(
    team: { readonly teamId: string; readonly serviceUrl: string },
    person: { readonly id: string; readonly teamsId: string },
  ): Promise<'yes' | 'no' | 'unknown'>;
}
