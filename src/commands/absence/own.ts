import { z } from 'zod';
import { absenceSlots, absenceSubject, latestPeriod, presentPeriod, withoutPeriod } from '../../domain/absence.ts';
import { type AbsenceCard, ownCard } from '../../views/absence.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { render } from '../../views/render.ts';
import { unknownButton } from '../buttons.ts';
import type { Context } from '../context.ts';
import type { Card, Incoming, Reply } from '../incoming.ts';
import type { Phrase } from '../phrase.ts';
import { unreadableTexts } from '../unreadable.ts';
import { isAsked } from './entitled.ts';
import { notAsked } from './texts.ts';

/** `frånvaro`: when one is away and who stands in; what was entered is shown, to be changed or ended. */
export const absencePhrase: Phrase = {
  words: 'frånvaro',
  also: ['ställföreträdare', 'semester', 'borta', 'sjuk', 'jag är borta'],
  where: 'personal',
  forAsked: true,
  help: 'Ange när du är borta och vem som godkänner i ditt ställe.',
  run: async (context) => {
    const { rights, incoming, services, now } = context;
    if (rights.unreadable) return { kind: 'notice', text: unreadableTexts.rights };
    if (!isAsked(rights)) return notAsked(true);
    const absence = (await services.absences.find(incoming.person.id))?.value;
    const period = presentPeriod(absence, dayOf(now));
    const card = absence && period ? ownCard(absence, period) : doorway(incoming.person.id);
    return { kind: 'message', summary: 'Frånvaro', card: cardOf(card) };
  },
};

/** Says nothing of how it is: nobody brings it up to date. */
function doorway(person: string): AbsenceCard {
  const text = 'Ange när du är borta och vem som ska godkänna i ditt ställe. Det som redan väntar på dig går vidare.';
  const can = { enter: true, change: false };
  return {
    notice: '',
    sayHeading: 'Frånvaro',
    state: '',
    stateColor: 'default',
    texts: [{ text }],
    person,
    number: 0,
    can,
  };
}

const endData = z.object({ number: z.int().min(1) });
const attempts = 5;

/** Avsluta frånvaron, on one's own card. */
export async function endAbsence(context: Context<Incoming & { kind: 'execute' }>): Promise<Reply> {
  const parsed = endData.safeParse(context.incoming.data);
  if (!parsed.success) return unknownButton;
  const { incoming, services, now } = context;
  const { person } = incoming;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const stored = await services.absences.find(person.id);
    const period = stored?.value.periods.find(({ number }) => number === parsed.data.number);
    if (stored === undefined || period === undefined) return unknownButton;
    await adopt(context, parsed.data.number);
    // Ended already, or another has taken its place: the card says which.
    if (latestPeriod(stored.value) !== period) return { kind: 'card', card: cardOf(ownCard(stored.value, period)) };
    const periods = withoutPeriod(stored.value.periods, { by: person, at: now });
    const after = { ...stored.value, periods };
    if ((await services.absences.save(stored, after, person, now)) === 'conflict') continue;
    services.nudge();
    const ended = periods.find(({ number }) => number === period.number) ?? period;
    return { kind: 'card', card: cardOf(ownCard(after, ended)) };
  }
  throw new Error(`The absence was changed by others ${attempts} times in a row`);
}

/** The card that was pressed is kept up to date from now on, whether it came by itself or as an answer. */
async function adopt({ incoming, services }: Context, number: number): Promise<void> {
  const { place, activityId, serviceUrl, person } = incoming;
  if (place.kind !== 'personal' || activityId === undefined) return;
  const shown = { conversationId: place.conversationId, activityId, serviceUrl };
  await services.posts.adopt(absenceSubject(person.id), absenceSlots.own(number), shown);
}

const cardOf = (card: AbsenceCard): Card => render('absence', { ...card });
