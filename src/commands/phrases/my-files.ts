import type { Phrase } from '../phrase.ts';
import { howToCard, placingCard } from '../files/placing-card.ts';
import { fileService, placeable } from '../files/uploads.ts';
import { offText } from '../files/words.ts';

/** `mina filer`: what was sent and waits to be placed, once the card that asked has scrolled away. */
export const myFiles: Phrase = {
  words: 'mina filer',
  also: ['filer', 'bifoga fil', 'skicka fil', 'bifoga'],
  where: 'personal',
  forManagers: true,
  help: 'Lägg en fil till en ansökan: skicka den till mig i chatten, så frågar jag var den hör hemma.',
  run: async (context) => {
    if (fileService(context.services) === undefined) return { kind: 'notice', text: offText(context.services.profile) };
    const waiting = (await placeable(context)).filter(({ value }) => value.state === 'waiting');
    const card = waiting.length === 0 ? howToCard(context) : await placingCard(context, waiting);
    return { kind: 'message', summary: 'Mina filer', card };
  },
};
