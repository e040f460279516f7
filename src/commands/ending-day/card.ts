import type { EndingDay, EndingMember } from '../../domain/ending-day.ts';
import { endingItem } from '../../views/ending-day.ts';
import { formatDay } from '../../views/format.ts';
import { render } from '../../views/render.ts';
import type { Context } from '../context.ts';
import { approverInputs } from '../dialogs/extend.ts';
import type { Reply } from '../incoming.ts';
import { emptyRow, type Faults, type Typed } from './typed.ts';

/** Rows that can be decided on at once: Teams takes no larger card. */
const mostRows = 15;

const plainDay = (day: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? day : '');

/** Those who are shown: what is decided already is said of those with a fault alone, so that there is room for the others. */
function shownOf(members: readonly EndingMember[], faults: Faults): EndingMember[] {
  const isOpen = ({ standing, case: { id } }: EndingMember): boolean => standing.kind === 'open' || faults.has(id);
  const open = members.filter(isOpen);
  return [...open, ...members.filter((one) => !isOpen(one))].slice(0, mostRows);
}

/** Whether some wait for a decision that the dialog had no room for. */
export function hasMore(members: readonly EndingMember[]): boolean {
  return members.filter(({ standing }) => standing.kind === 'open').length > mostRows;
}

/** The dialog: a row for each, with what was typed and what is wrong. */
export async function endingDayCard(
  context: Context,
  { to }: EndingDay,
  members: readonly EndingMember[],
  given: Typed,
  { notice = '', faults = new Map() }: { readonly notice?: string; readonly faults?: Faults } = {},
): Promise<Reply> {
  const shown = shownOf(members, faults);
  const isOpen = shown.some(({ standing }) => standing.kind === 'open');
  const left = members.filter((one) => one.standing.kind === 'open' && !shown.includes(one)).length;
  const first = shown.find(({ standing }) => standing.kind === 'open')?.case;
  const provider = first && (await context.services.directory.provider(first.provider.id))?.value;
  const card = render('ending-day-dialog', {
    sayHeading: `Sista dag ${formatDay(to)}`,
    notice,
    text: isOpen
      ? 'Det du inte väljer något för kan du bestämma senare. Varje förlängning blir ett eget ärende som ska godkännas.'
      : 'Inget väntar på ditt beslut.',
    day: plainDay(given.day),
    items: shown.map((member) => {
      const { id, application } = member.case;
      const { choice, day } = given.rows.get(id) ?? emptyRow;
      const item = endingItem(member);
      return {
        ...item,
        id,
        label: labelOf(application.subject.name, item.details, shown),
        open: member.standing.kind === 'open',
        choice,
        day: plainDay(day),
        fault: faults.get(id) ?? '',
      };
    }),
    rest: left > 0 ? `${left} till visas när du har skickat.` : '',
    approval: first && provider ? await approverInputs(context, first, provider, given) : [],
    to,
    can: { decide: isOpen },
  });
  return { kind: 'dialog', title: 'Behörigheter som går ut', size: 'large', card };
}

/** Somebody may have several orders that end: then the systems tell them apart. */
function labelOf(name: string, details: string, shown: readonly EndingMember[]): string {
  const same = shown.filter(({ case: c }) => c.application.subject.name === name).length;
  return same > 1 ? `${name} (${details})` : name;
}
