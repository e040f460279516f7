import { isOwner } from '../../domain/actor.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { childCaseId, formatCaseId } from '../../domain/case-id.ts';
import type { Case } from '../../domain/case.ts';
import { whatIsHeld } from '../../domain/compared.ts';
import { type Approver, submit } from '../../domain/decisions/submit.ts';
import type { Provider } from '../../domain/directory.ts';
import { checkField, type FormField } from '../../domain/form.ts';
import { endingOf } from '../../domain/leaving.ts';
import type { Day } from '../../domain/person.ts';
import type { Held } from '../../domain/register.ts';
import { cleanLine } from '../../domain/text.ts';
import { fieldFaultText } from '../../views/field-faults.ts';
import { formatDay } from '../../views/format.ts';
import { refusalText } from '../../views/refusals.ts';
import { commit } from '../act.ts';
import { unknownButton } from '../buttons.ts';
import { type CaseData, caseData, typed } from '../card-data.ts';
import { actorOf, type Context } from '../context.ts';
import type { Dialog } from '../dialog.ts';
import type { Incoming, Reply } from '../incoming.ts';
import { approverChoices } from '../order/approver-choices.ts';
import { approversFor, readApprover } from '../order/approvers.ts';
import { input } from '../order/input.ts';
import { ownTick } from '../order/summary-card.ts';
import { reserve } from '../reserve.ts';
import { unreadableTexts } from '../unreadable.ts';
import { extended, toFieldOf } from './extended.ts';
import { textDialog } from './text-dialog.ts';

type DialogContext = Context<Incoming & { data: unknown }>;
type Notice = Extract<Reply, { kind: 'notice' }>;
const notice = (text: string): Notice => ({ kind: 'notice', text });

type Found = {
  readonly data: CaseData;
  readonly c: Case;
  readonly until: Day;
  readonly provider: Provider;
  readonly held: readonly Held[];
  /** The number that the extension gets: the same one for two presses. */
  readonly id: string;
};

/** Förläng: the same permissions with another last day, by a decision anew; nobody has anything to do in the systems. */
export const extendDialog: Dialog = {
  open: async (context) => {
    const found = await find(context);
    return 'kind' in found ? found : show(context, found, {});
  },
  submit: async (context) => {
    const found = await find(context);
    if ('kind' in found) return found;
    const given = {
      to: cleanLine(typed(context.incoming, 'to')),
      own: typed(context.incoming, 'own') === 'true',
      approver: typed(context.incoming, 'approver'),
    };
    const checked = checkField(toField, given.to, { today: dayOf(context.now), units: [], userNamePrefixes: [] });
    if (!checked.ok) return show(context, found, { ...given, fault: fieldFaultText(checked.fault) });
    if (checked.raw <= found.until)
      return show(context, found, { ...given, fault: `Välj en dag efter ${formatDay(found.until)}.` });
    const approver = await readApprover(context, found.provider, found.c.terms, given);
    if (approver === undefined)
      return show(context, found, {
        ...given,
        notice: 'Bocka i rutan om du själv attesterar, eller välj vem som ska godkänna.',
      });
    return send(context, found, checked.raw, approver, given);
  },
};

const toField: FormField = { id: 'to', kind: 'toDate', label: 'Ny T.o.m.', required: true };

async function find(context: DialogContext): Promise<Found | Notice> {
  const { services, now } = context;
  const parsed = caseData.safeParse(context.incoming.data);
  if (!parsed.success) return unknownButton;
  const c = (await services.cases.read(parsed.data.case))?.value;
  if (c === undefined || !isOwner(c, actorOf(context)))
    return notice(refusalText({ reason: c ? 'notEntitled' : 'unknownCase' }));
  const until = c.application.to;
  if (until === undefined || dayOf(now) > until)
    return notice('T.o.m. har passerat, så det går inte att förlänga. Ansök på nytt med ”ny behörighet”.');
  const provider = (await services.directory.provider(c.provider.id))?.value;
  if (provider === undefined || provider.unreadable) return notice(unreadableTexts.provider);
  const { held, underWay } = await services.register.known(provider.id, c.application.subject.hash);
  const own = held.filter(
    (one) => one.case === c.id && one.ended === undefined && endingOf(one, underWay) === undefined,
  );
  if (own.length === 0)
    return notice('Det finns inget kvar att förlänga: det är redan förlängt, ändrat eller avslutat.');
  for (let number = 0; ; number++) {
    const id = childCaseId(c.id, number);
    const child = (await services.cases.read(id))?.value;
    if (child === undefined) return { data: parsed.data, c, until, provider, held: own, id };
    if (child.extension !== undefined && child.state === 'attesting')
      return notice(`Förlängningen är redan begärd i ärende ${formatCaseId(id)} och väntar på att godkännas.`);
  }
}

type Typed = {
  readonly to?: string;
  readonly own?: boolean;
  readonly approver?: string;
  readonly fault?: string;
  readonly notice?: string;
};

async function show(context: DialogContext, { data, c, until, provider, held }: Found, given: Typed): Promise<Reply> {
  const approvers = await approverChoices(context, c, await approversFor(context, provider, c.terms));
  const { to = '', own = false, approver = '', fault = '' } = given;
  return textDialog({
    dialog: 'extend',
    data,
    heading: 'Förläng',
    text: `${c.application.subject.name}: ${held.map(({ system }) => system.name).join(', ')}. Gäller nu t.o.m. ${formatDay(until)}.`,
    notice: given.notice ?? '',
    fields: [
      input('date', 'to', 'Ny T.o.m. (obligatoriskt)', { value: /^\d{4}-\d{2}-\d{2}$/.test(to) ? to : '', fault }),
      ...(c.terms.ownAttestation
        ? [input('toggle', 'own', ownTick, { value: String(own), help: 'Ja, jag attesterar' })]
        : []),
      ...(approvers.length > 0
        ? [
            input('choice', 'approver', 'Godkänns av', {
              value: approver,
              help: 'Välj vem som ska godkänna',
              choices: approvers,
            }),
          ]
        : []),
    ],
    submit: 'Skicka',
  });
}

async function send(context: DialogContext, found: Found, to: Day, approver: Approver, given: Typed): Promise<Reply> {
  const { services, incoming, now } = context;
  const { c, provider, until, held, id } = found;
  const application = extended(context, found, to);
  if (application === undefined) return notice(unreadableTexts.personnummer);
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
    { now, actor: actorOf(context) },
  );
  if ('refused' in decided) return show(context, found, { ...given, notice: refusalText(decided.refused) });
  const { person } = incoming;
  const event = { operation: services.newOperation(), at: now, person: person.id, by: person.name, verb: 'submit' };
  // The person keeps what is the person's own.
  const reserved = await reserve(services, undefined, decided.accepted);
  if ('taken' in reserved)
    return show(context, found, { ...given, notice: refusalText({ reason: 'taken', what: reserved.taken.label }) });
  const committed = await commit(context, { after: decided.accepted, event, reserve: reserved });
  if (committed === 'conflict' && (await services.cases.read(id)) === undefined)
    return send(context, found, to, approver, given);
  services.nudge();
  const next = approver.own ? 'Den nya sista dagen gäller.' : `${approver.person.name} får ett kort och ska godkänna.`;
  return notice(`Förlängningen ${formatCaseId(id)} är skickad. ${next}`);
}
