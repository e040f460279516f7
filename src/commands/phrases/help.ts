import { processOf, type Profile } from '../../profiles/schema.ts';
import { isAsked } from '../absence/entitled.ts';
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

/** What is understood in this place, by anybody: whoever may not is told so. */
export function saidHere({ incoming, services }: Context, phrases: readonly Phrase[]): Phrase[] {
  return phrases
    .filter(({ where }) => where === 'both' || where === incoming.place.kind)
    .map((phrase) => inWordsOf(services.profile, phrase));
}

function helpOf({ phraseHelp }: { phraseHelp?: string | undefined } = {}): { help?: string } {
  return phraseHelp === undefined ? {} : { help: phraseHelp };
}

/** By the municipality's own word for it, where it has one. */
function inWordsOf(profile: Profile, phrase: Phrase): Phrase {
  const process = phrase.needs === undefined ? undefined : processOf(profile, phrase.needs);
  const { forManagers: _managers, ...rest } = phrase;
  const by = process?.orderedBy === 'contacts' ? { ...rest, forContacts: true } : phrase;
  const own = process?.phrase;
  if (own === undefined) return by;
  return { ...by, words: own, also: [phrase.words, ...(phrase.also ?? [])], ...helpOf(process) };
}

/** What is shown to the asker as something to say. */
export function sayable(context: Context, phrases: readonly Phrase[]): Phrase[] {
  const { admin, managerOf, groups, contactOf = [] } = context.rights;
  const asked = isAsked(context.rights);
  const { incoming } = context;
  const { profile } = context.services;
  const hasOnCall = Object.values(profile.queues).some(({ onCall }) => onCall !== undefined);
  return saidHere(context, phrases).filter(
    ({
      forAdmins,
      forManagers,
      forContacts,
      forRequirements,
      forAsked,
      forOrderers,
      forOnCall,
      forUnitRoles,
      needs,
      isHidden,
    }) =>
      isHidden !== true &&
      (admin || forAdmins !== true) &&
      (managerOf.length > 0 || forManagers !== true) &&
      (profile.requirements !== undefined || forRequirements !== true) &&
      (contactOf.length > 0 || forContacts !== true) &&
      (asked || forAsked !== true) &&
      (groups.includes('orderers') || forOrderers !== true) &&
      (forUnitRoles !== true || profile.unitRoles.length > 0) &&
      (forOnCall !== true || (hasOnCall && (admin || incoming.place.kind === 'channel'))) &&
      (needs === undefined || processOf(profile, needs) !== undefined),
  );
}

export function help(context: Context, phrases: readonly Phrase[], heading: string): Reply {
  return menu(context, { heading, phrases: sayable(context, phrases), explained: true, contacts: true });
}
