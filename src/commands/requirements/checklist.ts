import { z } from 'zod';
import type { Provider } from '../../domain/directory.ts';
import { hasConfirmed } from '../../domain/requirements.ts';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { formatDay, formatMoment } from '../../views/format.ts';
import type { Context } from '../context.ts';
import type { Card, Incoming, Reply } from '../incoming.ts';
import { menu } from '../menu.ts';
import type { Phrase } from '../phrase.ts';
import { unreadableTexts } from '../unreadable.ts';

/** `krav`: what computers and telephones must do, with the provider's confirmation (R106, R107). */
export const requirements: Phrase = {
  words: 'krav',
  also: ['krav på dator', 'krav på mobiltelefon', 'checklista', 'datorkrav'],
  where: 'personal',
  forManagers: true,
  forRequirements: true,
  help: 'Se kraven på dator och telefon, och bekräfta dem.',
  run: async (context) => {
    const { profile } = context.services;
    if (profile.requirements === undefined)
      return menu(context, {
        heading: 'Inga krav finns här',
        text: `${profile.name} har ingen checklista.`,
        contacts: true,
      });
    return { kind: 'message', summary: profile.requirements.title, card: await checklist(context) };
  },
};

const pressed = z.object({ provider: z.string().max(60), version: z.iso.date() });
const attempts = 5;

/** Bekräfta: for the own provider, of what the card showed. */
export async function confirmRequirements(context: Context<Incoming & { kind: 'execute' }>): Promise<Reply> {
  const { services, incoming, rights, now } = context;
  const parsed = pressed.safeParse(incoming.data);
  const { requirements: wanted } = services.profile;
  if (!parsed.success || wanted === undefined)
    return { kind: 'notice', text: 'Knappen går inte att använda. Skriv ”krav”.' };
  const { provider: id, version } = parsed.data;
  if (!rights.managerOf.includes(id)) return { kind: 'notice', text: refusalText({ reason: 'noOrderingRight' }) };
  if (version !== wanted.validFrom)
    return { kind: 'card', card: await checklist(context, 'Kraven har ändrats sedan kortet visades. Läs dem igen.') };
  for (let attempt = 0; attempt < attempts; attempt++) {
    const stored = await services.directory.provider(id);
    if (stored === undefined || stored.value.unreadable) return { kind: 'notice', text: unreadableTexts.provider };
    if (hasConfirmed(stored.value, wanted)) return { kind: 'card', card: await checklist(context) };
    const after: Provider = { ...stored.value, confirmed: { version, by: incoming.person, at: now } };
    if ((await services.directory.saveProvider(stored, after, incoming.person, now)) === 'committed')
      return { kind: 'card', card: await checklist(context) };
  }
  throw new Error(`Provider ${id} was changed by others ${attempts} times in a row`);
}

async function checklist({ services, rights }: Context, notice = ''): Promise<Card> {
  const { requirements: wanted } = services.profile;
  if (wanted === undefined) throw new Error('The profile has no requirements');
  const stored = await Promise.all(rights.managerOf.map((id) => services.directory.provider(id)));
  const providers = stored.flatMap((one) => (one === undefined || one.value.unreadable ? [] : [one.value]));
  return render('requirements', {
    notice,
    sayHeading: wanted.title,
    state: `Gäller från ${formatDay(wanted.validFrom)}`,
    sections: wanted.sections.map(({ title, items }) => ({ name: title, items: items.map((text) => ({ text })) })),
    providers: providers.map((provider) => ({ label: provider.name, value: confirmedText(provider, wanted) })),
    waiting: providers
      .filter((provider) => !hasConfirmed(provider, wanted))
      // A card holds five buttons.
      .slice(0, 5)
      .map(({ id, name }) => ({ provider: id, title: providers.length === 1 ? 'Bekräfta' : `Bekräfta för ${name}` })),
    version: wanted.validFrom,
  });
}

function confirmedText({ confirmed }: Provider, { validFrom }: { readonly validFrom: string }): string {
  if (confirmed === undefined) return 'inte bekräftat';
  const words = `${confirmed.by.name} ${formatMoment(confirmed.at)}`;
  return confirmed.version === validFrom
    ? `bekräftat av ${words}`
    : `inte bekräftat; de som gällde från ${formatDay(confirmed.version)} bekräftades av ${words}`;
}
