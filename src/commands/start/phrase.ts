import { refusalText } from '../../views/refusals.ts';
import type { Phrase } from '../phrase.ts';
import { comingCases, readinessCard } from './coming.ts';

/** `uppstart`: what is in place and what is missing, for those who have a new provider to see to. */
export const readiness: Phrase = {
  words: 'uppstart',
  also: ['uppstarter', 'nya utförare', 'beredskap inför start'],
  where: 'personal',
  needs: 'newProvider',
  forOrderers: true,
  help: 'Se vad som är klart och vad som saknas hos nya utförare.',
  run: async (context) => {
    const { groups, managerOf } = context.rights;
    if (!groups.includes('orderers') && managerOf.length === 0)
      return { kind: 'notice', text: refusalText({ reason: 'orderersOnly' }) };
    return { kind: 'message', summary: 'Uppstart', card: await readinessCard(context, await comingCases(context)) };
  },
};
