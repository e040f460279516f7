import { maskPersonnummer } from '../../domain/personnummer.ts';
import { latestOf, searchStaff, type StaffMember, staffOf, unitsOf } from '../../domain/staff.ts';
import type { Context } from '../context.ts';
import { personnummerPlace } from '../order/application.ts';
import { openSealed } from '../sealed.ts';
import type { TerminationDraft } from './draft.ts';
import { isAbout, type TerminationForm } from './leaver.ts';

type Choice = { readonly title: string; readonly value: string };

/** Those in the dialog itself, for whom no search is needed. */
const atOnce = 60;

/** The people of the provider who have something that can end, found by name; `total` says how many there are. */
export async function peopleChoices(
  context: Context,
  form: TerminationForm,
  { about, find }: Pick<TerminationDraft, 'about' | 'find'>,
  limit = atOnce,
): Promise<{ readonly choices: Choice[]; readonly total: number }> {
  const known = await context.services.register.known(form.provider.id);
  const staff = staffOf(known, form.today)
    .map((one) => ({ ...one, held: one.held.filter((held) => isAbout(form.profile, about, held)) }))
    .filter(({ held }) => held.length > 0);
  const found = searchStaff(staff, find);
  const shown = found.slice(0, limit);
  const titles = shown.map(titleOf);
  const choices = shown.map((one, index) => {
    const title = titles[index] ?? one.name;
    const isNamesake = titles.filter((other) => other === title).length > 1;
    return { title: isNamesake ? `${title}, ${masked(context, one)}` : title, value: one.hash };
  });
  return { choices, total: found.length };
}

function titleOf(one: StaffMember): string {
  return [one.name, ...unitsOf(one).map(({ name }) => name)].join(', ');
}

/** Domain 10: the manager may see it so, and needs to where two are called the same. */
function masked(context: Context, { held }: StaffMember): string {
  const latest = latestOf(held);
  const opened = latest && openSealed(context, latest.person.personnummer, personnummerPlace(latest.case));
  return opened === undefined ? 'personnumret går inte att läsa' : maskPersonnummer(opened);
}
