import { createChats } from '../../src/store/chats.ts';
import { createDirectory } from '../../src/store/directory.ts';
import { createLinks } from '../../src/store/links.ts';
import type { Table } from '../../src/store/table.ts';
import { personalChat, serviceUrl } from './connector.ts';
import { everybody, people, providers, queues } from './town.ts';
import type { Witness } from './witness.ts';

/** Monday 2 March 2026, 09.00 in Sweden. */
export const start = Date.parse('2026-03-02T08:00:00.000Z');
export const iso = (time: number): string => new Date(time).toISOString();

/** Everything can be read here. */
export const unreadable = (key: string): void => {
  throw new Error(`unreadable: ${key}`);
};

/** The directory, the queues' channels and everybody's chat, as they are when a history begins. */
export async function settle(shared: Table, witness: Witness): Promise<void> {
  const now = iso(start);
  const { hanna, goran, birgit } = people;
  const table: Table = {
    ...shared,
    commit: async (writes) => {
      const done = await shared.commit(writes);
      witness.committed(writes, () => start);
      return done;
    },
  };
  const directory = createDirectory(table, { adminIds: [], unreadable });
  const links = createLinks(table, unreadable);
  const chats = createChats(table, unreadable);
  for (const provider of providers) await directory.saveProvider(undefined, provider, hanna, now);
  const groups = { revision: 0, orderers: [birgit], elderCare: [], approvers: [goran] };
  await directory.saveGroups(undefined, groups, hanna, now);
  for (const {
    id: queue,
    channels: [channel],
  } of queues) {
    if (!channel) continue;
    const { id: channelId, teamId } = channel;
    await links.save({ queue, channelId, teamId, teamName: '', serviceUrl, by: hanna, at: now });
  }
  // Birgit has never written to the bot.
  for (const { id } of everybody.filter((one) => one !== birgit))
    await chats.save({ personId: id, teamsId: `29:${id}`, conversationId: personalChat(id), serviceUrl });
}
