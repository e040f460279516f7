import type { QueueSetting } from '../domain/queue.ts';
import { settingOf } from './hours.ts';
import { mailboxesOf } from './mailboxes.ts';
import type { Profile } from './schema.ts';

type Queues = {
  readonly mailboxes: Readonly<Record<string, string>>;
  readonly setting: (queue: string) => QueueSetting;
};

/** What the sender is to know of the profile's queues. */
export function queuesOf(profile: Profile): Queues {
  return { mailboxes: mailboxesOf(profile), setting: (queue) => settingOf(profile, queue) };
}
