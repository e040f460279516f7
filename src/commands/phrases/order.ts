import type { CaseKind } from '../../domain/case.ts';
import { mayOrderKind } from '../../domain/decisions/submit.ts';
import type { Provider, Rights } from '../../domain/directory.ts';
import { type Process, processOf } from '../../profiles/schema.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { hasConfirmed } from '../../domain/requirements.ts';
import { enumerate } from '../../views/format.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { nounOf } from '../../views/words.ts';
import type { Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import { menu } from '../menu.ts';
import { onlyContacts } from './only-contacts.ts';
import { latestDraft } from '../order/draft.ts';
import type { Phrase } from '../phrase.ts';
import { unreadableTexts } from '../unreadable.ts';

type Words = Pick<Phrase, 'words' | 'also' | 'help'> & {
  readonly kind: CaseKind;
  /** On the card with the way into an empty form. */
  readonly lead: string;
  /** Whom `hjälp` shows it to. */
  readonly by?: 'managers' | 'orderers';
  /** Said to those who may not, where it is nothing that is ordered. */
  readonly refusal?: { readonly heading: string; readonly text: string };
};

/** A short card with the way into a form, or back into the one that lies half-filled, for those who may order it. */
function orderPhrase({ kind, lead, by = 'managers', refusal, ...words }: Words): Phrase {
  return {
    ...words,
    where: 'personal',
    ...(by === 'managers' ? { forManagers: true } : { forOrderers: true }),
    needs: kind,
    run: (context) => start(context, kind, lead, refusal),
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

export const newProvider = orderPhrase({
  kind: 'newProvider',
  by: 'orderers',
  words: 'ny utförare',
  also: ['beställ utförare', 'lägg till utförare'],
  help: 'Beställ det en ny utförare behöver, och ge dess chef tillgång.',
  lead: 'Utföraren, den ansvariga chefen och vilka system som ska göras klara. Ha chefens personnummer, mobilnummer och e-postadress till hands.',
});

export const changeManager = orderPhrase({
  kind: 'changeManager',
  by: 'orderers',
  words: 'byt chef',
  also: ['ny chef', 'chefsbyte', 'byta chef'],
  help: 'Byt ansvarig chef hos en utförare, eller lägg till en.',
  lead: 'Vem som slutar, vem som kommer och från när. Den som slutar har kvar sina rättigheter tills den nya kan ta över.',
});

export const technicalHelp = orderPhrase({
  kind: 'technicalHelp',
  words: 'teknisk hjälp',
  also: ['anmäl fel', 'felanmälan', 'driftstörning', 'något fungerar inte', 'support', 'helpdesk', 'servicedesk'],
  help: 'Anmäl ett tekniskt fel, eller ställ en fråga om ett system.',
  lead: 'Vad det gäller, var, sedan när och hur många som drabbas. Skriv inget om enskilda personer.',
  refusal: {
    heading: 'Du kan inte anmäla fel här',
    text: 'Här anmäler utförarens ansvariga chef fel. Säg till din chef, eller vänd dig hit:',
  },
});

export const password = orderPhrase({
  kind: 'password',
  words: 'lösenord',
  also: [
    'glömt lösenord',
    'glömt lösenordet',
    'låst konto',
    'kontot är låst',
    'nytt lösenord',
    'byt lösenord',
    'lås upp',
  ],
  help: 'Begär nytt lösenord eller upplåsning för en medarbetare.',
  lead: 'Vilket system, vem det gäller och vad som har hänt. Det tar en minut. Skriv aldrig något lösenord här.',
  refusal: {
    heading: 'Du kan inte begära lösenord här',
    text: 'Här ber utförarens ansvariga chef om lösenord. Säg till din chef, eller vänd dig hit:',
  },
});

async function start(context: Context, kind: CaseKind, lead: string, refusal?: Words['refusal']): Promise<Reply> {
  const { services, rights, now } = context;
  const process = processOf(services.profile, kind);
  if (process === undefined) return refused(context, `Det beställs inte här i ${services.profile.name}.`);
  if (process.orderedBy === 'contacts' && (rights.contactOf ?? []).length === 0 && !rights.unreadable)
    return onlyContacts(context);
  const isOrderers = process.orderedBy === 'orderers';
  const isRefused = isOrderers ? !rights.groups.includes('orderers') : ownOf(rights, process).length === 0;
  if (isRefused && refusal && !rights.unreadable) return menu(context, { ...refusal, contacts: true });
  if (isRefused)
    return refused(
      context,
      rights.unreadable
        ? unreadableTexts.rights
        : refusalText({ reason: isOrderers ? 'orderersOnly' : 'noOrderingRight' }),
    );
  const own = await providersFor(context, kind, process);
  const providers = own.filter((provider) => !provider.unreadable && mayOrderKind(kind, provider, dayOf(now)));
  const [first] = providers;
  if (first === undefined && kind !== 'newProvider')
    return refused(context, own.length === 0 ? 'Det finns ingen utförare upplagd än.' : notOrderable(own));
  const { draft, isOneLost } = await latestDraft(context, kind);
  const notice = [
    ...(own.some((provider) => provider.unreadable) ? [unreadableTexts.otherProvider] : []),
    ...unconfirmed(context, providers),
    ...(isOneLost ? ['Ett utkast som du har sparat går inte att öppna.'] : []),
  ].join(' ');
  const card = render('start', {
    id: services.newCaseId(),
    kind,
    sayHeading: process.name,
    draft: draft?.caseId ?? '',
    text: draft === undefined ? lead : `Du har en ${nounOf(process).indefinite} som inte är skickad.`,
    notice,
    provider: first?.id ?? '',
    providers: providers.map(({ id: value, name }) => ({ id: value, name })),
  });
  return { kind: 'message', summary: process.name, card };
}

/** Those that it can be ordered for: a manager's own, and for an orderer all but a new one, which is not there yet. */
async function providersFor({ services, rights }: Context, kind: CaseKind, process: Process): Promise<Provider[]> {
  if (kind === 'newProvider') return [];
  if (process.orderedBy === 'orderers') return services.directory.providers();
  const stored = await Promise.all(ownOf(rights, process).map((id) => services.directory.provider(id)));
  return stored.flatMap((one) => one?.value ?? []);
}

/** The providers that somebody orders for: as their manager, or as their named contact. */
function ownOf({ managerOf, contactOf = [] }: Rights, { orderedBy }: Process): readonly string[] {
  return orderedBy === 'contacts' ? contactOf : managerOf;
}

/** R106: an order is not stopped by what is not confirmed; the one who may confirm it is reminded. */
function unconfirmed({ services, rights }: Context, providers: readonly Provider[]): string[] {
  const { requirements } = services.profile;
  if (requirements === undefined) return [];
  const names = providers.filter((one) => rights.managerOf.includes(one.id) && !hasConfirmed(one, requirements));
  return names.length === 0
    ? []
    : [`Kraven på dator och telefon är inte bekräftade för ${enumerate(names.map(({ name }) => name))}. Skriv ”krav”.`];
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
