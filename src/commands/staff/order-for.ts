import { dayOf } from '../../domain/calendar/days.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import type { Provider } from '../../domain/directory.ts';
import { slots } from '../../domain/slots.ts';
import type { StaffMember } from '../../domain/staff.ts';
import { processOf } from '../../profiles/schema.ts';
import { refusalText } from '../../views/refusals.ts';
import { act } from '../act.ts';
import { personnummerPlace } from '../order/application.ts';
import { type DialogContext, resume } from '../order/dialog.ts';
import { emptyDraft, saveDraft } from '../order/draft.ts';
import { latestOrder, personValues } from '../order/known.ts';
import type { Reply } from '../incoming.ts';
import { openSealed } from '../sealed.ts';
import { unreadableTexts } from '../unreadable.ts';
import { notYours } from './find.ts';

/** Ny behörighet for somebody known: the form with what the latest order says of the person. */
export async function orderFor(context: DialogContext, provider: Provider, member: StaffMember): Promise<Reply> {
  const { services, now } = context;
  const process = processOf(services.profile, 'permission');
  const latest = await latestOrder(context, provider.id, member.hash);
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
    values: { ...personValues(form, latest.application), ...number },
    begun: true,
    known: member.hash,
  };
  await saveDraft(context, draft);
  const from = `Uppgifterna om ${member.name} är hämtade ur ärende ${formatCaseId(latest.caseId)}. Tryck på Tillbaka om något ska ändras.`;
  return resume(context, draft, opened === undefined ? unreadableTexts.personnummer : from);
}
