import { processOf } from '../../profiles/schema.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { nounOf } from '../../views/words.ts';
import type { Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import { menu } from '../menu.ts';
import type { Phrase } from '../phrase.ts';
import { latestTermination } from '../terminate/draft.ts';
import { unreadableTexts } from '../unreadable.ts';

/** `avsluta`: what is to end? Ending needs no provider that is certified and current (domain 4). */
export const terminate: Phrase = {
  words: 'avsluta',
  also: [
    'någon slutar',
    'säga upp',
    'uppsägning',
    'avsluta behörighet',
    'avsluta medarbetare',
    'avsluta fjärråtkomst',
    'säga upp fjärråtkomst',
  ],
  where: 'personal',
  forManagers: true,
  needs: 'termination',
  help: 'Avsluta när någon slutar eller ska vara ledig länge.',
  run: start,
};

/** Stockholm's; understood everywhere, so that nobody is left without an answer. */
export const endContract: Phrase = {
  words: 'avsluta avtal',
  also: ['säga upp avtal', 'avtalet upphör'],
  where: 'personal',
  forManagers: true,
  isHidden: true,
  help: 'Avtalet med kommunen upphör.',
  run: async (context) =>
    menu(context, {
      heading: 'Avtal avslutas inte här',
      text: `I ${context.services.profile.name} tar du det med kommunens beställare. När medarbetare slutar skriver du ”avsluta” för var och en.`,
      contacts: true,
    }),
};

async function start(context: Context): Promise<Reply> {
  const { services, rights } = context;
  const { profile, directory } = services;
  const process = processOf(profile, 'termination');
  const refused = (text: string): Reply => menu(context, { heading: 'Du kan inte avsluta här', text, contacts: true });
  if (process === undefined) return refused(`Det avslutas inte här i ${profile.name}.`);
  const stored = await Promise.all(rights.managerOf.map((id) => directory.provider(id)));
  const providers = stored.flatMap((one) => one?.value ?? []).filter(({ unreadable }) => unreadable !== true);
  const [first] = providers;
  if (first === undefined)
    return refused(rights.unreadable ? unreadableTexts.rights : refusalText({ reason: 'noOrderingRight' }));
  const draft = await latestTermination(context);
  const card = render('terminate-start', {
    id: services.newCaseId(),
    draft: draft?.caseId ?? '',
    notice: '',
    sayHeading: 'Vad ska avslutas?',
    text:
      draft === undefined
        ? 'Välj en medarbetare, så ser du vad som avslutas och vad som behålls innan du skickar.'
        : `Du har en ${nounOf(process).indefinite} som inte är skickad.`,
    provider: first.id,
    providers: providers.map(({ id, name }) => ({ id, name })),
    can: { remoteAccess: profile.systems.some(({ orderedWith }) => orderedWith === 'remoteAccess') },
  });
  return { kind: 'message', summary: process.name, card };
}
