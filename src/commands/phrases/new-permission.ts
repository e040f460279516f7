import { mayOrderFor, type Provider } from '../../domain/directory.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import type { Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import { menu } from '../menu.ts';
import { latestDraft } from '../order/draft.ts';
import type { Phrase } from '../phrase.ts';
import { unreadableTexts } from '../unreadable.ts';

/** `ny behörighet`: a short card with the way into the form, or back into the one that lies half-filled. */
export const newPermission: Phrase = {
  words: 'ny behörighet',
  also: ['behörighet', 'ansök om behörighet', 'ny ansökan', 'beställ behörighet'],
  where: 'personal',
  forManagers: true,
  help: 'Ansök om behörighet för en medarbetare.',
  async run(context) {
    const { services, rights, now } = context;
    if (rights.managerOf.length === 0)
      return refused(context, rights.unreadable ? unreadableTexts.rights : refusalText({ reason: 'noOrderingRight' }));
    const stored = await Promise.all(rights.managerOf.map((id) => services.directory.provider(id)));
    const own = stored.flatMap((one) => one?.value ?? []);
    const providers = own.filter((provider) => mayOrderFor(provider, dayOf(now)));
    const [first] = providers;
    if (first === undefined) return refused(context, notOrderable(own));
    const { draft, isOneLost } = await latestDraft(context);
    const notice = [
      ...(own.some((provider) => provider.unreadable) ? [unreadableTexts.otherProvider] : []),
      ...(isOneLost ? ['Ett utkast som du har sparat går inte att öppna.'] : []),
    ].join(' ');
    return {
      kind: 'message',
      summary: 'Ny behörighet',
      card: startCard(services.newCaseId(), providers, first, notice, draft?.caseId),
    };
  },
};

function notOrderable(own: readonly Provider[]): string {
  const names = own.filter((provider) => !provider.unreadable).map(({ name }) => name);
  return [
    ...(names.length > 0 ? [`${names.join(', ')}: ${refusalText({ reason: 'providerNotCurrent' })}`] : []),
    ...(names.length < own.length ? [unreadableTexts.provider] : []),
  ].join(' ');
}

function startCard(
  id: string,
  providers: readonly Provider[],
  first: Provider,
  notice: string,
  draft = '',
): ReturnType<typeof render> {
  const text =
    draft === ''
      ? 'Vem det gäller, vilka system och vem som godkänner. Det tar några minuter, och det du skriver sparas under tiden.'
      : 'Du har en ansökan som inte är skickad.';
  return render('start', {
    id,
    draft,
    text,
    notice,
    provider: first.id,
    providers: providers.map(({ id: value, name }) => ({ id: value, name })),
  });
}

function refused(context: Context, text: string): Reply {
  return menu(context, { heading: 'Du kan inte beställa här', text, contacts: true });
}
