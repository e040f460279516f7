import type { Profile } from '../../profiles/schema.ts';
import type { Link } from '../ports.ts';

/** `linkPhrase` is what is said after `koppla`. */
export type Queue = {
  readonly id: string;
  readonly name: string;
  readonly linkPhrase: string;
  /** Where it is told of its tasks by mail; then it need have no channel. */
  readonly mail?: string | undefined;
  /** The profile has it no longer, but the cases that were sent before go their way through it. */
  readonly isFormer: boolean;
};

/** The profile's queues, and those that were linked while it had them. */
export function queuesOf({ queues }: Profile, links: readonly Link[]): Queue[] {
  const present = Object.entries(queues).map(([id, queue]) => ({ ...queue, id, isFormer: false }));
  const former = links
    .filter(({ queue }) => !Object.hasOwn(queues, queue))
    // Another queue may have got its name.
    .map(({ queue: id, queueName = id, linkPhrase = id }) => ({
      id,
      name: queueName,
      linkPhrase: `tidigare ${linkPhrase}`,
      isFormer: true,
    }));
  return [...present, ...former];
}
