import type { Profile } from './schema.ts';

/** The mail addresses of the queues that have one. */
export function mailboxesOf({ queues }: Pick<Profile, 'queues'>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(queues).flatMap(([id, { mail }]) => (mail === undefined ? [] : [[id, mail]])),
  );
}
