import { addDays, dayOf, startOfDay } from '../../domain/calendar/days.ts';
import { workingTime } from '../../domain/calendar/working-time.ts';
import type { Instant } from '../../domain/person.ts';
import { type Measured, type Statistics, statisticsOf } from '../../domain/statistics.ts';
import { hoursOfQueue } from '../../profiles/hours.ts';
import { type Profile, processOf } from '../../profiles/schema.ts';
import { render } from '../../views/render.ts';
import { statisticsCard, type Timed } from '../../views/statistics.ts';
import { timesPicture } from '../../views/statistics-picture.ts';
import type { Queue } from '../admin/queues.ts';
import type { Context } from '../context.ts';
import type { Card } from '../incoming.ts';
import type { Services } from '../services.ts';

/** How far back is looked, and at how many of a queue at most: two pages of the storage, however many there are. */
const days = 30;
const most = 2_000;

/** How it stands in these queues, and how long it took, as a card. */
export async function statisticsOfQueues(
  { services, now }: Context,
  queues: readonly Queue[],
  subject: string,
): Promise<Card> {
  const today = dayOf(now);
  const since = startOfDay(addDays(today, -days));
  const measured = await Promise.all(queues.map((queue) => measure(services, queue, since)));
  const statistics = statisticsOf(measured, today);
  const times = named(statistics, services.profile, queues);
  // The figures stand in words too: they come also where the picture cannot be drawn.
  const picture = times.length === 0 ? '' : await services.draw(timesPicture(times)).catch(() => '');
  const isMore = measured.some(({ done }) => done.length === most);
  return render(
    'statistics',
    statisticsCard({ subject, statistics, times, days, picture, ...(isMore ? { most } : {}) }),
  );
}

async function measure(
  { queues, finished, profile }: Services,
  { id, name }: Queue,
  since: Instant,
): Promise<Measured> {
  const [entries, done] = await Promise.all([queues.entries(id), finished.latest(id, since, most)]);
  return { queue: { id, name }, entries, done, measure: workingTime(hoursOfQueue(profile, id)) };
}

/** Kinds in the profile's words; the queue is named where there are several. */
function named({ times }: Statistics, profile: Profile, queues: readonly Queue[]): Timed[] {
  const nameOf = (queue: string): string => queues.find(({ id }) => id === queue)?.name ?? queue;
  return times.map(({ kind, stage, queue, ...one }) => {
    const what = processOf(profile, kind)?.name ?? kind;
    const task = stage === what ? what : `${what}: ${stage}`;
    return { ...one, name: queues.length > 1 ? `${task} (${nameOf(queue)})` : task };
  });
}
