import assert from 'node:assert/strict';
import type { CardNode } from '../../local/teams/cards/node.ts';
import type { User } from '../../local/teams/index.ts';
import type { Post } from '../../src/store/posts.ts';
import type { ShownMessage } from '../support/checker.ts';
import { isAsRecorded } from '../support/checker/shown.ts';
import { look, settle, type Sight } from './evidence.ts';
import type { Ledger } from './ledger.ts';
import type { Memory } from './memory.ts';
import type { Town } from './town.ts';

/** Messages that nobody keeps up to date: they came twice, and the bot knows of the other one. */
function strays({ rows, messages }: Sight): ShownMessage[] {
  return messages.filter((one) => one.ambiguous && !one.reply && isAsRecorded({ rows }, one) === undefined);
}

/** How many messages there are more than there need be: strays, and copies that a click has made known. */
export function countDoubles(sight: Sight): number {
  const posts = sight.rows.filter(({ key }) => key.startsWith('post!')).map(({ value }) => value as Post);
  const copies = posts.reduce((sum, { shown }) => sum + Math.max(0, shown.length - 1), 0);
  return strays(sight).length + copies;
}

/** Whoever has a stray presses one of its buttons, where there is one: from then on it shows what is recorded. Gives how many did. */
export async function healByClicks(town: Town, ledger: Ledger, memory: Memory): Promise<number> {
  const pressed: ShownMessage[] = [];
  for (const stray of strays(await look(town, ledger))) {
    const button = executable(stray);
    if (button === undefined) continue;
    await readerOf(town, stray).press(stray.activityId, button);
    pressed.push(stray);
  }
  const { faults } = await settle(town, ledger, memory);
  assert.deepEqual(faults, []);
  const sight = await look(town, ledger);
  for (const { activityId } of pressed) {
    const now = sight.messages.find((one) => one.activityId === activityId);
    assert.equal(now && isAsRecorded(sight, now), true, `${activityId} was pressed and does not show what is recorded`);
  }
  return pressed.length;
}

function readerOf({ teams }: Town, { place }: ShownMessage): User {
  if (place.kind === 'person') return teams.as(place.id);
  const team = teams.world.teams().find(({ channels }) => channels.some(({ id }) => id === place.id));
  return teams.as(team?.members[0] ?? assert.fail(`nobody reads ${place.id}`));
}

/** A button that answers with the card: a dialog makes nothing known before it is sent. */
function executable({ versions }: ShownMessage): string | undefined {
  const { actions = [] } = versions.at(-1)?.card as { actions?: readonly CardNode[] };
  const found = actions.find(({ type, title }) => type === 'Action.Execute' && typeof title === 'string');
  return found && String(found['title']);
}
