import { render } from '../../views/render.ts';
import type { Phrase } from '../phrase.ts';
import { ownQueue } from '../roster/queues.ts';
import { onlyOnCall } from './words.ts';

/** `registrera samtal`: somebody without the bot has rung those on call. */
export const registerCallPhrase: Phrase = {
  words: 'registrera samtal',
  also: ['samtal', 'nytt samtal', 'telefonsamtal'],
  where: 'both',
  forOnCall: true,
  needs: 'password',
  help: 'Registrera ett samtal från någon som inte har boten.',
  run: async (context) => {
    const queue = await ownQueue(context);
    if (queue === undefined || context.services.profile.password?.calls === undefined) return onlyOnCall;
    const card = render('call-start', {
      sayHeading: 'Registrera samtal',
      text: 'Vem som ringde, vilket system och hur personen identifierades. Du får ärendet, och personens chef ser att det är registrerat.',
      queue: queue.id,
    });
    return { kind: 'message', summary: 'Registrera samtal', card };
  },
};
