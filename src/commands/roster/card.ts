import type { Instant } from '../../domain/person.ts';
import { comingShifts, onDuty, type Roster, type Shift } from '../../domain/roster.ts';
import { enumerate, formatDateAndTime } from '../../views/format.ts';
import { render } from '../../views/render.ts';
import type { Card } from '../incoming.ts';
import type { OnCallQueue } from './queues.ts';

/** More would make a card that nobody reads. */
const mostShown = 8;

/** Who is on call now and who will be. */
export function rosterCard(
  { id, name, phone, link }: OnCallQueue,
  roster: Roster | undefined,
  now: Instant,
  takesCalls: boolean,
): Card {
  const shifts = comingShifts(roster ?? { shifts: [] }, now);
  const shown = shifts.slice(0, mostShown);
  const [first, ...others] = onDuty(roster ?? { shifts: [] }, now);
  const hidden = shifts.length - shown.length;
  return render('roster', {
    sayHeading: `Jourlista: ${name}`,
    state: first === undefined ? 'Ingen har jouren nu' : `${first.name} har jouren nu`,
    stateColor: first === undefined ? 'attention' : 'good',
    rows: [
      ...(others.length === 0 ? [] : [{ label: 'Sedan', value: enumerate(others.map((one) => one.name)) }]),
      { label: 'Telefon', value: phone },
      ...(link === undefined ? [{ label: 'Obs', value: 'kanalen är inte kopplad, så ingen kan ta ärenden' }] : []),
      ...(hidden > 0 ? [{ label: 'Längre fram', value: `${hidden} till` }] : []),
    ],
    shifts: shown.map((shift) => ({
      queue: id,
      number: shift.number,
      title: whenText(shift),
      details: whoText(shift),
    })),
    queue: id,
    can: { register: takesCalls && link !== undefined },
  });
}

export function whenText({ from, to }: Pick<Shift, 'from' | 'to'>): string {
  return `${formatDateAndTime(from)} – ${formatDateAndTime(to)}`;
}

/** `Erik Nord, sedan Petra Lund` */
export function whoText({ people: [first, ...others] }: Pick<Shift, 'people'>): string {
  return others.length === 0
    ? (first?.name ?? '')
    : `${first?.name ?? ''}, sedan ${others.map(({ name }) => name).join(', ')}`;
}
