import { formatCaseId } from '../../domain/case-id.ts';
import type { Application } from '../../domain/application.ts';
import type { Case, Ending } from '../../domain/case.ts';
import { whatIsHeld } from '../../domain/compared.ts';
import { submit } from '../../domain/decisions/submit.ts';
import { difference } from '../../domain/difference.ts';
import type { Provider } from '../../domain/directory.ts';
import { entryAfter, isAbandoned } from '../../domain/onboarding.ts';
import type { Reserved } from '../../domain/reservation.ts';
import { endsFor } from '../../domain/ends-for.ts';
import { type Held, purposeOf } from '../../domain/register.ts';
import { slots, slotVersion } from '../../domain/slots.ts';
import type { Approver } from '../../domain/decisions/submit.ts';
import type { Process } from '../../profiles/schema.ts';
import { refusalText } from '../../views/refusals.ts';
import { act, commit, type Outcome } from '../act.ts';
import { actorOf, type Context, factsOf } from '../context.ts';
import { offeredFirst } from '../unit-roles/first.ts';
import { countAsk, knownHere } from './asking.ts';
import { attachLate } from '../files/place.ts';
import { draftFileOf, filesIn } from '../files/uploads.ts';
import type { Reply } from '../incoming.ts';
import type { DirectoryChange } from '../ports.ts';
import { reserve } from '../reserve.ts';
import { openSealed } from '../sealed.ts';
import { currentApplication } from './alteration.ts';
import { personnummerPlace, toApplication } from './application.ts';
import type { Draft } from './draft.ts';
import type { FilledIn } from './fill-in.ts';
import type { Form } from './form.ts';
import { heldPermissions } from './held.ts';
import { incidentOf } from './incident.ts';
import { stagesOf } from './route.ts';
import { sent } from './sent.ts';
import { withHandedOut } from './thing.ts';
import { allTerms, routeOf } from './terms.ts';

const attempts = 5;

/** Skicka creates the case; pressed twice, the second press finds it and says so. */
export async function send(
  context: Context,
  form: Form,
  draft: Draft,
  filled: FilledIn,
  approver: Approver,
): Promise<Reply | { readonly fault: string; readonly taken?: Reserved }> {
  const { services, incoming, now } = context;
  const own = await knownHere(context, form, filled);
  if ('fault' in own) return own;
  const { profile, process, provider, today } = form;
  const said = toApplication(context, form, draft.caseId, own);
  const known = await services.register.atProvider(provider.id, said.subject.hash);
  const ends = endsOf(draft, said, known);
  const purpose = purposeOf(draft.kind, said.answers);
  const changes = purpose === 'change';
  const application = purpose === 'remove' ? { ...said, systems: withHandedOut(said.systems, ends, known) } : said;
  const { person } = incoming;
  const event = { operation: services.newOperation(), at: now, person: person.id, by: person.name, verb: 'submit' };
  for (let attempt = 0; attempt < attempts; attempt++) {
    const place = await filesIn(context, draft.caseId);
    const route = routeOf(profile, { route: stagesOf(form, application.answers) });
    const counted = await countAsk(context, form, draft.caseId, application);
    if ('fault' in counted) return (await isSent(context, draft.caseId)) ? alreadySent(draft.caseId) : counted;
    const { is, incident } = await incidentOf(context, process, application, route);
    const offer = await offeredFirst(context, form, application);
    const decided = submit(
      {
        id: draft.caseId,
        kind: draft.kind,
        provider,
        application,
        held: heldPermissions(form, known),
        ends,
        ...(changes ? { compared: whatIsHeld(application, ends, known, toFieldOf(process)) } : {}),
        files: place.map(draftFileOf),
        today,
        signed: draft.signed === true,
        approver,
        route,
        ...(offer ? { first: offer } : {}),
        ...is,
        terms: allTerms(profile, process, filled.systems, today),
      },
      factsOf(context, actorOf(context)),
    );
    if ('refused' in decided) return { fault: refusalText(decided.refused) };
    const entered = await enteredBy(context, decided.accepted, provider);
    if (entered === 'taken') return { fault: takenText };
    const reserved = await reserve(services, undefined, decided.accepted);
    if ('taken' in reserved)
      return { fault: refusalText({ reason: 'taken', what: reserved.taken.label }), taken: reserved.taken };
    const committed = await commit(context, {
      after: decided.accepted,
      event,
      place,
      reserve: reserved,
      ...counted,
      ...(entered === undefined ? {} : { directory: entered }),
      ...(incident === undefined ? {} : { incident }),
      draft: { personId: person.id, caseId: draft.caseId },
    });
    services.nudge();
    // The answer may have been lost after this very press was carried out.
    const [first] = committed === 'committed' ? [event] : await services.cases.eventsAfter(draft.caseId, 0);
    if (first?.operation === event.operation) {
      await attachLate(context, draft.caseId);
      return sent(context, form, decided.accepted, approver);
    }
    if (first !== undefined) {
      // The second of two presses has saved the draft anew.
      await services.drafts.remove(person.id, draft.caseId);
      return alreadySent(draft.caseId);
    }
    // A file of the draft, the entry in the directory or the first report of a fault was changed meanwhile.
  }
  throw new Error(`What draft ${draft.caseId} needs was changed ${attempts} times in a row`);
}

/** The second of two presses finds what the first one has counted. */
async function isSent({ services }: Context, caseId: string): Promise<boolean> {
  return (await services.cases.eventsAfter(caseId, 0)).length > 0;
}

const takenText = 'Någon annan har just beställt en utförare med samma namn. Inget är beställt av dig. Titta igen.';

/** A new provider stands in the directory from its order on: whoever comes first gets the id. */
async function enteredBy(
  { services, incoming, now }: Context,
  c: Case,
  described: Provider,
): Promise<DirectoryChange | 'taken' | undefined> {
  if (c.kind !== 'newProvider') return undefined;
  const before = await services.directory.provider(c.provider.id);
  if (before !== undefined && !isAbandoned(before.value)) return 'taken';
  const blank: Provider = { ...described, certified: false, units: [], managers: [] };
  return { before, after: entryAfter(undefined, c, blank), by: incoming.person, at: now };
}

/** An alteration of a case that was sent already: with nothing changed it is an answer alone. */
export async function sendAlteration(
  context: Context,
  form: Form,
  draft: Draft,
  question: number,
  filled: FilledIn,
  approver: Approver,
): Promise<Outcome & { altered: boolean }> {
  const stored = await context.services.cases.read(draft.caseId);
  const application = toApplication(context, form, draft.caseId, filled);
  const current = stored && currentApplication(stored.value);
  // The same number sealed anew is no difference that anybody sees, but the one that could not be opened must go.
  const isLost =
    current && openSealed(context, current.subject.personnummer, personnummerPlace(draft.caseId)) === undefined;
  const altered = current !== undefined && (isLost === true || difference(current, application).length > 0);
  const isAnother = current !== undefined && current.subject.hash !== application.subject.hash;
  const known = await context.services.register.atProvider(form.provider.id, application.subject.hash);
  const held = isAnother ? { held: heldPermissions(form, known) } : {};
  const ends = endsOf(draft, application, known);
  const slot = slots.question(question);
  const outcome = await act(context, {
    caseId: draft.caseId,
    command: {
      verb: 'supplement',
      question,
      text: draft.answer || (altered ? 'Uppgifterna är ändrade.' : ''),
      ...(altered ? { altered: { application, approver, ends, signed: draft.signed === true, ...held } } : {}),
    },
    click: { slot, version: (stored && slotVersion(stored.value, slot)) ?? 0 },
    draft: { personId: context.incoming.person.id, caseId: draft.caseId },
  });
  return { ...outcome, altered };
}

/** The form's field for the last day. */
export function toFieldOf({ fields }: Pick<Process, 'fields'>): string | undefined {
  return fields.find(({ kind }) => kind === 'toDate')?.id;
}

export function alreadySent(caseId: string): Reply {
  return { kind: 'notice', text: `Ärende ${formatCaseId(caseId)} är redan skickat. Du ser det med ”mina ärenden”.` };
}

export function endsOf(
  { kind }: Pick<Draft, 'kind'>,
  { answers, systems, unit }: Application,
  held: readonly Held[],
): Ending[] {
  const purpose = purposeOf(kind, answers);
  return endsFor({ purpose, systems: systems.map(({ id }) => id), unit }, held);
}
