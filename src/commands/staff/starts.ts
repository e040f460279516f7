import { dayOf } from '../../domain/calendar/days.ts';
import type { Case } from '../../domain/case.ts';
import type { Day } from '../../domain/person.ts';
import { type Start, type StartDay, startsOf } from '../../domain/starts.ts';
import { enumerate, formatWeekday } from '../../views/format.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { capital } from '../../views/words.ts';
import type { Context } from '../context.ts';
import type { Card } from '../incoming.ts';
import { menu } from '../menu.ts';
import type { Phrase } from '../phrase.ts';
import { readAll, UnreadableRow } from '../unreadable.ts';

/** A card weighs at most 28 KB. */
const mostPeople = 15;
/** A line of a person, in characters. */
const longestLine = 240;
/** Cases that are read for one card: those that begin first. */
const mostCases = 150;

/** `startar`: who begins when, and what is ready for them by then. */
export const starting: Phrase = {
  words: 'startar',
  also: ['vem börjar', 'nya medarbetare', 'startdagar', 'börjar'],
  where: 'personal',
  forManagers: true,
  help: 'Se vilka som ska börja, vad som är klart för dem och vad som saknas.',
  run: async (context) => {
    if (context.rights.managerOf.length === 0)
      return menu(context, {
        heading: 'Du har inga medarbetare här',
        text: refusalText({ reason: 'noOrderingRight' }),
        contacts: true,
      });
    return { kind: 'message', summary: 'De som ska börja', card: await startsCard(context) };
  },
};

async function startsCard(context: Context): Promise<Card> {
  const today = dayOf(context.now);
  const days = startsOf(await casesOf(context, today), today);
  const { shown, left } = firstOf(days);
  return render('starts', {
    text:
      days.length === 0
        ? 'Ingen väntar på behörighet just nu.'
        : left === 0
          ? ''
          : `Här visas de ${mostPeople} som ska börja först. ${left} till visas när de är klara; alla finns under ”mina medarbetare”.`,
    days: shown.map(({ day, starts }) => ({
      sayDay: dayText(day, starts, today),
      items: starts.map((start) => ({ ...line(start), entry: start.providerId, person: start.hash })),
    })),
  });
}

/** The cases at one's own providers that may have a start ahead, those that begin first. */
async function casesOf({ services, rights }: Context, today: Day): Promise<Case[]> {
  const known = await Promise.all(rights.managerOf.map((id) => services.register.known(id)));
  const wanted = known.flatMap(({ held, underWay }) => [
    ...underWay.map(({ case: id, from = '' }) => ({ id, from })),
    ...held.flatMap(({ case: id, from }) => (from !== undefined && from >= today ? [{ id, from }] : [])),
  ]);
  const ids = [...new Set(wanted.toSorted((a, b) => a.from.localeCompare(b.from)).map(({ id }) => id))];
  const found = await readAll(services.cases, ids.slice(0, mostCases));
  return found.flatMap((stored) => (stored === undefined || stored instanceof UnreadableRow ? [] : [stored.value]));
}

function firstOf(days: readonly StartDay[]): { shown: StartDay[]; left: number } {
  const shown: StartDay[] = [];
  let room = mostPeople;
  for (const day of days) {
    if (room > 0) shown.push({ ...day, starts: day.starts.slice(0, room) });
    room -= day.starts.length;
  }
  return { shown, left: Math.max(0, -room) };
}

const isReady = ({ done, total }: Start): boolean => done === total;

function dayText(day: Day | undefined, starts: readonly Start[], today: Day): string {
  const ready = `${starts.filter(isReady).length} av ${starts.length} klara`;
  if (day === undefined) return `Så snart som möjligt: ${ready}`;
  const begins = day === today ? 'i dag, ' : '';
  return day < today
    ? `Skulle ha börjat ${formatWeekday(day)}: ${ready}`
    : capital(`börjar ${begins}${formatWeekday(day)}: ${ready}`);
}

function line(start: Start): { name: string; state: string; color: 'good' | 'warning'; details: string } {
  const { name, done, total, missing, refused, unopened } = start;
  const parts = [
    ...missing.map(({ system, who }) => (who === '' ? system : `${system} (${who})`)),
    ...refused.map((system) => `${system} (avslaget)`),
  ];
  const details = [
    ...(parts.length > 0 ? [`Saknas: ${enumerate(parts)}`] : []),
    ...(unopened ? ['Inloggningsuppgifter finns att hämta'] : []),
  ].join(' · ');
  return {
    name,
    state: isReady(start) ? 'allt klart' : `${done} av ${total} klara`,
    color: isReady(start) ? 'good' : 'warning',
    details: details.slice(0, longestLine),
  };
}
