import { z } from 'zod';
import { eves } from '../domain/calendar/holidays.ts';
import type { Hours } from '../domain/calendar/hours.ts';
import type { QueueSetting } from '../domain/queue.ts';
import { provenance, words } from './field.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const clockTime = '(?:[01]\\d|2[0-3])[.:][0-5]\\d|24[.:]00';
export const clock = z
  .string()
  .regex(new RegExp(`^(?:${clockTime})$`), 'ska vara en tid, till exempel 12.00')
  .transform(toMinutes);
const span = z
  .string()
  .regex(new RegExp(`^(?:${clockTime})[–-](?:${clockTime})$`), 'ska vara från och till, till exempel 08.00–16.30')
  .transform((text) => {
    const [from = '', to = ''] = text.split(/[–-]/);
    return { from: toMinutes(from), to: toMinutes(to) };
  })
  .refine(({ from, to }) => from !== to, 'ska sluta vid en annan tid än den börjar');
const spans = z.array(span).max(5);

const day = z.iso.date('ska vara ett datum, till exempel 2026-05-15');
const closedDate = z
  .strictObject({ date: day, to: day.optional(), text: words(80), ...provenance })
  .refine(({ date, to = date }) => date <= to, { path: ['to'], error: 'ska inte vara före date' });

/** Of the profile as a whole, or of one queue: what a queue leaves out is as in the profile. */
export const hoursSchema = z.strictObject({
  /** Open at every hour of the year. */
  always: z.boolean().optional(),
  week: z
    .strictObject(Object.fromEntries(weekdays.map((name) => [name, spans.default([])])))
    .transform((week): Hours['week'] => weekdays.map((name) => week[name] ?? []))
    .refine((week) => week.some((hours) => hours.length > 0), 'ska ha minst en öppettid')
    .optional(),
  closedEves: z.array(z.enum(eves, `ska vara någon av ${eves.join(', ')}`)).optional(),
  shortDays: z
    .array(
      z.strictObject({
        day: z.union([z.enum(eves), day], `ska vara ett datum eller någon av ${eves.join(', ')}`),
        closes: clock,
        ...provenance,
      }),
    )
    .optional(),
  closedDates: z.array(closedDate).optional(),
  openDates: z
    .array(z.strictObject({ date: day, hours: spans.min(1, 'ska ha minst en öppettid'), ...provenance }))
    .optional(),
  ...provenance,
});

type HoursSetting = z.output<typeof hoursSchema>;

const monToThu = [{ from: 8 * 60, to: 16 * 60 + 30 }];
const friday = [{ from: 8 * 60, to: 16 * 60 }];

/** R122, domain 9: Mölndal's helpdesk, for municipalities whose sources name no hours. */
const usual: Hours = {
  week: [monToThu, monToThu, monToThu, monToThu, friday, [], []],
  closedEves: ['midsommarafton', 'julafton', 'nyårsafton'],
  shortDays: [],
  closedDates: [],
  openDates: [],
};

type Setting = {
  readonly hours?: HoursSetting | undefined;
  readonly queues: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly mail?: string | undefined;
        readonly hours?: HoursSetting | undefined;
        readonly onCall?: QueueSetting['onCall'] | undefined;
      }
    >
  >;
};

/** What is to be known of a queue where it is shown. */
export function settingOf(profile: Setting, queue: string): QueueSetting {
  const own = Object.hasOwn(profile.queues, queue) ? profile.queues[queue] : undefined;
  return {
    name: own?.name,
    hours: hoursOfQueue(profile, queue),
    byMail: own?.mail !== undefined,
    ...(own?.onCall === undefined ? {} : { onCall: own.onCall }),
  };
}

/** When a queue is open; undefined where it always is. One that the profile no longer has keeps the hours of the others. */
export function hoursOfQueue({ hours, queues }: Setting, queue: string): Hours | undefined {
  const own = Object.hasOwn(queues, queue) ? queues[queue]?.hours : undefined;
  if (own?.always ?? hours?.always) return undefined;
  return { ...usual, ...partsOf(hours), ...partsOf(own) };
}

/** When people are reminded: in the hours of the profile as a whole. Undefined where they are always. */
export function hoursOfPeople({ hours }: Pick<Setting, 'hours'>): Hours | undefined {
  return hours?.always ? undefined : { ...usual, ...partsOf(hours) };
}

/** What is set, without what is left out: that must not take away what the others say. */
function partsOf({ week, closedEves, shortDays, closedDates, openDates }: HoursSetting = {}): Partial<Hours> {
  return {
    ...(week && { week }),
    ...(closedEves && { closedEves }),
    ...(shortDays && { shortDays }),
    ...(closedDates && { closedDates }),
    ...(openDates && { openDates }),
  };
}

function toMinutes(text: string): number {
  const [hour, minute] = text.split(/[.:]/).map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}
