import { z } from 'zod';
import type { Chats } from '../commands/ports.ts';
import type { Unreadable } from '../commands/unreadable.ts';
import { chatKey, welcomeKey } from './keys.ts';
import { readRow } from './read.ts';
import type { Table } from './table.ts';

const chatRow = z.object({
  personId: z.string(),
  teamsId: z.string(),
  conversationId: z.string(),
  serviceUrl: z.string(),
});

const welcomeRow = z.object({ at: z.string() });

/** Teams tells of one installation in two activities, within seconds of each other. */
const sameInstallation = 60_000;

/** Where each person's own chat is; the last one seen holds, and takes the place of one that cannot be read. */
export function createChats(table: Table, unreadable: Unreadable): Chats {
  return {
    async find(personId) {
      const row = await table.get(chatKey(personId));
      return row && readRow(row, chatRow, unreadable);
    },
    async save(chat) {
      const row = await table.get(chatKey(chat.personId));
      const known = row && readRow(row, chatRow, unreadable);
      if (known && JSON.stringify(known) === JSON.stringify(chatRow.parse(chat))) return;
      await table.commit([{ put: chatKey(chat.personId), value: chat }]);
    },
    async isFirstGreeting(place, now) {
      const row = await table.get(welcomeKey(place));
      const last = row && readRow(row, welcomeRow, unreadable)?.at;
      if (last !== undefined && Math.abs(Date.parse(now) - Date.parse(last)) < sameInstallation) return false;
      return (
        (await table.commit([{ put: welcomeKey(place), value: { at: now }, if: row?.etag ?? 'absent' }])) ===
        'committed'
      );
    },
  };
}
