import type { Person } from '../domain/person.ts';

/** Where something was said or clicked. Ids are Teams' own. */
export type Place =
  | { readonly kind: 'personal'; readonly conversationId: string }
  | {
      readonly kind: 'channel';
      readonly conversationId: string;
      readonly channelId: string;
      readonly teamId: string;
      readonly teamName?: string;
      readonly channelName?: string;
    };

/** A file in the chat: its name as it was sent, and where it is fetched from. The address is a secret. */
export type Attached = { readonly name: string; readonly url: string };

type Origin = {
  readonly person: Person;
  /** The channel's own id of the person (`29:…`), for asking Teams about memberships. */
  readonly teamsId: string;
  readonly place: Place;
  readonly serviceUrl: string;
  /** The activity whose card was clicked. */
  readonly activityId?: string;
};

/** Everything that can reach the bot, parsed and freed from Teams' shapes. `data` is what a card carried plus what was typed. */
export type Incoming = Origin &
  (
    | { readonly kind: 'message'; readonly text: string }
    | {
        readonly kind: 'files';
        readonly text: string;
        readonly files: readonly Attached[];
        /** Pictures stand in the message itself, which nobody can fetch. */
        readonly pictures: boolean;
      }
    | { readonly kind: 'execute'; readonly verb: string; readonly data: unknown }
    | { readonly kind: 'openDialog'; readonly data: unknown }
    | { readonly kind: 'submitDialog'; readonly data: unknown }
    | {
        readonly kind: 'search';
        readonly dataset: string;
        readonly query: string;
        readonly skip: number;
        readonly top: number;
      }
    | { readonly kind: 'installed' }
  );

/** An Adaptive Card ready to be sent. */
export type Card = { readonly type: 'AdaptiveCard'; readonly [property: string]: unknown };

/** What the one who said or clicked something sees at once. */
export type Reply =
  | { readonly kind: 'none' }
  /** A new message with a card; `summary` is the notification's text and holds no personal data. */
  | { readonly kind: 'message'; readonly card: Card; readonly summary: string }
  /** The clicked card becomes this one. */
  | { readonly kind: 'card'; readonly card: Card }
  /** A passing notice; the clicked card stays, a dialog closes with it. */
  | { readonly kind: 'notice'; readonly text: string }
  | {
      readonly kind: 'dialog';
      readonly title: string;
      readonly card: Card;
      readonly size: 'small' | 'medium' | 'large';
    }
  | { readonly kind: 'closed' }
  | { readonly kind: 'choices'; readonly choices: readonly { readonly title: string; readonly value: string }[] };
