import { z } from 'zod';
import type { Provider } from '../../domain/directory.ts';
import { namesake, newProviderId } from '../../domain/provider-name.ts';
import { unknownButton } from '../buttons.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { providerChanges } from './changes.ts';
import { adminDialog, changedByOther, type Row } from './dialog-card.ts';
import { lastManagerText } from './last-manager.ts';
import { onlyAdmins } from './only-admins.ts';
import { knownNames } from './people.ts';
import { areEditable, initialText, providerInputs, readProvider } from './provider-form.ts';
import { type Faults, type Typed, typedTexts } from './typed.ts';
import { unitsText } from './units-text.ts';
import { kindWords, names, yesNo } from './words.ts';

const providerId = z.string().regex(/^[a-z0-9-]{0,60}$/);
const openData = z.object({ provider: providerId });
const submitData = z.object({ entry: providerId, revision: z.int().min(0) });

type View = {
  readonly typed: Typed;
  readonly faults?: Faults;
  readonly notice?: string;
  readonly asked?: boolean;
  readonly changed?: boolean;
};

/** A provider, new or as it is. Everything typed stays when something is wrong with it. */
export const adminProvider: Dialog = {
  async open(context) {
    const refused = onlyAdmins(context);
    if (refused) return refused;
    const parsed = openData.safeParse(context.incoming.data);
    if (!parsed.success) return unknownButton;
    const { provider: id } = parsed.data;
    const present = id === '' ? undefined : (await context.services.directory.provider(id))?.value;
    return id !== '' && !present
      ? unknownButton
      : show(present, present?.revision ?? 0, {
          typed: initialText(present),
          notice: present?.unreadable ? damaged : '',
        });
  },

  async submit(context) {
    const refused = onlyAdmins(context);
    if (refused) return refused;
    const parsed = submitData.safeParse(context.incoming.data);
    return parsed.success ? save(context, parsed.data.entry, parsed.data.revision) : unknownButton;
  },
};

const damaged =
  'Det som var sparat om utföraren går inte att läsa. Fyll i allt på nytt. Cheferna står kvar utan namn, med sina rättigheter; ta bort dem som inte ska vara kvar.';

async function save(
  context: Context<Incoming & { kind: 'submitDialog' }>,
  entry: string,
  revision: number,
): Promise<Reply> {
  const { directory } = context.services;
  const stored = entry === '' ? undefined : await directory.provider(entry);
  if (entry !== '' && !stored) return unknownButton;
  const present = stored?.value;
  const typed = typedTexts(context.incoming.data);
  const [providers, known] = await Promise.all([directory.providers(), knownNames(directory)]);
  const { provider, faults } = readProvider(present, typed, known);
  const isFaulty = Object.keys(faults).length > 0;
  const changes = providerChanges(present, provider);
  // A second press of Spara finds everything as it is wanted; then it does not matter who changed it.
  if (!isFaulty && present && !present.unreadable && changes.length === 0)
    return { kind: 'notice', text: `${present.name} är sparad. Det finns inget mer att ändra.` };
  if (present && present.revision !== revision)
    return show(present, present.revision, { typed, faults, changed: true });

  const others = providers.filter(({ id }) => id !== entry);
  const near = provider.name === present?.name || faults['name'] ? undefined : namesake(provider.name, others);
  const confirmed = typed['other'] === 'true';
  const notice =
    near && !confirmed
      ? `Det finns redan en utförare som heter ${near.name}. Är det en annan? Bocka i rutan i så fall.`
      : '';
  if (isFaulty || notice !== '') return show(present, revision, { typed, faults, notice, asked: near !== undefined });

  const after: Provider = { ...provider, id: present?.id ?? newProviderId(provider.name, others) };
  const saved = await directory.saveProvider(stored, after, context.incoming.person, context.now);
  // Somebody was first: decided anew on what there is now.
  if (saved === 'conflict') return save(context, entry, revision);
  const warning = await lastManagerText(context, present, after);
  return {
    kind: 'notice',
    text: [`Sparat: ${after.name}.`, ...changes.map((change) => `${change}.`), warning]
      .filter((part) => part !== '')
      .join(' '),
  };
}

const advice = [
  'Rättigheter gäller så fort du har sparat. Lägg till en person i taget: spara, öppna igen och lägg till nästa.',
  'Utan ansvarig chef kan ingen beställa för utföraren eller ta hand om dess pågående ärenden.',
].join('\n');

function show(
  present: Provider | undefined,
  revision: number,
  { typed, faults = {}, notice = '', asked = false, changed = false }: View,
): Reply {
  const tooMany = areEditable(present)
    ? ''
    : `\nUtföraren har ${present?.units.length} enheter. Det är fler än vad som får plats här, och de står kvar som de är.`;
  return adminDialog({
    dialog: 'adminProvider',
    entry: present?.id ?? '',
    revision,
    heading: present ? 'Ändra utförare' : 'Lägg till utförare',
    text: `${advice}${tooMany}`,
    notice: changed ? changedByOther : notice,
    present: changed && present ? presentRows(present) : [],
    fields: providerInputs(present, typed, faults, asked),
  });
}

const longestRow = 1000;

function presentRows(present: Provider): Row[] {
  const units = unitsText(present.units).replaceAll('\n', ', ');
  return [
    { label: 'Namn', value: present.name },
    { label: 'Typ', value: kindWords[present.kind] },
    { label: 'Certifierad', value: yesNo(present.certified) },
    { label: 'Giltig från', value: present.validFrom ?? 'inget datum' },
    { label: 'Giltig till', value: present.validTo ?? 'inget datum' },
    { label: 'Enheter', value: units.length > longestRow ? `${units.slice(0, longestRow)} …` : units || 'inga' },
    { label: 'Ansvariga chefer', value: names(present.managers, 60) },
    { label: 'Namngivna kontakter', value: names(present.namedContacts) },
  ];
}
