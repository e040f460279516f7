import type { Phrase } from '../phrase.ts';
import { rosterCard } from './card.ts';
import { mayKeep, onCallQueues } from './queues.ts';

/** `beredskap`: who is on call, and the way to enter it; for those on call and administrators. */
export const rosterPhrase: Phrase = {
  words: 'beredskap',
  also: ['jour', 'jourlista', 'vem har jouren', 'beredskapslista'],
  where: 'both',
  forOnCall: true,
  help: 'Se och ändra vem som har jouren.',
  run: async (context) => {
    const { services, now } = context;
    const queues = await onCallQueues(context);
    const [any] = queues;
    const takesCalls = services.profile.password?.calls !== undefined;
    if (any === undefined) return { kind: 'notice', text: `I ${services.profile.name} har boten ingen beredskap.` };
    for (const queue of queues)
      if (await mayKeep(context, queue.id)) {
        const roster = (await services.rosters.find(queue.id))?.value;
        return { kind: 'message', summary: 'Jourlista', card: rosterCard(queue, roster, now, takesCalls) };
      }
    return {
      kind: 'notice',
      text: `Jourlistan ser de som är med i beredskapens team, och botens administratör. Du når beredskapen på ${any.phone}.`,
    };
  },
};
