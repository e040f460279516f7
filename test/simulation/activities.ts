import type { Incoming, Reply } from '../../src/commands/incoming.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Write } from '../../src/store/table.ts';
import { textIn } from './cards.ts';

type Json = Readonly<Record<string, unknown>>;

/** How a person's activities reach the bot. */
export function originOf({ id, name }: Person): { person: Person; teamsId: string } {
  return { person: { id, name }, teamsId: `29:${id}` };
}

/** What is said or pressed, for the trace. */
export function aboutWhat(incoming: Incoming): string {
  if (incoming.kind === 'message') return incoming.text;
  const data = 'data' in incoming ? (incoming.data as Json) : {};
  const verb = incoming.kind === 'execute' ? incoming.verb : textIn(data, 'dialog');
  return [verb, textIn(data, 'slot'), JSON.stringify(data['version'] ?? '')].join(' ');
}

/** What an answer shows besides what the one who asked had typed. */
export function seenIn(incoming: Incoming, reply: Reply): string {
  const typed = 'data' in incoming ? textIn(incoming.data as Json, 'password') : '';
  const answer = JSON.stringify(reply);
  return typed === '' ? answer : answer.replaceAll(typed, '');
}

/** The messages that a transaction records as shown. */
export function shownIn(writes: readonly Write[]): string[] {
  return writes.flatMap((write) => {
    if (!('put' in write) || !write.put.startsWith('post!')) return [];
    return (write.value as { shown: readonly { activityId: string }[] }).shown.map(({ activityId }) => activityId);
  });
}
