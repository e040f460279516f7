import type { CaseKind } from '../../domain/case.ts';
import { mayOrderKind } from '../../domain/decisions/submit.ts';
import type { Provider } from '../../domain/directory.ts';
import { processOf } from '../../profiles/schema.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { nounOf } from '../../views/words.ts';
import type { Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import { menu } from '../menu.ts';
import { latestDraft } from '../order/draft.ts';
import type { Phrase } from '../phrase.ts';
import { unreadableTexts } from '../unreadable.ts';

type Words = Pick<Phrase, 'words' | 'also' | 'help'> & {
  readonly kind: CaseKind;
  /** On the card with the way into an empty form. */
  readonly lead: string;
};

/** A short card with the way into a form, or back into the one that lies half-filled: for a provider's responsible managers. */
function orderPhrase({ kind, lead, ...words }: Words): Phrase {
  return {
    ...words,
    where: 'personal',
    forManagers: true,
    needs: kind,
    run: (context) => start(context, kind, lead),
  };
}

export const newPermission = orderPhrase({
  kind: 'permission',
  words: 'ny behörighet',
  also: ['behörighet', 'ansök om behörighet', 'ny ansökan', 'beställ behörighet'],
  help: 'Ansök om behörighet för en medarbetare.',
  lead: 'Vem det gäller, vilka system och vem som godkänner. Det tar några minuter, och det du skriver sparas under tiden.',
});

export const sithsCard = orderPhrase({
  kind: 'siths',
  words: 'siths',
  also: ['siths-kort', 'sithskort', 'beställ siths', 'kort'],
  help: 'Beställ ett SITHS-kort till en medarbetare.',
  lead: 'Först en fråga om vilket kort som behövs, sedan beställningen. Den undertecknas av dig och av en beställare i kommunen.',
});

export const remoteAccess = orderPhrase({
  kind: 'remoteAccess',
  words: 'fjärråtkomst',
  also: ['beställ fjärråtkomst', 'ny fjärråtkomst', 'fjärrskrivbord', 'thinlinc'],
  help: 'Beställ fjärråtkomst åt en medarbetare.',
  lead: 'För den som inte använder kommunens utrustning eller nät. Har du intyget om informationssäkerhet till hands går det fortare.',
});

async function start(context: Context, kind: CaseKind, lead: string): Promise<Reply> {
  const { services, rights, now } = context;
  const process = processOf(services.profile, kind);
  if (process === undefined) return refused(context, `Det beställs inte här i ${services.profile.name}.`);
  if (rights.managerOf.length === 0)
    return refused(context, rights.unreadable ? unreadableTexts.rights : refusalText({ reason: 'noOrderingRight' }));
  const stored = await Promise.all(rights.managerOf.map((id) => services.directory.provider(id)));
  const own = stored.flatMap((one) => one?.value ?? []);
  const providers = own.filter((provider) => !provider.unreadable && mayOrderKind(kind, provider, dayOf(now)));
  const [first] = providers;
  if (first === undefined) return refused(context, notOrderable(own));
  const { draft, isOneLost } = await latestDraft(context, kind);
  const notice = [
    ...(own.some((provider) => provider.unreadable) ? [unreadableTexts.otherProvider] : []),
    ...(isOneLost ? ['Ett utkast som du har sparat går inte att öppna.'] : []),
  ].join(' ');
  const card = render('start', {
    id: services.newCaseId(),
    kind,
    sayHeading: process.name,
    draft: draft?.caseId ?? '',
    text: draft === undefined ? lead : `Du har en ${nounOf(process).indefinite} som inte är skickad.`,
    notice,
    provider: first.id,
    providers: providers.map(({ id: value, name }) => ({ id: value, name })),
  });
  return { kind: 'message', summary: process.name, card };
}

function notOrderable(own: readonly Provider[]): string {
  const names = own.filter((provider) => !provider.unreadable).map(({ name }) => name);
  return [
    ...(names.length > 0 ? [`${names.join(', ')}: ${refusalText({ reason: 'providerNotCurrent' })}`] : []),
    ...(names.length < own.length ? [unreadableTexts.provider] : []),
  ].join(' ');
}

function refused(context: Context, text: string): Reply {
  return menu(context, { heading: 'Du kan inte beställa här', text, contacts: true });
}
