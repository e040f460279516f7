import type { Statistics, Standing, Times } from '../domain/statistics.ts';
import { enumerate, formatDuration } from './format.ts';
import type { Line } from './step.ts';

/** A kind of task with its times, named. */
export type Timed = Times & { readonly name: string };

/** What the template `cards/statistics.json` shows. */
export type StatisticsCard = {
  readonly sayHeading: string;
  readonly subject: string;
  readonly texts: readonly { readonly text: string }[];
  readonly parts: readonly { readonly sayPart: string; readonly rows: readonly Line[] }[];
  readonly picture: string;
  readonly altText: string;
};

/** Lines of each sort on a card, which may weigh 28 KB with its picture. */
const mostLines = 10;
/** A name on a line, in characters. */
const longestName = 80;

type Shown = {
  readonly subject: string;
  readonly statistics: Statistics;
  readonly times: readonly Timed[];
  readonly days: number;
  /** No more than so many of a queue are looked at; said where there may be more. */
  readonly most?: number;
  readonly picture: string;
};

/** The figures in words, and the picture of them with the same words for who does not see it. */
export function statisticsCard({ subject, statistics, times, days, most, picture }: Shown): StatisticsCard {
  const { whole, queues, providers, finished } = statistics;
  const period = most === undefined ? `de senaste ${days} dagarna` : `de senaste ${most} i varje kö`;
  const none = `Inget har blivit klart ${period}, så det finns ingen handläggningstid att visa.`;
  return {
    sayHeading: 'Statistik',
    subject,
    texts: [
      { text: standingText(whole) },
      { text: finished === 0 ? none : `Klara eller avslagna ${period}: ${finished}.` },
    ],
    picture,
    altText: altText(times),
    parts: [
      part(
        'Köerna',
        queues.length > 1 ? queues.map((queue) => ({ label: queue.name, value: standingText(queue) })) : [],
      ),
      part(
        'Handläggningstid',
        times.map((one) => ({ label: one.name, value: `${timesText(one)} (${one.count} klara)` })),
      ),
      part(
        'Utförare',
        providers.map((one) => ({ label: one.name, value: providerText(one) })),
      ),
      {
        sayPart: 'Så räknas det',
        rows: [
          {
            label: 'Handläggningstid',
            value:
              'från att ärendet kom till kön tills det var klart eller avslaget, i köns öppettid som den är nu. Väntan på svar är med.',
          },
          { label: 'Försenat', value: 'startdatum eller utlovad dag har passerat.' },
        ],
      },
    ].filter(({ rows }) => rows.length > 0),
  };
}

function part(sayPart: string, lines: readonly Line[]): StatisticsCard['parts'][number] {
  const left = lines.length - mostLines;
  const shown = lines.slice(0, mostLines).map(({ label, value }) => ({ label: short(label), value }));
  return { sayPart, rows: left > 0 ? [...shown, { label: 'Och', value: `${left} till` }] : shown };
}

function short(text: string): string {
  const signs = [...text];
  return signs.length <= longestName ? text : `${signs.slice(0, longestName - 1).join('')}…`;
}

/** `12 öppna: 8 väntar och 4 är tagna. 2 är försenade.` */
function standingText({ open, waiting, overdue }: Standing): string {
  if (open === 0) return 'Inget är öppet.';
  const taken = open - waiting;
  const parts = [
    ...(waiting > 0 ? [`${waiting} väntar`] : []),
    ...(taken > 0 ? [`${taken} ${taken === 1 ? 'är taget' : 'är tagna'}`] : []),
  ];
  const some = open === 1 ? '1 öppet' : `${open} öppna`;
  const late = overdue === 0 ? 'Inget är försenat.' : `${overdue} ${overdue === 1 ? 'är försenat' : 'är försenade'}.`;
  return `${some}: ${enumerate(parts)}. ${late}`;
}

/** `hälften inom 3 tim 20 min, nio av tio inom 12 tim` */
export function timesText({ median, ninetieth }: Pick<Times, 'median' | 'ninetieth'>): string {
  return `hälften inom ${formatDuration(median)}, nio av tio inom ${formatDuration(ninetieth)}`;
}

function providerText(one: Statistics['providers'][number]): string {
  const { count, median, ninetieth } = one;
  const times =
    count === undefined ? [] : [`${count} klara, ${timesText({ median: median ?? 0, ninetieth: ninetieth ?? 0 })}.`];
  return [standingText(one), ...times].join(' ');
}

/** What the picture shows, in the same order. */
function altText(times: readonly Timed[]): string {
  const lines = pictured(times).map((one) => `${one.name}: ${timesText(one)}.`);
  return ['Handläggningstid i staplar.', ...lines].join(' ');
}

/** Those that the picture has room for. */
export function pictured(times: readonly Timed[]): readonly Timed[] {
  return times.slice(0, 6);
}
