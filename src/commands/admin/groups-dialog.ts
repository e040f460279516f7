import { z } from 'zod';
import { type Group, groups } from '../../domain/directory.ts';
import type { Person } from '../../domain/person.ts';
import { unknownButton } from '../buttons.ts';
import type { Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import type { Groups } from '../ports.ts';
import { groupChanges } from './changes.ts';
import { adminDialog, changedByOther } from './dialog-card.ts';
import { limits } from './limits.ts';
import { onlyAdmins } from './only-admins.ts';
import { knownNames, type PeopleField, peopleInputs, readPeople } from './people.ts';
import { type Faults, type Typed, typedTexts } from './typed.ts';
import { groupWords, names } from './words.ts';

const submitData = z.object({ revision: z.int().min(0) });
const nobody: Groups = { revision: 0, orderers: [], elderCare: [], approvers: [] };
const shownOrder: readonly Group[] = ['orderers', 'approvers', 'elderCare'];

const fieldOf = (group: Group): PeopleField => ({ id: group, ...groupWords[group], most: limits.groupMembers });

/** The municipality's own people with a right of their own. */
export const adminGroups: Dialog = {
  async open(context) {
    const refused = onlyAdmins(context);
    if (refused) return refused;
    const present = (await context.services.directory.groups())?.value ?? nobody;
    return show(present, present.revision, {}, {}, false);
  },

  async submit(context) {
    const refused = onlyAdmins(context);
    if (refused) return refused;
    const parsed = submitData.safeParse(context.incoming.data);
    return parsed.success ? save(context, parsed.data.revision) : unknownButton;
  },
};

async function save(context: Context<Incoming & { kind: 'submitDialog' }>, revision: number): Promise<Reply> {
  const { directory } = context.services;
  const stored = await directory.groups();
  const present = stored?.value ?? nobody;
  const typed = typedTexts(context.incoming.data);
  const { after, faults } = await read(context, present, typed);
  const isFaulty = Object.keys(faults).length > 0;
  const changes = groupChanges(present, after);
  // A second press of Spara finds everything as it is wanted; then it does not matter who changed it.
  if (!isFaulty && !present.unreadable && changes.length === 0)
    return { kind: 'notice', text: 'Allt är sparat. Det finns inget mer att ändra.' };
  if (present.revision !== revision) return show(present, present.revision, typed, faults, true);
  if (isFaulty) return show(present, revision, typed, faults, false);
  // Somebody was first: decided anew on what there is now.
  if ((await directory.saveGroups(stored, after, context.incoming.person, context.now)) === 'conflict')
    return save(context, revision);
  return { kind: 'notice', text: ['Sparat.', ...changes.map((change) => `${change}.`)].join(' ') };
}

async function read({ services }: Context, present: Groups, typed: Typed): Promise<{ after: Groups; faults: Faults }> {
  const known = await knownNames(services.directory);
  const lists = groups.map((group) => ({ group, ...readPeople(fieldOf(group), present[group], typed, known) }));
  const people = Object.fromEntries(lists.map((list) => [list.group, list.people])) as Record<Group, Person[]>;
  const all = new Set(lists.flatMap((list) => list.people.map(({ id }) => id)));
  const [first] = lists.filter(({ group }) => typed[`${group}Pick`] || typed[`${group}Id`]);
  const full: Faults =
    all.size > limits.groupMembers && first
      ? { [`${first.group}Pick`]: `Det får vara högst ${limits.groupMembers} personer sammanlagt.` }
      : {};
  return {
    after: { revision: present.revision, ...people },
    faults: Object.assign({}, full, ...lists.map(({ faults }) => faults)) as Faults,
  };
}

const damaged =
  'Det som var sparat går inte att läsa. De som har rättigheter står kvar, utan namn: ta bort dem som inte ska vara kvar, och spara.';

const text = [
  'Beställare lägger upp utförare och skriver under beställningar, och har attesträtt. Attesträtt gäller för alla utförare. Äldreförvaltningen godkänner chefsbyten och avtalsslut.',
  'Rättigheter gäller så fort du har sparat. Lägg till en person i taget i varje grupp.',
].join('\n');

function show(present: Groups, revision: number, typed: Typed, faults: Faults, changed: boolean): Reply {
  return adminDialog({
    dialog: 'adminGroups',
    entry: '',
    revision,
    heading: 'Ändra kommunens egna',
    text,
    notice: changed ? changedByOther : present.unreadable ? damaged : '',
    present: changed
      ? shownOrder.map((group) => ({
          label: groupWords[group].heading,
          value: names(present[group], limits.groupMembers),
        }))
      : [],
    fields: shownOrder.flatMap((group) => peopleInputs(fieldOf(group), present[group], typed, faults)),
  });
}
