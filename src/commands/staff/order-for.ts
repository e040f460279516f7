import { dayOf } from '../../domain/calendar/days.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import type { Unit } from '../../domain/application.ts';
import type { Provider } from '../../domain/directory.ts';
import { slots } from '../../domain/slots.ts';
import { type Held, isSameUnit } from '../../domain/register.ts';
import type { StaffMember } from '../../domain/staff.ts';
import { processOf } from '../../profiles/schema.ts';
import { refusalText } from '../../views/refusals.ts';
import { act } from '../act.ts';
import { personnummerPlace } from '../order/application.ts';
import { type DialogContext, resume } from '../order/dialog.ts';
import { emptyDraft, saveDraft } from '../order/draft.ts';
import { type Form, orderable } from '../order/form.ts';
import { latestOrder, personValues } from '../order/known.ts';
import type { Reply } from '../incoming.ts';
import { openSealed } from '../sealed.ts';
import { unreadableTexts } from '../unreadable.ts';
import { notYours } from './find.ts';

/** Ny behörighet and Ändra for somebody known: the form with what the latest order says of the person, or the one it is begun from. */
export async function orderFor(
  context: DialogContext,
  provider: Provider,
  member: StaffMember,
  { what = 'new', from = '' }: { readonly what?: 'new' | 'change'; readonly from?: string } = {},
): Promise<Reply> {
  const { services, now } = context;
  const process = processOf(services.profile, 'permission');
  const latest = (await orderOf(context, member, from)) ?? (await latestOrder(context, provider.id, member.hash));
  if (process === undefined || latest === undefined) return notYours;
  // The form shows the personnummer in full, so its opening is recorded like any other.
  const { refused } = await act(context, {
    caseId: latest.caseId,
    command: { verb: 'openPersonnummer' },
    click: { slot: slots.status, version: 0 },
  });
  if (refused) return { kind: 'notice', text: refusalText(refused) };
  const opened = openSealed(context, latest.application.subject.personnummer, personnummerPlace(latest.caseId));
  const form = { profile: services.profile, kind: 'permission' as const, process, provider, today: dayOf(now) };
  const field = process.fields.find(({ kind }) => kind === 'personnummer');
  const number = field && opened !== undefined ? { [field.id]: opened } : {};
  const draft = {
    ...emptyDraft(services.newCaseId(), 'permission', provider.id),
    values: { ...personValues(form, latest.application), ...number, ...(what === 'change' ? changed(form) : {}) },
    ...(what === 'change' ? heldIn(form, member, latest.application.unit) : {}),
    begun: true,
    known: member.hash,
  };
  await saveDraft(context, draft);
  const notice = `Uppgifterna om ${member.name} är hämtade ur ärende ${formatCaseId(latest.caseId)}. Tryck på Tillbaka om något ska ändras.`;
  return resume(context, draft, opened === undefined ? unreadableTexts.personnummer : notice);
}

/** The order by which the person has something, to begin from: the one of an employment among several. */
async function orderOf(
  { services }: DialogContext,
  { held }: StaffMember,
  from: string,
): Promise<Awaited<ReturnType<typeof latestOrder>>> {
  if (!held.some((one) => one.case === from)) return undefined;
  const c = (await services.cases.read(from))?.value;
  return c && { caseId: c.id, application: c.application };
}

/** R63. */
function changed({ process }: Pick<Form, 'process'>): Record<string, string> {
  const field = process.fields.find(({ id, choices }) => id === 'purpose' && choices?.includes('Ändra'));
  return field === undefined ? {} : { [field.id]: 'Ändra' };
}

/** What the person has at the unit, to be altered: the systems that can be ordered, as they were given. */
function heldIn(
  form: Form,
  { held }: StaffMember,
  unit: Unit,
): { readonly systems: string[]; readonly systemValues: Record<string, Record<string, string>> } {
  const offered = new Set(orderable(form).map(({ id }) => id));
  const own = held.filter(({ system, employment }) => offered.has(system.id) && isSameUnit(employment.unit, unit));
  const rawOf = (answers: Held['system']['answers']): Record<string, string> =>
    Object.fromEntries(answers.map(({ field, raw }) => [field, raw]));
  return {
    systems: [...new Set(own.map(({ system }) => system.id))],
    systemValues: Object.fromEntries(own.map(({ system }) => [system.id, rawOf(system.answers)])),
  };
}
