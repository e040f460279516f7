import type { CaseEvent } from '../../../src/commands/ports.ts';
import type { Case } from '../../../src/domain/case.ts';
import type { Post } from '../../../src/store/posts.ts';
import type { Row } from '../../../src/store/table.ts';

/** Rows of a kind, in the order of their keys. */
export function rowsOf(rows: readonly Row[], kind: string): Row[] {
  return rows.filter(({ key }) => key.startsWith(`${kind}!`));
}

export function casesOf(rows: readonly Row[]): Case[] {
  return rowsOf(rows, 'case').map(({ value }) => value as Case);
}

export function eventsOf(rows: readonly Row[], caseId: string): CaseEvent[] {
  return rowsOf(rows, `event!${caseId}`).map(({ value }) => value as CaseEvent);
}

export function postsOf(rows: readonly Row[], caseId: string): Map<string, Post> {
  return new Map(rowsOf(rows, `post!${caseId}`).map(({ value }) => [(value as Post).slot, value as Post]));
}

/** The channel that each queue has. */
export function channelsOf(rows: readonly Row[]): Map<string, string> {
  return new Map(
    rowsOf(rows, 'link').map(({ value }) => {
      const { queue, channelId } = value as { queue: string; channelId: string };
      return [queue, channelId];
    }),
  );
}

/** A thread's id begins with its channel's. */
export const chatOf = (conversationId: string): string => conversationId.split(';')[0] ?? '';

/** The words of a failed assertion; nothing where it holds. */
export function faultsIn(where: string, assertion: () => void): string[] {
  try {
    assertion();
    return [];
  } catch (error) {
    return [`${where}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
