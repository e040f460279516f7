import type { Instant } from '../domain/person.ts';
import { settingOf } from '../profiles/hours.ts';
import type { Profile } from '../profiles/schema.ts';
import { enumerate } from '../views/format.ts';
import { hoursText } from '../views/hours.ts';

/** When somebody is there, and next where nobody is now. Queues that are always open are not among them: nobody waits for them. */
export function openingHours(profile: Profile, now: Instant): { label: string; value: string }[] {
  const byText = new Map<string, string[]>();
  for (const [id, { name }] of Object.entries(profile.queues)) {
    const { hours } = settingOf(profile, id);
    const text = hours === undefined ? '' : hoursText(hours, now);
    byText.set(text, [...(byText.get(text) ?? []), name]);
  }
  byText.delete('');
  return [...byText].map(([value, names]) => ({
    label: byText.size === 1 ? 'Öppettider' : `Öppettider för ${enumerate(names)}`,
    value,
  }));
}
