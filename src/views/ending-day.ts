import { formatCaseId } from '../domain/case-id.ts';
import { type EndingDay, type EndingMember, endingDaySlot, type Standing } from '../domain/ending-day.ts';
import { grantsOf } from '../domain/register.ts';
import { enumerate, formatDay } from './format.ts';
import type { Posting } from './posting.ts';
import type { StateColor } from './step.ts';

/** People that a card names: more would make one that nobody reads. */
const mostNamed = 15;

/** The warnings of a last day that several have: a message for each, the latest of which leads to the dialog. */
export function endingDayPostings({ owner, to }: EndingDay, members: readonly EndingMember[]): Posting[] {
  const told = members.map((member) => ({
    member,
    days: (member.case.expiry?.warnings ?? []).flatMap(({ days, together }) => (together ? [days] : [])),
  }));
  const all = [...new Set(told.flatMap(({ days }) => days))].sort((a, b) => b - a);
  return all.map((days) => {
    const named = told.flatMap((one) => (one.days.includes(days) ? [one.member] : []));
    const open = named.filter(({ standing }) => standing.kind === 'open').length;
    const isLatest = days === all.at(-1);
    const hidden = named.length - mostNamed;
    return {
      slot: endingDaySlot(days),
      to: { kind: 'person', personId: owner },
      template: 'ending-day',
      data: {
        sayHeading: 'Behörigheter går snart ut',
        state: isLatest ? stateText(to, named.length, open) : 'Se det nyare kortet',
        stateColor: isLatest && open > 0 ? 'warning' : 'default',
        items: named.slice(0, mostNamed).map(endingItem),
        rest: hidden > 0 ? `… och ${hidden} till. Alla finns i formuläret.` : '',
        next: isLatest && open > 0 ? 'Gör du inget avslutas de av sig själva dagen efter.' : '',
        to,
        can: { decide: isLatest && open > 0 },
      },
      summary: 'Behörigheter går snart ut',
      // One who takes over is not told of what is over.
      ...(named.every(({ standing }) => standing.kind === 'over') ? { retired: true } : {}),
    };
  });
}

function stateText(to: string, count: number, open: number): string {
  const day = formatDay(to);
  if (open === 0) return `Inget väntar på ditt beslut. Sista dag ${day}`;
  return open === count ? `${count} går ut ${day}` : `${open} av ${count} som går ut ${day} väntar på ditt beslut`;
}

/** One whose time is out: the name, the systems, and what has become of it. */
export function endingItem({ case: c, standing }: EndingMember): {
  readonly title: string;
  readonly details: string;
  readonly state: string;
  readonly color: StateColor;
} {
  const { subject, unit, to = '' } = c.application;
  const systems = standing.kind === 'open' ? standing.systems : grantsOf(c).map(({ system }) => system);
  return {
    title: subject.name,
    details: `${enumerate(systems.map(({ name }) => name))} · ${unit.name}`,
    ...standingWords(standing, to),
  };
}

function standingWords(standing: Standing, until: string): { readonly state: string; readonly color: StateColor } {
  switch (standing.kind) {
    case 'open':
      return { state: '', color: 'default' };
    case 'letGo':
      return { state: `Avslutas efter ${formatDay(until)}`, color: 'default' };
    case 'asked':
      return {
        state: `Förlängning till ${formatDay(standing.to)} väntar på att godkännas: ${formatCaseId(standing.by)}`,
        color: 'accent',
      };
    case 'extended':
      return { state: `Förlängd till ${formatDay(standing.to)}: ${formatCaseId(standing.by)}`, color: 'good' };
    case 'over':
      return { state: 'Sista dagen har passerat', color: 'default' };
    case 'gone':
      return { state: 'Redan avslutad eller ändrad', color: 'default' };
  }
}
