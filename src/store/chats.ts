import { z } from 'zod';
import type { Chats } from '../commands/ports.ts';
import { chatKey } from './keys.ts';
import type { Table } from './table.ts';

const chatRow = z.object({
  personId: z.string(),
  teamsId: z.string(),
  conversationId: z.string(),
  serviceUrl: z.string(),
});

/** Where each person's own chat is; the last one seen holds. */
export function createChats(table: Table): Chats {
  return {
    async find(personId) {
      const row = await table.get(chatKey(personId));
      return row && chatRow.parse(row.value);
    },
    async save(chat) {
      await table.commit([{ put: chatKey(chat.personId), value: chat }]);
    },
  };
}
