/** A person in the pretended tenant. `teamsId` is the "29:…" id that Teams gives a bot. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly teamsId: string;
  /** Whether the bot stands in the person's personal chat from the start. */
  readonly installed: boolean;
  readonly guest?: boolean;
  /** In words, for the page where one chooses whom to be. */
  readonly role?: string;
}

interface Channel {
  readonly id: string;
  readonly name: string;
}

/** As in Teams, a team's id is the id of its general channel. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly channels: readonly Channel[];
}

/** Where a message stands: a personal chat, or a channel and, within it, perhaps one thread. */
export type Place =
  | { readonly kind: 'personal'; readonly chatId: string; readonly person: Person }
  | {
      readonly kind: 'channel';
      readonly chatId: string;
      readonly team: Team;
      readonly channel: Channel;
      readonly rootId?: string;
    };

export type Reach = 'installed' | 'absent' | 'removed' | 'blocked';

export type World = ReturnType<typeof createWorld>;

/** Who and what exists in the tenant, and where the bot is let in. */
export function createWorld(seed: { people: readonly Person[]; teams: readonly Team[] }) {
  const reach = new Map<string, Reach>(
    seed.people.map((person) => [person.id, person.installed ? 'installed' : 'absent']),
  );
  const teams = new Map(seed.teams.map((team) => [team.id, team]));
  const botless = new Set<string>();
  const personBy = (key: string): Person | undefined =>
    seed.people.find((person) => [person.id, person.teamsId, person.name].includes(key));

  const channelPlace = (chatId: string, rootId?: string): Place | undefined => {
    for (const team of teams.values()) {
      const channel = team.channels.find(({ id }) => id === chatId);
      if (channel) return { kind: 'channel', chatId, team, channel, ...(rootId === undefined ? {} : { rootId }) };
    }
    return undefined;
  };

  return {
    people: seed.people,
    teams: () => [...teams.values()],
    team: (id: string) => teams.get(id),
    personBy,
    person(key: string): Person {
      const found = personBy(key);
      if (!found) throw new Error(`Nobody called ${key} in the local tenant`);
      return found;
    },
    reach: (person: Person): Reach => reach.get(person.id) ?? 'absent',
    setReach: (person: Person, to: Reach) => void reach.set(person.id, to),
    hasBot: (team: Team) => !botless.has(team.id),
    setBot: (team: Team, present: boolean) => void (present ? botless.delete(team.id) : botless.add(team.id)),
    isMember: (team: Team, person: Person) => team.members.includes(person.id),
    setMembers: (team: Team, members: readonly string[]) => void teams.set(team.id, { ...team, members }),
    /** Finds "a:…" (personal), "19:…" and "19:…;messageid=…"; undefined for anything else. */
    place(conversationId: string): Place | undefined {
      const person = conversationId.startsWith('a:') ? personBy(conversationId.slice(2)) : undefined;
      if (person && personalChat(person) === conversationId)
        return { kind: 'personal', chatId: conversationId, person };
      const [channelId = '', rootId] = conversationId.split(';messageid=');
      return channelPlace(channelId, rootId);
    },
    /** The chats a person has in view: the bot's, where it was ever installed, and the channels of their teams. */
    chatsOf(person: Person): Place[] {
      const own: Place[] =
        reach.get(person.id) === 'absent' ? [] : [{ kind: 'personal', chatId: personalChat(person), person }];
      const shared = [...teams.values()].filter((team) => team.members.includes(person.id));
      return [
        ...own,
        ...shared.flatMap((team) =>
          team.channels.map((channel): Place => ({ kind: 'channel', chatId: channel.id, team, channel })),
        ),
      ];
    },
  };
}

export function personalChat(person: Person): string {
  return `a:${person.id}`;
}

export function conversationId(place: Place): string {
  return place.kind === 'channel' && place.rootId !== undefined
    ? `${place.chatId};messageid=${place.rootId}`
    : place.chatId;
}
