import type { Card } from '../../src/commands/incoming.ts';
import type { Message, Shown, Target } from '../../src/commands/outbound.ts';
import type { Place, ShownMessage } from '../support/checker.ts';

/** A message in the simulated Teams, with what the checker wants to know of it. */
export type Standing = Omit<ShownMessage, 'versions'> & {
  readonly versions: { readonly card: Card; readonly summary: string }[];
  /** The process that sent it, and when. */
  readonly by: string;
  readonly at: number;
  ambiguous: boolean;
  gone: boolean;
  /** A row says that it stands here. */
  recorded: boolean;
};

/** What the Connector answers: a status, and what it says besides. */
export type Answer = { readonly status: number; readonly code?: string; readonly shown?: Shown };

export const serviceUrl = 'https://smba.trafficmanager.net/emea/';
export const personalChat = (personId: string): string => `a:${personId}`;
const mostBytes = 28_000;
/** Two processes that send the same within this time did not know of each other. */
const sameTime = 60_000;

const refused = (status: number, code: string): Answer => ({ status, code });

/** Teams: every message with all it ever showed, who blocks the bot, which channels there are, and who belongs to which team. */
export class Connector {
  readonly messages: Standing[] = [];
  readonly blocked = new Set<string>();
  readonly closedChannels = new Set<string>();
  readonly members = new Map<string, Set<string>>();
  readonly #channels: ReadonlySet<string>;
  readonly #mayRace: boolean;

  /** `mayRace` is whether two processes may send at once, as when their clocks differ. */
  constructor({ channels, mayRace }: { channels: readonly string[]; mayRace: boolean }) {
    this.#channels = new Set(channels);
    this.#mayRace = mayRace;
  }

  create(target: Target, message: Message, by: string, at: number): Answer {
    const fault = this.#faultOf(message);
    if (fault) return fault;
    const activityId = String(this.messages.length + 1);
    const place = this.#placeOf(target);
    if (place === undefined) return refused(404, 'ConversationNotFound');
    if (this.blocked.has(place.id)) return refused(403, 'ConversationBlockedByUser');
    const conversationId =
      target.kind === 'person'
        ? personalChat(place.id)
        : target.kind === 'thread'
          ? target.conversationId
          : `${place.id};messageid=${activityId}`;
    const twin = this.messages.some(
      (one) =>
        one.place.id === place.id &&
        one.by !== by &&
        at - one.at < sameTime &&
        one.versions.at(-1)?.summary === message.summary,
    );
    this.#keep(place, { conversationId, activityId, serviceUrl }, message, {
      by,
      at,
      ambiguous: twin && this.#mayRace,
    });
    return { status: 201, shown: { conversationId, activityId, serviceUrl } };
  }

  update({ conversationId, activityId }: Shown, message: Message): Answer {
    const known = this.find(activityId);
    if (known?.conversationId !== conversationId || known.gone) return refused(404, 'ActivityNotFoundInConversation');
    if (this.closedChannels.has(known.place.id)) {
      known.gone = true;
      return refused(404, 'ConversationNotFound');
    }
    if (this.blocked.has(known.place.id)) return refused(403, 'ConversationBlockedByUser');
    const fault = this.#faultOf(message);
    if (fault) return fault;
    known.versions.push({ card: message.card, summary: message.summary });
    return { status: 200, shown: { conversationId, activityId, serviceUrl } };
  }

  /** What the bot says at once to what somebody said. */
  reply(place: Place, conversationId: string, message: Message, at: number): void {
    const activityId = String(this.messages.length + 1);
    this.#keep(place, { conversationId, activityId, serviceUrl }, message, { by: '', at, ambiguous: false }, true);
  }

  find(activityId: string): Standing | undefined {
    return this.messages[Number(activityId) - 1];
  }

  #keep(
    place: Place,
    { conversationId, activityId }: Shown,
    { card, summary }: Message,
    origin: Pick<Standing, 'by' | 'at' | 'ambiguous'>,
    reply = false,
  ): void {
    const versions = [{ card, summary }];
    this.messages.push({ place, conversationId, activityId, versions, gone: false, recorded: false, reply, ...origin });
  }

  #faultOf({ card }: Message): Answer | undefined {
    return JSON.stringify(card).length > mostBytes ? refused(413, 'MessageSizeTooBig') : undefined;
  }

  #placeOf(target: Target): Place | undefined {
    if (target.kind === 'person') return { kind: 'person', id: target.personId };
    const id = target.kind === 'channel' ? target.channelId : (target.conversationId.split(';')[0] ?? '');
    return this.#channels.has(id) && !this.closedChannels.has(id) ? { kind: 'channel', id } : undefined;
  }
}
