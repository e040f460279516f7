import { formatCaseId } from '../../domain/case-id.ts';
import type { HeldPermission, OrderedSystem } from '../../domain/application.ts';
import type { Case, Stage, Terms } from '../../domain/case.ts';
import type { Day } from '../../domain/person.ts';
import { submit } from '../../domain/decisions/submit.ts';
import { difference } from '../../domain/difference.ts';
import { listings, lists } from '../../domain/lists.ts';
import { grantedTasks } from '../../domain/route.ts';
import { slots, slotVersion } from '../../domain/slots.ts';
import type { Approver } from '../../domain/decisions/submit.ts';
import type { Profile } from '../../profiles/schema.ts';
import { refusalText } from '../../views/refusals.ts';
import { act, commit, type Outcome } from '../act.ts';
import { actorOf, type Context } from '../context.ts';
import type { Reply } from '../incoming.ts';
import { openSealed } from '../sealed.ts';
import { readAll, UnreadableRow } from '../unreadable.ts';
import { currentApplication } from './alteration.ts';
import { personnummerPlace, toApplication } from './application.ts';
import type { Draft } from './draft.ts';
import type { FilledIn } from './fill-in.ts';
import type { Form } from './form.ts';

/** Skicka creates the case; pressed twice, the second press finds it and says so. */
export async function send(
  context: Context,
  form: Form,
  draft: Draft,
  filled: FilledIn,
  approver: Approver,
): Promise<Reply | { readonly fault: string }> {
  const { services, incoming, now } = context;
  const application = toApplication(context, draft.caseId, filled);
  const held = await heldPermissions(context, form, application.subject.hash);
  const { profile, provider, today } = form;
  const decided = submit(
    {
      id: draft.caseId,
      provider,
      application,
      held,
      today,
      approver,
      route: routeOf(profile),
      terms: termsOf(profile, filled),
    },
    { now, actor: actorOf(context) },
  );
  if ('refused' in decided) return { fault: refusalText(decided.refused) };
  const { person } = incoming;
  const event = { operation: services.newOperation(), at: now, person: person.id, by: person.name, verb: 'submit' };
  const committed = await commit(context, {
    after: decided.accepted,
    event,
    draft: { personId: person.id, caseId: draft.caseId },
  });
  services.nudge();
  if (committed === 'committed') return sent(draft.caseId, approver);
  // The answer may have been lost after this very press was carried out.
  const [first] = await services.cases.eventsAfter(draft.caseId, 0);
  if (first?.operation === event.operation) return sent(draft.caseId, approver);
  // The second of two presses has saved the draft anew.
  await services.drafts.remove(person.id, draft.caseId);
  return alreadySent(draft.caseId);
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
  const application = toApplication(context, draft.caseId, filled);
  const current = stored && currentApplication(stored.value);
  // The same number sealed anew is no difference that anybody sees, but the one that could not be opened must go.
  const isLost =
    current && openSealed(context, current.subject.personnummer, personnummerPlace(draft.caseId)) === undefined;
  const altered = current !== undefined && (isLost === true || difference(current, application).length > 0);
  const isAnother = current !== undefined && current.subject.hash !== application.subject.hash;
  const held = isAnother ? { held: await heldPermissions(context, form, application.subject.hash) } : {};
  const slot = slots.question(question);
  const outcome = await act(context, {
    caseId: draft.caseId,
    command: {
      verb: 'supplement',
      question,
      text: draft.answer || (altered ? 'Uppgifterna är ändrade.' : ''),
      ...(altered ? { altered: { application, approver, ...held } } : {}),
    },
    click: { slot, version: (stored && slotVersion(stored.value, slot)) ?? 0 },
    draft: { personId: context.incoming.person.id, caseId: draft.caseId },
  });
  return { ...outcome, altered };
}

export function alreadySent(caseId: string): Reply {
  return { kind: 'notice', text: `Ansökan ${formatCaseId(caseId)} är redan skickad. Du ser den med ”mina ärenden”.` };
}

function sent(caseId: string, approver: Approver): Reply {
  const next = approver.own
    ? 'Den är attesterad och går nu till handläggning.'
    : `${approver.person.name} får ett kort och ska godkänna.`;
  return {
    kind: 'notice',
    text: `Ansökan ${formatCaseId(caseId)} är skickad. ${next} Du följer den på kortet här i chatten.`,
  };
}

function routeOf({ permission, queues }: Profile): Stage[] {
  return permission.route.map(({ queue, per, title }) => ({
    queue,
    per,
    title,
    queueName: queues[queue]?.name ?? queue,
  }));
}

/** What the ordered systems cost, where the profile gives a price or a word on it. */
function costOf({ permission, systems }: Profile, ordered: FilledIn['systems']): string {
  const own = systems
    .filter(({ id }) => ordered.some((one) => one.id === id))
    .flatMap(({ name, price, costText }) => {
      const words = price ? `${price.amount} kr per månad och användare` : costText;
      return words === undefined ? [] : [`${name}: ${words}`];
    });
  return own.length > 0 ? own.join('; ') : permission.costText;
}

function termsOf(profile: Profile, filled: FilledIn): Terms {
  const { permission, credentials } = profile;
  return {
    ownAttestation: permission.attestation.self,
    cost: costOf(profile, filled.systems),
    credentialMinutes: credentials.minutesAfterFirstOpening,
    credentialReminderDays: credentials.reminderDays,
    credentialDays: credentials.days,
  };
}

const heldCases = 20;
/** A line on the approver's card, in characters. */
const heldDetails = 200;

/** What the person has from finished cases of this provider: nothing of another provider's is shown. */
async function heldPermissions({ services }: Context, form: Form, hash: string): Promise<HeldPermission[]> {
  const list = lists.held(form.provider.id, hash);
  const { entries } = await services.cases.list(list, { limit: heldCases });
  const found = await readAll(
    services.cases,
    entries.map(({ caseId }) => caseId),
  );
  const cases = found.flatMap((stored) => (stored && !(stored instanceof UnreadableRow) ? [stored.value] : []));
  // An entry that was left behind may be of a case that names another person by now.
  const theirs = cases.filter((c) => listings(c).some((one) => one.list === list));
  const current = theirs.filter((c) => isCurrent(c, form.today));
  return current.flatMap((c) =>
    grantedTasks(c.tasks).flatMap((task) => {
      const system = c.application.systems.find((one) => one.id === task.system);
      return system ? [{ system: system.name, details: detailsOf(system, form.profile) }] : [];
    }),
  );
}

/** R66: not one whose T.o.m. has passed, and not one that was to be taken away. */
function isCurrent({ application }: Case, today: Day): boolean {
  const isRemoval = application.answers.some(({ field, raw }) => field === 'purpose' && raw === 'Ta bort');
  return !isRemoval && (application.to === undefined || today <= application.to);
}

/** Units and roles. What was written in words was meant for its own case; so, for all we know, was a field that is gone. */
function detailsOf({ id, answers }: OrderedSystem, { systems }: Profile): string {
  const fields = systems.find((system) => system.id === id)?.fields ?? [];
  const plain = fields.filter(({ kind }) => kind !== 'longText' && kind !== 'text');
  const shown = answers.filter(({ field, text }) => text !== '' && plain.some((one) => one.id === field));
  return shown
    .map(({ text }) => text)
    .join(', ')
    .slice(0, heldDetails);
}
