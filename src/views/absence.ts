import { type Absence, absenceSlots, latestPeriod, type Period } from '../domain/absence.ts';
import type { Person } from '../domain/person.ts';
import { formatDays, formatMoment } from './format.ts';
import type { Posting } from './posting.ts';
import type { StateColor } from './progress.ts';

/** What the template `cards/absence.json` shows. */
export type AbsenceCard = {
  readonly notice: string;
  readonly sayHeading: string;
  readonly state: string;
  readonly stateColor: StateColor;
  readonly texts: readonly { readonly text: string }[];
  readonly person: string;
  readonly number: number;
  readonly can: { readonly enter: boolean; readonly change: boolean };
};

/** Everything that is shown of an absence: to the one who is away, whoever entered it, and to the one who stands in. */
export function absencePostings(absence: Absence): Posting[] {
  return absence.periods.flatMap((period): Posting[] => [
    posting(absenceSlots.own(period.number), absence.person, ownCard(absence, period), 'Din frånvaro'),
    ...(period.standIn
      ? [
          posting(
            absenceSlots.standIn(period.number),
            period.standIn,
            standInCard(absence, period),
            'Du står in för någon annan',
          ),
        ]
      : []),
  ]);
}

function posting(slot: string, { id }: Person, card: AbsenceCard, summary: string): Posting {
  return {
    slot,
    to: { kind: 'person', personId: id },
    template: 'absence',
    data: card,
    summary,
  };
}

/** The card of the one who is away. */
export function ownCard(absence: Absence, period: Period): AbsenceCard {
  const { from, to, standIn, by, at } = period;
  const holds = latestPeriod(absence) === period;
  const who = standIn
    ? `${standIn.name} godkänner i ditt ställe under tiden, också det som redan väntar på dig.`
    : 'Ingen står in. Den som väntar på dig får veta att du är borta, och kan välja någon annan.';
  const entered = `${by.name} angav det ${formatMoment(at)}. Stämmer det inte, så ändra eller avsluta det här.`;
  return {
    ...card(absence, period, 'Frånvaro', `Du är borta ${formatDays(from, to)}`),
    texts: holds ? [who, ...(by.id === absence.person.id ? [] : [entered])].map((text) => ({ text })) : [],
    can: { enter: false, change: holds },
  };
}

function standInCard(absence: Absence, period: Period): AbsenceCard {
  const { name } = absence.person;
  const holds = latestPeriod(absence) === period;
  const text = holds
    ? `Det som ${name} skulle ha godkänt kommer till dig under tiden. Du får ett kort för varje ansökan.`
    : 'Det som du redan har fått ligger kvar hos dig.';
  const state = `${name} är borta ${formatDays(period.from, period.to)}`;
  return { ...card(absence, period, 'Du står in för någon annan', state), texts: [{ text }] };
}

function card(absence: Absence, period: Period, heading: string, state: string): AbsenceCard {
  const { ended, number } = period;
  const plain = { notice: '', sayHeading: heading, texts: [], person: absence.person.id, number };
  const shown = { ...plain, can: { enter: false, change: false } };
  if (ended) {
    const who = ended.by.id === absence.person.id ? '' : ` av ${ended.by.name}`;
    return { ...shown, state: `Avslutad ${formatMoment(ended.at)}${who}`, stateColor: 'default' };
  }
  if (latestPeriod(absence) !== period) return { ...shown, state: 'Ändrad sedan dess', stateColor: 'default' };
  return { ...shown, state, stateColor: 'accent' };
}
