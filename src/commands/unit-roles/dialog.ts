import { z } from 'zod';
import { refusalText } from '../../views/refusals.ts';
import { render } from '../../views/render.ts';
import { type Faults, type Typed, typedTexts } from '../admin/typed.ts';
import { unknownButton } from '../buttons.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import type { Stored } from '../stored.ts';
import { type Ground, initialTyped, type Read, readRole, roleInputs } from './form.ts';
import type { UnitRoles } from './port.ts';
import { roleName } from './roles.ts';

const openData = z.object({ entry: z.string().regex(/^[a-z0-9-]{1,60}$/), number: z.int().min(0) });
const submitData = openData.extend({ revision: z.int().min(0) });

type Found = { readonly ground: Ground; readonly stored: Stored<UnitRoles> | undefined };

/** One who is something at a unit, named by a responsible manager of its provider. */
export const unitRoleDialog: Dialog = {
  async open(context) {
    const parsed = openData.safeParse(context.incoming.data);
    const found = parsed.success ? await find(context, parsed.data) : unknownButton;
    return 'kind' in found ? found : show(found, initialTyped(found.ground), {});
  },

  async submit(context) {
    const parsed = submitData.safeParse(context.incoming.data);
    return parsed.success ? save(context, parsed.data) : unknownButton;
  },
};

async function save(
  context: Context<Incoming & { kind: 'submitDialog' }>,
  data: z.output<typeof submitData>,
): Promise<Reply> {
  const typed = typedTexts(context.incoming.data);
  const found = await find(context, data);
  if ('kind' in found) return found;
  const { ground, stored } = found;
  const before = stored?.value ?? { provider: data.entry, revision: 0, people: [] };
  const read = readRole(ground, typed);
  if (read.kind === 'faulty') return show(found, typed, read.faults);
  if (before.revision !== data.revision) return show(found, typed, {}, changedText);
  const others = before.people.filter(({ number }) => number !== data.number);
  const number = Math.max(0, ...before.people.map((one) => one.number)) + 1;
  const people = read.kind === 'removed' ? others : [...others, { number, ...read.role }];
  const text = savedText(ground, read);
  const { person: by } = context.incoming;
  const saved = await context.services.unitRoles.save(stored, { ...before, people }, text, by, context.now);
  // Somebody was first: decided anew on what there is now.
  return saved === 'conflict' ? save(context, data) : { kind: 'notice', text };
}

const changedText =
  'Någon annan har ändrat rollerna sedan du öppnade. Tryck på Spara igen om ditt fortfarande ska gälla.';

function savedText({ profile, line }: Ground, read: Read): string {
  if (read.kind !== 'entered') return `${line?.person.name ?? 'Personen'} har inte rollen längre.`;
  const { person, role, unit } = read.role;
  return `Sparat: ${person.name} är ${roleName(profile, role)} på ${unit}.`;
}

/** R44: the provider's responsible manager names them. Asked again at each press: card data can be forged. */
async function find(
  { services, rights }: Context,
  { entry, number }: z.output<typeof openData>,
): Promise<Found | Extract<Reply, { kind: 'notice' }>> {
  const { profile, directory, unitRoles } = services;
  const provider = rights.managerOf.includes(entry) ? (await directory.provider(entry))?.value : undefined;
  if (provider === undefined || provider.unreadable || profile.unitRoles.length === 0)
    return { kind: 'notice', text: refusalText({ reason: 'noOrderingRight' }) };
  const stored = await unitRoles.find(entry);
  const people = stored?.value.people ?? [];
  const line = people.find((one) => one.number === number);
  if (number !== 0 && line === undefined)
    return { kind: 'notice', text: 'Raden finns inte längre. Skriv ”enhetens roller” så får du listan som den är nu.' };
  return { ground: { profile, provider, people, line }, stored };
}

function show({ ground, stored }: Found, typed: Typed, faults: Faults, notice = ''): Reply {
  const count = Object.keys(faults).length;
  const correct = count === 0 ? '' : `Rätta ${count === 1 ? 'en uppgift' : `${count} uppgifter`} nedan.`;
  const card = render('entry-dialog', {
    dialog: 'unitRole',
    saySubmit: 'Spara',
    id: '',
    entry: ground.provider.id,
    number: ground.line?.number ?? 0,
    revision: stored?.value.revision ?? 0,
    heading: ground.line ? 'Ändra roll' : 'Utse någon',
    text: 'Personen får det som gäller enheten först, och kan ta det i sin egen chatt med mig. Hen behöver ha boten i Teams.',
    notice: [notice, correct].join(' ').trim(),
    fields: roleInputs(ground, typed, faults),
  });
  return { kind: 'dialog', title: 'Enhetens roller', size: 'medium', card };
}
