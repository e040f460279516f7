import { dayOf } from '../../domain/calendar/days.ts';
import type { EndingMember } from '../../domain/ending-day.ts';
import type { Day } from '../../domain/person.ts';
import { cleanLine } from '../../domain/text.ts';
import { typed } from '../card-data.ts';
import type { Context } from '../context.ts';
import { checkNewLastDay } from '../extend/order.ts';
import type { Incoming } from '../incoming.ts';

type DialogContext = Context<Incoming & { data: unknown }>;

/** What was typed for one case. */
export type Row = { readonly choice: '' | 'extend' | 'end'; readonly day: string };
export type Typed = {
  /** For everybody who has no day of their own. */
  readonly day: string;
  readonly rows: ReadonlyMap<string, Row>;
  readonly own: boolean;
  readonly approver: string;
};
export const nothing: Typed = { day: '', rows: new Map(), own: false, approver: '' };

export const emptyRow: Row = { choice: '', day: '' };

export function readTyped({ incoming }: DialogContext, members: readonly EndingMember[]): Typed {
  const line = (id: string): string => cleanLine(typed(incoming, id));
  return {
    day: line('day'),
    own: typed(incoming, 'own') === 'true',
    approver: typed(incoming, 'approver'),
    rows: new Map(
      members.map(({ case: { id } }) => {
        const choice = typed(incoming, `choice_${id}`);
        return [id, { choice: choice === 'extend' || choice === 'end' ? choice : '', day: line(`day_${id}`) }];
      }),
    ),
  };
}

/** What is to be done with one, or what is wrong with the row. */
export type Wish =
  | { readonly member: EndingMember; readonly kind: 'extend'; readonly day: Day }
  | { readonly member: EndingMember; readonly kind: 'end' };
export type Faults = ReadonlyMap<string, string>;

export function readWishes(
  { now }: DialogContext,
  members: readonly EndingMember[],
  given: Typed,
): { readonly wishes: readonly Wish[]; readonly faults: Faults } {
  const wishes: Wish[] = [];
  const faults = new Map<string, string>();
  for (const member of members) {
    const { id, application } = member.case;
    const { choice, day: own } = given.rows.get(id) ?? emptyRow;
    if (choice === '' && own === '') continue;
    if (choice === '') faults.set(id, 'Välj Förläng, eller ta bort dagen.');
    else if (member.standing.kind !== 'open') faults.set(id, 'Någon har redan bestämt: se ovan.');
    else if (choice === 'end') {
      if (own === '') wishes.push({ member, kind: 'end' });
      else faults.set(id, 'Välj Förläng, eller ta bort dagen.');
    } else {
      const day = own || given.day;
      const checked = checkNewLastDay(day, application.to ?? '', dayOf(now));
      if (day === '') faults.set(id, 'Välj en ny sista dag, här eller överst.');
      else if ('fault' in checked) faults.set(id, checked.fault);
      else wishes.push({ member, kind: 'extend', day: checked.day });
    }
  }
  return { wishes, faults };
}
