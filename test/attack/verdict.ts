import type { Answer, Rows } from './door.ts';
import { apology, innardsIn } from './innards.ts';

/** What a caller without a token, in the local mode, may be told; nothing of the 500s is among it. */
const statuses: readonly number[] = [200, 400, 403, 413];
const types: readonly string[] = [
  'application/vnd.microsoft.card.adaptive',
  'application/vnd.microsoft.activity.message',
  'application/vnd.microsoft.error',
  'application/vnd.microsoft.search.searchResponse',
];

/** What is wrong with an answer; undefined where nothing is. */
export function faultIn({ status, text }: Answer): string | undefined {
  if (!statuses.includes(status)) return `status ${status}`;
  const shown = innardsIn(text);
  if (shown !== undefined) return `shows ${shown}`;
  if (apology.test(text)) return 'a handler failed';
  if (status !== 200) return text === '{}' || text === '' ? undefined : 'a refusal with words';
  return text === '' || isInvokeAnswer(text) ? undefined : 'not an answer that Teams knows';
}

function isInvokeAnswer(text: string): boolean {
  const { statusCode, type, value, task } = JSON.parse(text) as Record<string, unknown>;
  if (task !== undefined) return isTask(task as Record<string, unknown>);
  const isWhole = typeof value === 'string' || (typeof value === 'object' && value !== null);
  return (statusCode === 200 || statusCode === 400) && types.includes(String(type)) && isWhole;
}

function isTask({ type, value }: Record<string, unknown>): boolean {
  if (type === 'message') return typeof value === 'string';
  return type === 'continue' && typeof value === 'object' && value !== null && 'card' in value;
}

/**
 * The kinds of rows that were written or removed: keys up to the first `!`. A queue's overview follows within a minute what
 * came before.
 */
export function touched(before: Rows, after: Rows): string[] {
  const changed = [
    ...[...after].filter(([key, etag]) => before.get(key) !== etag).map(([key]) => key),
    ...[...before.keys()].filter((key) => !after.has(key)),
  ];
  const own = changed.filter((key) => !key.startsWith('post!queue.'));
  return [...new Set(own.map((key) => key.split('!')[0] ?? key))].sort();
}
