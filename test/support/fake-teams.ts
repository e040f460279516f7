import type { Card } from '../../src/commands/incoming.ts';
import type { Message, Sent, Shown, Target, Teams } from '../../src/commands/outbound.ts';

/** A message as it stands in Teams now; `versions` counts how often it was written. */
export type Standing = {
  readonly shown: Shown;
  readonly target: Target;
  readonly versions: number;
  readonly card: Card;
  readonly summary: string;
};

type Operation = 'create' | 'update';
type Failure = Exclude<Sent, { kind: 'sent' }>;

/** In memory, and no kinder than Teams: it takes no card that is too large and no message to where nobody is. */
export type FakeTeams = Teams & {
  /** Calls made of each kind. */
  readonly calls: Record<Operation | 'isMember', number>;
  /** Every message that arrived, oldest first. */
  messages(): Standing[];
  /** Once: the next such call is answered so. `after`: it was carried out all the same. */
  failNext(operation: Operation, failure: Failure, when?: 'before' | 'after'): void;
  /** Once, before the next such call takes effect: throw, or do something meanwhile. */
  beforeNext(operation: Operation, action: () => void | Promise<void>): void;
  /** Nothing reaches this person: not installed, or blocked. */
  block(personId: string): void;
  unblock(personId: string): void;
  /** Somebody deletes the message in Teams. */
  remove(activityId: string): void;
  /** Who belongs to a team. */
  readonly members: Map<string, Set<string>>;
  /** Teams gives no answer about memberships from now on, or does so again. */
  silence(on: boolean): void;
};

const mostBytes = 28_000;

export const personalConversation = (personId: string): string => `a:${personId}`;

export function createFakeTeams({ channels }: { readonly channels: readonly string[] }): FakeTeams {
  const standing = new Map<string, Standing>();
  const blocked = new Set<string>();
  const failures: Record<Operation, { failure: Failure; when: 'before' | 'after' }[]> = { create: [], update: [] };
  const before: Record<Operation, (() => void | Promise<void>)[]> = { create: [], update: [] };
  const calls = { create: 0, update: 0, isMember: 0 };
  const members = new Map<string, Set<string>>();
  let ids = 0;
  let silent = false;

  const permanent = (code: string): Sent => ({ kind: 'permanent', code });

  function faultOf({ card }: Message): Sent | undefined {
    if (!/^1\.[0-5]$/.test(String(card['version']))) return permanent('BadArgument');
    return Buffer.byteLength(JSON.stringify(card)) > mostBytes ? permanent('MessageSizeTooBig') : undefined;
  }

  /** The conversation that a target is; undefined where there is none. */
  function conversationOf(target: Target): string | undefined {
    switch (target.kind) {
      case 'person': {
        const own = personalConversation(target.personId);
        return target.conversationId === undefined || target.conversationId === own ? own : undefined;
      }
      case 'channel':
        return channels.includes(target.channelId) ? `${target.channelId};messageid=${ids + 1}` : undefined;
      case 'thread':
        return [...standing.values()].some(({ shown }) => shown.conversationId === target.conversationId)
          ? target.conversationId
          : undefined;
    }
  }

  async function call(operation: Operation, work: () => Sent): Promise<Sent> {
    calls[operation] += 1;
    await Promise.resolve();
    await before[operation].shift()?.();
    const next = failures[operation].shift();
    if (next?.when === 'before') return next.failure;
    const sent = work();
    return sent.kind === 'sent' && next ? next.failure : sent;
  }

  function keep(shown: Shown, target: Target, { card, summary }: Message, versions: number): Sent {
    const copy = JSON.parse(JSON.stringify({ card, summary })) as Message;
    standing.set(shown.activityId, { shown, target, versions, ...copy });
    return { kind: 'sent', shown };
  }

  return {
    calls,
    members,
    silence: (on) => {
      silent = on;
    },
    messages: () => [...standing.values()],
    failNext: (operation, failure, when = 'before') => failures[operation].push({ failure, when }),
    beforeNext: (operation, action) => before[operation].push(action),
    block: (personId) => blocked.add(personId),
    unblock: (personId) => blocked.delete(personId),
    remove: (activityId) => standing.delete(activityId),

    create: (target, message) =>
      call('create', () => {
        const conversationId = conversationOf(target);
        if (conversationId === undefined) return permanent('ConversationNotFound');
        if (target.kind === 'person' && blocked.has(target.personId)) return permanent('ConversationBlockedByUser');
        const fault = faultOf(message);
        if (fault) return fault;
        const activityId = String((ids += 1));
        return keep({ conversationId, activityId, serviceUrl: target.serviceUrl }, target, message, 1);
      }),

    update: (shown, message) =>
      call('update', () => {
        const known = standing.get(shown.activityId);
        if (known?.shown.conversationId !== shown.conversationId) return permanent('ActivityNotFoundInConversation');
        const { target } = known;
        if (target.kind === 'person' && blocked.has(target.personId)) return permanent('ConversationBlockedByUser');
        return faultOf(message) ?? keep(known.shown, target, message, known.versions + 1);
      }),

    async isMember({ teamId }, { id }) {
      calls.isMember += 1;
      await Promise.resolve();
      if (silent) return 'unknown';
      return members.get(teamId)?.has(id) ? 'yes' : 'no';
    },
  };
}
