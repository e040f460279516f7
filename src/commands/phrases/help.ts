import type { Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import { menu } from '../menu.ts';
import type { Phrase } from '../phrase.ts';

/** `hjälp`: what the asker can say here, and where to turn. The phrases are given by the registry, which this one is part of. */
export function helpPhrase(phrases: () => readonly Phrase[]): Phrase {
  return {
    words: 'hjälp',
    also: ['help', 'hej', 'start', '?'],
    where: 'both',
    isHelp: true,
    help: 'Se vad du kan göra här.',
    run: async (context) => help(context, phrases(), 'Det här kan du göra'),
  };
}

/** What the asker may say in this place. */
export function sayable({ incoming, rights }: Context, phrases: readonly Phrase[]): Phrase[] {
  const here = incoming.place.kind;
  return phrases.filter(
    (phrase) => (phrase.where === 'both' || phrase.where === here) && (rights.admin || phrase.forAdmins !== true),
  );
}

export function help(context: Context, phrases: readonly Phrase[], heading: string): Reply {
  const mine = sayable(context, phrases).filter(
    (phrase) => phrase.words !== 'ny behörighet' || context.rights.managerOf.length > 0,
  );
  return menu(context, { heading, phrases: mine, explained: true, contacts: true });
}
