import { randomUUID } from 'node:crypto';
import { conversationId, personalChat, type Person, type Place, type Team } from './world.ts';

/** An activity on its way to the bot, in the shape Teams gives it. */
export type Activity = Readonly<Record<string, unknown>>;

export interface Sender {
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly bot: { readonly id: string; readonly name: string };
  readonly clock: () => Date;
}

export type Activities = ReturnType<typeof createActivities>;

export function createActivities(sender: () => Sender) {
  const base = (type: string, person: Person, place: Place, more: Activity): Activity => {
    const { serviceUrl, tenantId, bot, clock } = sender();
    const now = clock().toISOString();
    return {
      type,
      id: `f:${randomUUID()}`,
      timestamp: now,
      localTimestamp: now,
      localTimezone: 'Europe/Stockholm',
      serviceUrl,
      channelId: 'msteams',
      from: { id: person.teamsId, name: person.name, aadObjectId: person.id },
      recipient: { id: bot.id, name: bot.name },
      locale: 'sv-SE',
      conversation: { ...conversation(place), tenantId },
      entities: [clientInfo],
      channelData: { ...channelData(place), tenant: { id: tenantId } },
      ...more,
    };
  };

  return {
    base,
    /** Something written; `id` is the message's own id. Teams adds the text once more as HTML. */
    message(person: Person, place: Place, id: string, text: string, attached: readonly object[] = []): Activity {
      const html = { contentType: 'text/html', content: `<p>${escaped(text)}</p>` };
      return base('message', person, place, { id, textFormat: 'plain', text, attachments: [...attached, html] });
    },
    /** A mention at the start of a channel message; without it Teams does not tell the bot. */
    mentioning(person: Person, place: Place, id: string, text: string): Activity {
      const { bot } = sender();
      const at = `<at>${bot.name}</at>`;
      const mention = { type: 'mention', mentioned: { id: bot.id, name: bot.name }, text: at };
      const html = {
        contentType: 'text/html',
        content: `<p><span itemscope itemtype="http://schema.skype.com/Mention" itemid="0">${bot.name}</span>&nbsp;${escaped(text)}</p>`,
      };
      return base('message', person, place, {
        id,
        textFormat: 'plain',
        text: `${at} ${text}`,
        attachments: [html],
        entities: [clientInfo, mention],
      });
    },
    /** An Action.Submit outside dialogs: a message without text. */
    submitted(person: Person, place: Place, id: string, replyToId: string, value: unknown): Activity {
      return base('message', person, place, { id, replyToId, value });
    },
    invoke(person: Person, place: Place, name: string, value: unknown, replyToId?: string): Activity {
      return base('invoke', person, place, { name, value, ...(replyToId === undefined ? {} : { replyToId }) });
    },
    /** What Teams sends when the bot is put into a personal chat or taken out of it. */
    installation(person: Person, action: 'add' | 'remove'): Activity[] {
      const place: Place = { kind: 'personal', chatId: personalChat(person), person };
      const { bot } = sender();
      const update = base('installationUpdate', person, place, { action });
      return action === 'add'
        ? [base('conversationUpdate', person, place, { membersAdded: [{ id: bot.id }] }), update]
        : [update];
    },
    /** What Teams sends when the bot or people enter or leave a team. */
    members(by: Person, team: Team, change: 'membersAdded' | 'membersRemoved', members: readonly object[]): Activity {
      const { tenantId } = sender();
      const [general] = team.channels;
      if (!general) throw new Error(`The team ${team.name} has no channel`);
      return base(
        'conversationUpdate',
        by,
        { kind: 'channel', chatId: team.id, team, channel: general },
        {
          [change]: members,
          channelData: {
            tenant: { id: tenantId },
            team: { id: team.id, name: team.name },
            eventType: change === 'membersAdded' ? 'teamMemberAdded' : 'teamMemberRemoved',
          },
        },
      );
    },
  };
}

const clientInfo = {
  type: 'clientInfo',
  locale: 'sv-SE',
  country: 'SE',
  platform: 'Web',
  timezone: 'Europe/Stockholm',
};

function conversation(place: Place): Activity {
  return place.kind === 'personal'
    ? { id: place.chatId, conversationType: 'personal' }
    : { id: conversationId(place), conversationType: 'channel', isGroup: true };
}

function channelData(place: Place): Activity {
  if (place.kind === 'personal') return {};
  const { team, channel } = place;
  return {
    teamsTeamId: team.id,
    teamsChannelId: channel.id,
    team: { id: team.id, name: team.name },
    channel: { id: channel.id, name: channel.name },
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
