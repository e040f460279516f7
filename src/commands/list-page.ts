import type { Case } from '../domain/case.ts';
import { listings } from '../domain/lists.ts';
import type { Context } from './context.ts';
import { maySeeSlot } from './show.ts';
import { readAll, UnreadableRow } from './unreadable.ts';

const perPage = 6;

export type Entry = { readonly c: Case | UnreadableRow; readonly slot: string };

/** One page of a list: what the case itself says stands there, and the asker may see. */
export async function listPage(
  context: Context,
  list: string,
  cursor: string,
  wanted: (c: Case) => boolean,
): Promise<{ readonly items: readonly Entry[]; readonly next?: string }> {
  const { cases } = context.services;
  const { entries, next } = await cases.list(list, { limit: perPage, ...(cursor === '' ? {} : { cursor }) });
  const stored = await readAll(
    cases,
    entries.map(({ caseId: id }) => id),
  );
  const items: Entry[] = [];
  for (const [index, { sort }] of entries.entries()) {
    const found = stored[index];
    if (found instanceof UnreadableRow) items.push({ c: found, slot: '' });
    if (found === undefined || found instanceof UnreadableRow) continue;
    // What the case itself says holds: an entry may have been left behind.
    const listing = listings(found.value).find((one) => one.list === list && one.sort === sort);
    // One who has left a team or a provider stands in lists until the case moves on. Asked in turn: Teams' yes is remembered.
    if (listing && wanted(found.value) && (await maySeeSlot(context, found.value, listing.slot)))
      items.push({ c: found.value, slot: listing.slot });
  }
  return { items, ...(next === undefined ? {} : { next }) };
}
