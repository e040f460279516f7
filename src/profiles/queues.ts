import type { Hours } from '../domain/calendar/hours.ts';
import type { QueueSetting } from '../domain/queue.ts';
import { hoursOfPeople, settingOf } from './hours.ts';
import { mailboxesOf } from './mailboxes.ts';
import type { Profile } from './schema.ts';

type Queues = {
  readonly mailboxes: Readonly<Record<string, string>>;
  readonly setting: (queue: string) => QueueSetting;
  readonly peopleHours: Hours | undefined;
};

/** What the sender is to know of the profile's queues and hours. */
export function queuesOf(profile: Profile): Queues {
  return {
    mailboxes: mailboxesOf(profile),
    setting: (queue) => settingOf(profile, queue),
    peopleHours: hoursOfPeople(profile),
  };
}
