import { dayOf } from '../../domain/calendar/days.ts';
import { formatCaseId } from '../../domain/case-id.ts';
import type { Case } from '../../domain/case.ts';
import { whatIsHeld } from '../../domain/compared.ts';
import { type Approver, submit } from '../../domain/decisions/submit.ts';
import { checkField, type FormField } from '../../domain/form.ts';
import type { Day } from '../../domain/person.ts';
import { fieldFaultText } from '../../views/field-faults.ts';
import { formatDay } from '../../views/format.ts';
import { refusalText } from '../../views/refusals.ts';
import { commit } from '../act.ts';
import { factsOf, actorOf, type Context } from '../context.ts';
import { reserve } from '../reserve.ts';
import { unreadableTexts } from '../unreadable.ts';
import { extended, toFieldOf } from './extended.ts';
import type { Extensible } from './find.ts';

const toField: FormField = { id: 'to', kind: 'toDate', label: 'Ny T.o.m.', required: true };

/** The new last day as it was typed, or what is wrong with it. */
export function checkNewLastDay(
  typed: string,
  until: Day,
  today: Day,
): { readonly day: Day } | { readonly fault: string } {
  const checked = checkField(toField, typed, { today, units: [], userNamePrefixes: [] });
  if (!checked.ok) return { fault: fieldFaultText(checked.fault) };
  return checked.raw > until ? { day: checked.raw } : { fault: `Välj en dag efter ${formatDay(until)}.` };
}

/** The same permissions with another last day, by a decision anew; nobody has anything to do in the systems. */
export async function orderExtension(
  context: Context,
  found: Extensible,
  to: Day,
  approver: Approver,
): Promise<{ readonly sent: Case } | { readonly fault: string }> {
  const { services, incoming, now } = context;
  const { c, provider, until, held, id } = found;
  const application = extended(context, found, to);
  if (application === undefined) return { fault: unreadableTexts.personnummer };
  // What the order asked for beside the decision was for the first time.
  const { certificate: _certificate, handling: _handling, delivery: _delivery, ...terms } = c.terms;
  const ends = held.map((one) => ({ case: one.case, system: one.system.id, needsTask: false }));
  const decided = submit(
    {
      id,
      kind: c.kind,
      provider,
      application,
      held: held.map(({ system }) => ({ system: system.name, details: '' })),
      ends,
      compared: whatIsHeld(application, ends, held, toFieldOf(c)),
      extension: { until },
      today: dayOf(now),
      signed: false,
      approver,
      route: [],
      terms: { ...terms, title: 'Förlängning av behörighet' },
    },
    factsOf(context, actorOf(context)),
  );
  if ('refused' in decided) return { fault: refusalText(decided.refused) };
  const { person } = incoming;
  const event = { operation: services.newOperation(), at: now, person: person.id, by: person.name, verb: 'submit' };
  // The person keeps what is the person's own.
  const reserved = await reserve(services, undefined, decided.accepted);
  if ('taken' in reserved) return { fault: refusalText({ reason: 'taken', what: reserved.taken.label }) };
  const committed = await commit(context, { after: decided.accepted, event, reserve: reserved });
  if (committed === 'conflict' && (await services.cases.read(id)) === undefined)
    return orderExtension(context, found, to, approver);
  services.nudge();
  return committed === 'committed'
    ? { sent: decided.accepted }
    : { fault: `Förlängningen är redan skickad: ärende ${formatCaseId(id)}.` };
}

/** What is said of an extension that was sent. */
export function sentText({ id }: Case, approver: Approver): string {
  const next = approver.own ? 'Den nya sista dagen gäller.' : `${approver.person.name} får ett kort och ska godkänna.`;
  return `Förlängningen ${formatCaseId(id)} är skickad. ${next}`;
}
