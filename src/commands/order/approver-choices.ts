import { whoAnswers } from '../../domain/decisions/stand-in.ts';
import type { Person } from '../../domain/person.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { formatDay } from '../../views/format.ts';
import { awayNow } from '../away.ts';
import type { Context } from '../context.ts';
import type { Choice } from './input.ts';

/** Approvers to choose among: of one who is away it is said until when, and who answers instead. */
export function approverChoices(
  { services, incoming, now }: Context,
  order: Parameters<typeof whoAnswers>[0],
  approvers: readonly Person[],
): Promise<Choice[]> {
  return Promise.all(
    approvers.map(async (person) => {
      const away = await awayNow(services, person.id, dayOf(now));
      if (away === undefined) return { title: person.name, value: person.id };
      const who = whoAnswers(order, person, away, incoming.person);
      const instead = who.insteadOf ? `${who.approver.name} står in` : 'ingen står in';
      return { title: `${person.name} (borta t.o.m. ${formatDay(away.until)}, ${instead})`, value: person.id };
    }),
  );
}
