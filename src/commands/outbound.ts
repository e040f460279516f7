import type { Instant } from '../domain/person.ts';
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

/** A mail to one address, in plain text. `id` names it to the receiver's system, which may know by it what came twice. */
export type Mail = {
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly at: Instant;
};

/** `of`: whether it is this address that does not take it, or the mail server that takes nothing. */
export type Mailed =
  | { readonly kind: 'sent' }
  /** Does not go as things stand. `code` is the server's own, or the bot's. */
  | { readonly kind: 'permanent'; readonly of: 'mailbox' | 'server'; readonly code: string }
  /** Try again. `inDoubt`: it may have arrived all the same. */
  | { readonly kind: 'later'; readonly of: 'mailbox' | 'server'; readonly code: string; readonly inDoubt: boolean };

/** The mail server as seen by delivery. Nothing here throws for what it answers, and every answer comes within the minute. */
export interface Mailer {
  send(mail: Mail): Promise<Mailed>;
}

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
